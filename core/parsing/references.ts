import type { Inline } from '../brief.ts';
import { quotable } from '../problem.ts';
import { type Fault, fieldName, type Path } from './faults.ts';
import { parseInline } from './inline.ts';
import type { Rule } from './rule.ts';

/**
 * Ids used twice, and sources and proposals that are named but not there.
 * @param front The front matter as it stands, whether it keeps to the schema or not; `null` where it could not be read.
 */
export function danglingReferences(
  front: unknown,
  blocks: readonly Inline[],
  lines: { readonly blocks: readonly number[]; readonly field: (path: Path) => number },
): Fault[] {
  const sources = idsOf(front, 'sources');
  const proposals = idsOf(front, 'proposals');
  const faults: Fault[] = [];

  function need(ids: Ids, id: string, line: () => number, field: string): void {
    if (!ids || ids.has(id)) return;
    const code = ids === sources ? 'unknown-source' : 'unknown-proposal';
    faults.push({
      line: line(),
      field,
      found: quotable(id),
      rule: { code, allowed: [...ids.keys()].map(quotable) },
    });
  }

  function followSpans({ spans }: Inline, line: () => number, field: string): void {
    for (const span of spans) {
      if (span.kind === 'citation') need(sources, span.source, line, field);
      if (span.kind === 'proposal') need(proposals, span.proposal, line, field);
    }
  }

  for (const group of ['proposals', 'commitments', 'sources']) {
    const ids = idsOf(front, group);
    for (const [index, entry] of listOf(front, group).entries()) {
      const id = fieldOf(entry, 'id');
      const first = typeof id === 'string' ? ids?.get(id) : undefined;
      if (typeof id !== 'string' || first === undefined || first === index) continue;
      const rule: Rule = { code: 'duplicate-id', first: lines.field([group, first, 'id']) };
      const path = [group, index, 'id'];
      faults.push({ line: lines.field(path), field: fieldName(path), found: quotable(id), rule });
    }
  }
  for (const group of ['participants', 'proposals', 'commitments', 'followUps']) {
    for (const [index, entry] of listOf(front, group).entries()) {
      for (const [place, id] of listOf(entry, 'sources').entries()) {
        const path = [group, index, 'sources', place];
        if (typeof id === 'string') need(sources, id, () => lines.field(path), fieldName(path));
      }
    }
  }
  for (const [path, markdown] of markdownFields(front)) {
    followSpans(parseInline(markdown), () => lines.field(path), fieldName(path));
  }
  for (const [index, block] of blocks.entries()) followSpans(block, () => lines.blocks[index] ?? 1, 'body');
  return faults;
}

function* markdownFields(front: unknown): Generator<readonly [Path, string]> {
  for (const [index, point] of listOf(front, 'summary').entries()) {
    if (typeof point === 'string') yield [['summary', index], point];
  }
  const named = [
    ['proposals', 'gist'],
    ['commitments', 'text'],
    ['followUps', 'text'],
  ] as const;
  for (const [group, field] of named) {
    for (const [index, entry] of listOf(front, group).entries()) {
      const markdown = fieldOf(entry, field);
      if (typeof markdown === 'string') yield [[group, index, field], markdown];
    }
  }
}

/** The ids of a list's entries, each with the first entry that has it; `null` where they cannot be known. */
type Ids = ReadonlyMap<string, number> | null;

function idsOf(front: unknown, group: string): Ids {
  const list = fieldOf(front, group) ?? [];
  if (front === null || !Array.isArray(list)) return null;
  const ids = new Map<string, number>();
  for (const [index, entry] of list.entries()) {
    const id = fieldOf(entry, 'id');
    if (typeof id !== 'string') return null;
    if (!ids.has(id)) ids.set(id, index);
  }
  return ids;
}

function listOf(value: unknown, field: string): readonly unknown[] {
  const list = fieldOf(value, field);
  return Array.isArray(list) ? list : [];
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && field in value
    ? Reflect.get(value, field)
    : undefined;
}
