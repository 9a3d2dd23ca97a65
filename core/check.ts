import type { Block, Brief } from './brief.ts';
import { spannedTexts } from './checking/spanned-texts.ts';
import type { Glossary } from './glossary-schema.ts';
import type { Lines } from './parse.ts';
import { type Fault, fieldName, type Path, told } from './parsing/faults.ts';
import type { BlockShape, Rule } from './parsing/rule.ts';
import { type Problem, quotable, visible } from './problem.ts';

/** A brief that was read, with its place. */
export interface ReadBrief {
  readonly file: string;
  readonly brief: Brief;
  readonly lines: Lines;
}

/**
 * What is wrong between briefs that are each sound: editions of one brief that do not match, a language that stands twice, and
 * terms that the glossary does not explain.
 * @param glossaryOf The glossary that holds for a brief; `null` for none, and then terms are not judged.
 */
export function checkTogether(
  briefs: readonly ReadBrief[],
  glossaryOf: (read: ReadBrief) => Glossary | null,
): Problem[] {
  const problems: Problem[] = [];
  for (const editions of byId(briefs).values()) {
    const [first, ...others] = editions.sort(byLanguage);
    if (!first) continue;
    const languages = new Map([[first.brief.lang, first]]);
    for (const read of others) {
      const same = languages.get(read.brief.lang);
      languages.set(read.brief.lang, read);
      problems.push(...told(read.file, same ? [duplicate(read, same)] : mismatches(read, first)));
    }
  }
  for (const read of briefs) {
    const glossary = glossaryOf(read);
    if (glossary) problems.push(...told(read.file, unknownTerms(read, glossary)));
  }
  return problems;
}

function byId(briefs: readonly ReadBrief[]): Map<string, ReadBrief[]> {
  const groups = new Map<string, ReadBrief[]>();
  for (const read of briefs) {
    const group = groups.get(read.brief.id);
    if (group) group.push(read);
    else groups.set(read.brief.id, [read]);
  }
  return groups;
}

/** French before English before others, so that the edition written first is the measure. */
function byLanguage(a: ReadBrief, b: ReadBrief): number {
  const rank = ({ brief: { lang } }: ReadBrief) => (lang === 'fr' ? 0 : lang === 'en' ? 1 : 2);
  return rank(a) - rank(b) || a.brief.lang.localeCompare(b.brief.lang, 'en');
}

function duplicate(read: ReadBrief, same: ReadBrief): Fault {
  return {
    line: read.lines.field(['lang']),
    field: 'lang',
    found: read.brief.lang,
    rule: { code: 'duplicate-edition', other: visible(same.file) },
  };
}

/** Where an edition first leaves the other's structure: what follows is out of step because of it. */
function mismatches({ brief, lines }: ReadBrief, measure: ReadBrief): Fault[] {
  const faults: Fault[] = [];
  const other = visible(measure.file);
  const length = Math.max(brief.blocks.length, measure.brief.blocks.length);
  for (let index = 0; index < length; index += 1) {
    const here = shapeOf(brief.blocks[index]);
    const there = shapeOf(measure.brief.blocks[index]);
    if (here?.kind === there?.kind && here?.level === there?.level && here?.cells === there?.cells) continue;
    const line = lines.blocks[index] ?? lines.blocks.at(-1) ?? 1;
    const found = quotable(brief.blocks[index]?.text ?? '');
    faults.push({ line, field: 'body', found, rule: { code: 'edition-shape', other, here, there } });
    break;
  }
  const ids = (read: Brief): string[] => read.proposals.map(({ id }) => id);
  if (ids(brief).join() !== ids(measure.brief).join())
    faults.push({
      line: lines.field(['proposals']),
      field: 'proposals',
      found: quotable(ids(brief).join(', ')),
      rule: { code: 'edition-proposals', other, allowed: ids(measure.brief) },
    });
  return faults;
}

function shapeOf(block: Block | undefined): BlockShape | null {
  return block ? { kind: block.kind, level: block.level, cells: block.cells.length } : null;
}

function unknownTerms({ brief, lines }: ReadBrief, glossary: Glossary): Fault[] {
  const allowed = glossary.terms.map(({ id }) => id);
  const known = new Set(allowed);
  return spannedTexts(brief, lines).flatMap(({ inline, line, field }) =>
    inline.spans.flatMap((span): Fault[] =>
      span.kind !== 'term' || known.has(span.term)
        ? []
        : [{ line, field, found: span.term, rule: { code: 'unknown-term', allowed } }],
    ),
  );
}

/** What leads to briefs, or to proposals of theirs, that are not among these. */
export function checkTargets(briefs: readonly ReadBrief[]): Problem[] {
  const proposals = new Map(
    briefs.map(({ brief }) => [brief.id, brief.proposals.map(({ id }) => id)] as const),
  );
  return briefs.flatMap(({ file, brief, lines }) => {
    const faults: Fault[] = [];
    const need = (path: Path, id: string, proposal?: string): void => {
      const there = proposals.get(id);
      if (there && (proposal === undefined || there.includes(proposal))) return;
      const rule: Rule = there
        ? { code: 'unknown-proposal', allowed: there }
        : { code: 'unknown-brief', allowed: [...proposals.keys()] };
      const found = (there && proposal) || id;
      faults.push({ line: lines.field(path), field: fieldName(path), found, rule });
    };
    for (const [index, { takesUp }] of brief.proposals.entries())
      for (const [place, { proposal }] of takesUp.entries()) {
        const [id = '', name] = proposal.split('#');
        need(['proposals', index, 'takesUp', place, 'proposal'], id, name);
      }
    for (const [index, { leadsTo }] of brief.followUps.entries())
      if (leadsTo !== undefined) need(['followUps', index, 'leadsTo'], leadsTo);
    return told(file, faults);
  });
}
