import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { quotable } from '../problem.ts';
import { type Fault, fieldName, type Path } from './faults.ts';
import type { Rule } from './rule.ts';
import { codePoint, unwritable } from './unwritable.ts';

const deepest = 16;

export interface Yaml {
  /** Objects without a prototype, arrays, and scalars; texts are NFC. `null` where it could not be read whole. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** Where what stands at the path begins (its name, for a field), or the nearest there is around it; and its words. */
  readonly at: (path: Path) => { readonly line: number; readonly found: string };
}

export interface YamlBounds {
  /** What the first line of the source is called. */
  readonly firstLine: number;
  readonly mostFields: number;
}

/** Reads YAML 1.2, core schema, without anchors, aliases, tags and repeated fields, in time proportional to its length. */
export function readYaml(source: string, { firstLine, mostFields }: YamlBounds): Yaml {
  const counter = new LineCounter();
  // The library's own search for repeated fields compares each with each; the reader below does it in one pass.
  const document = parseDocument(source, {
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: counter,
  });
  const lineOf = (offset: number): number => Math.max(counter.linePos(offset).line, 1) + firstLine - 1;
  const at: Yaml['at'] = (path) => {
    const { offset, node } = find(document.contents, path);
    return { line: lineOf(offset), found: quotable(words(node, source)) };
  };
  if (document.errors.length) {
    const last = lastStart(document.contents);
    return { value: null, faults: syntaxFaults(document.errors, source, lineOf, last), at };
  }
  const reader = new PlainReader(source, lineOf, mostFields);
  const value = reader.read(document.contents, []);
  return { value: reader.isWhole ? value : null, faults: reader.faults, at };
}

/** Makes plain values of nodes, and notes what YAML allows and a brief does not. */
class PlainReader {
  readonly faults: Fault[] = [];
  readonly #source: string;
  readonly #lineOf: (offset: number) => number;
  readonly #mostFields: number;
  #fields = 0;

  constructor(source: string, lineOf: (offset: number) => number, mostFields: number) {
    this.#source = source;
    this.#lineOf = lineOf;
    this.#mostFields = mostFields;
  }

  get isWhole(): boolean {
    return this.#fields <= this.#mostFields;
  }

  read(node: unknown, path: Path): unknown {
    if (isAlias(node)) return this.#fault(node, path, { code: 'yaml-feature', feature: 'alias' });
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.anchor !== undefined) this.#fault(node, path, { code: 'yaml-feature', feature: 'anchor' });
    if (node.tag !== undefined) this.#fault(node, path, { code: 'yaml-feature', feature: 'tag' });
    if (isScalar(node)) return this.#scalar(node, path);
    if (path.length >= deepest) return this.#fault(node, path, { code: 'yaml-depth', maximum: deepest });
    if (isSeq(node)) return node.items.map((item, index) => this.read(item, [...path, index]));
    const fields: Record<string, unknown> = Object.create(null);
    const first = new Map<string, unknown>();
    for (const { key, value } of node.items) {
      this.#fields += 1;
      if (!this.isWhole) {
        if (this.#fields === this.#mostFields + 1)
          this.#fault(key, path, { code: 'yaml-fields', maximum: this.#mostFields });
        break;
      }
      if (!isScalar(key) || key.anchor !== undefined || key.tag !== undefined) {
        this.#fault(key, path, { code: 'yaml-feature', feature: 'key' });
        continue;
      }
      const name = String(key.value).normalize('NFC');
      if (first.has(name))
        this.#fault(key, [...path, name], {
          code: 'duplicate-field',
          first: this.#lineOf(offsetOf(first.get(name))),
        });
      else first.set(name, key);
      fields[name] = this.read(value, [...path, name]);
    }
    return fields;
  }

  #scalar(node: { readonly value: unknown }, path: Path): unknown {
    if (typeof node.value !== 'string') return node.value;
    const [control] = unwritable.exec(node.value) ?? [];
    if (control !== undefined) {
      const found = codePoint(control);
      this.faults.push({
        line: this.#lineOf(offsetOf(node)),
        field: fieldName(path),
        found,
        rule: { code: 'control-character' },
      });
    }
    return node.value.normalize('NFC');
  }

  #fault(node: unknown, path: Path, rule: Rule): null {
    const found = quotable(words(node, this.#source));
    this.faults.push({ line: this.#lineOf(offsetOf(node)), field: fieldName(path) || 'file', found, rule });
    return null;
  }
}

function find(root: unknown, path: Path): { offset: number; node: unknown } {
  let node = root;
  let offset = offsetOf(root);
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value).normalize('NFC') === step);
      if (!pair) return { offset, node: null };
      offset = offsetOf(pair.key);
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number' && step in node.items) {
      node = node.items[step];
      offset = offsetOf(node);
    } else return { offset, node: null };
  }
  return { offset, node };
}

function offsetOf(node: unknown): number {
  return rangeOf(node)?.[0] ?? 0;
}

function rangeOf(node: unknown): readonly [number, number, number] | null {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range ?? null) : null;
}

/** A text's own words, anything else as it is written. */
function words(node: unknown, source: string): string {
  if (isScalar(node) && typeof node.value === 'string') return node.value;
  const range = rangeOf(node);
  return range ? source.slice(range[0], range[1]) : '';
}

/** Where the last field or entry begins. */
function lastStart(root: unknown): number {
  let node = root;
  let start = 0;
  while (isMap(node) || isSeq(node)) {
    const last: unknown = node.items.at(-1);
    start = isPair(last) ? offsetOf(last.key) : offsetOf(last);
    node = isPair(last) ? last.value : last;
  }
  return start;
}

/** One error calls the next, so only the first of each line is told. */
function syntaxFaults(
  errors: readonly YAMLError[],
  source: string,
  lineOf: (offset: number) => number,
  last: number,
): Fault[] {
  const faults = new Map<number, Fault>();
  const end = source.trimEnd().length;
  for (const { code, pos } of errors) {
    // What is not closed is noticed at the end only, so the last that was begun is told.
    const offset = pos[0] < end ? pos[0] : last;
    const line = lineOf(offset);
    if (faults.has(line)) continue;
    const rule: Rule =
      code === 'RESOURCE_EXHAUSTION'
        ? { code: 'yaml-depth', maximum: deepest }
        : { code: 'yaml', hint: hint(code) };
    faults.set(line, { line, field: 'file', found: lineAround(source, offset), rule });
  }
  return [...faults.values()];
}

function lineAround(source: string, offset: number): string {
  const from = offset > 0 ? source.lastIndexOf('\n', offset - 1) + 1 : 0;
  const to = source.indexOf('\n', from);
  return quotable(source.slice(from, to < 0 ? undefined : to));
}

function hint(code: YAMLError['code']): Extract<Rule, { code: 'yaml' }>['hint'] {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'tabs';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BAD_SCALAR_START':
      return 'quotes';
    case 'MISSING_CHAR':
    case 'BAD_INDENT':
      return 'close';
    default:
      return 'layout';
  }
}
