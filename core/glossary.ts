import { type Glossary, glossary } from './glossary-schema.ts';
import { decode } from './parsing/decode.ts';
import { type Fault, fieldName, told } from './parsing/faults.ts';
import { readFields } from './parsing/fields.ts';
import type { Problem } from './problem.ts';

/** Bytes of a glossary that is read. */
export const largestGlossary = 256 * 1024;
const mostFields = 20_000;

/**
 * Makes a glossary of a file, or the list of all that is wrong with it. Never throws.
 * @param file The name the problems give it.
 */
export function parseGlossary(
  file: string,
  bytes: Uint8Array,
): { readonly glossary: Glossary } | { readonly problems: readonly Problem[] } {
  const decoded = decode(bytes, largestGlossary);
  if ('fault' in decoded) return { problems: [{ file, ...decoded.fault }] };
  const { fields, faults, at } = readFields(decoded.text, glossary, { firstLine: 1, mostFields });
  if (!fields) return { problems: told(file, faults) };
  const dangling = danglingIds(fields, (path) => at(path).line);
  return dangling.length ? { problems: told(file, dangling) } : { glossary: fields };
}

/** Ids used twice, and terms and sources that are named but not there. */
function danglingIds(
  { terms, sources }: Glossary,
  lineOf: (path: readonly PropertyKey[]) => number,
): Fault[] {
  const faults: Fault[] = [];
  const places = { terms: placesOf(terms), sources: placesOf(sources) };
  for (const [group, entries] of [['terms', terms] as const, ['sources', sources] as const]) {
    for (const [index, { id }] of entries.entries()) {
      const first = places[group].get(id);
      if (first === undefined || first === index) continue;
      const path = [group, index, 'id'];
      const rule = { code: 'duplicate-id', first: lineOf([group, first, 'id']) } as const;
      faults.push({ line: lineOf(path), field: fieldName(path), found: id, rule });
    }
  }
  for (const [index, term] of terms.entries()) {
    const named = [
      ['seeAlso', 'unknown-term', places.terms] as const,
      ['sources', 'unknown-source', places.sources] as const,
    ];
    for (const [field, code, known] of named) {
      for (const [place, id] of term[field].entries()) {
        if (known.has(id)) continue;
        const path = ['terms', index, field, place];
        const rule = { code, allowed: [...known.keys()] } as const;
        faults.push({ line: lineOf(path), field: fieldName(path), found: id, rule });
      }
    }
  }
  return faults;
}

/** Each id with the first entry that has it. */
function placesOf(entries: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(entries.map(({ id }, index) => [id, index] as const).reverse());
}
