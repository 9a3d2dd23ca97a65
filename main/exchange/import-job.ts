import type { Annotation } from '../../core/annotation.ts';
import { type Brief, briefUrn, type EditionRef, editionOfUrn } from '../../core/brief.ts';
import {
  type ImportChoices,
  type ImportedChanges,
  type ImportPreview,
  largestImport,
} from '../../core/exchange.ts';
import { type ImportText, importText } from '../../core/importing/placing.ts';
import { type ImportProblem, readImport } from '../../core/importing/read-import.ts';
import { contentShown, importChanges, type Weighed, weigh } from '../../core/importing/weigh.ts';
import { attachedTo, isPdf } from '../printing/pdf/attached.ts';
import { isZip, unzip } from './zip.ts';

/** A file to import. Plain data, since another thread does the work. */
export interface ImportJob {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What it is held against; `null` to learn first what it is about. */
  readonly ground: ImportGround | null;
}

export interface ImportGround {
  /** Those the file names, and those chosen for what is none. */
  readonly editions: readonly Pick<Brief, 'id' | 'lang' | 'text' | 'revision'>[];
  /** What the reader has on those briefs. */
  readonly mine: readonly Annotation[];
  /** What unknown sources are taken for, by name. */
  readonly chosen: ReadonlyMap<string, EditionRef | null>;
  /** What a source is taken for that is no brief's, and that nothing is chosen for. */
  readonly open: EditionRef | null;
  /** Now, ISO 8601 in UTC. */
  readonly at: string;
  /** `null` to look only. */
  readonly choices: ImportChoices | null;
}

export type FileProblem = ImportProblem | { readonly code: 'not-zip' | 'no-set' | 'bare-pdf' };

export type ImportDone =
  | { readonly problem: FileProblem }
  /** The editions a file names, whether they are there or not. */
  | { readonly named: readonly EditionRef[] }
  | { readonly preview: ImportPreview; readonly changes: readonly ImportedChanges[] };

/** Reads a file and weighs its items. The same job gives the same answer. */
export function runImport({ file, bytes, ground }: ImportJob): ImportDone {
  const text = textOf(bytes);
  if (typeof text !== 'string') return { problem: text };
  const read = readImport(text);
  if ('problem' in read) return read;
  const sources = new Set(read.items.flatMap((item) => (item ? [item.source] : [])));
  if (!ground) return { named: [...sources].flatMap((source) => editionOfUrn(source) ?? []) };

  const chosen = new Map<string, EditionRef>();
  for (const source of sources) {
    // A brief that is not there is no other brief, unless the reader says so.
    const byDefault = editionOfUrn(source) ? null : ground.open;
    const edition = ground.chosen.has(source) ? ground.chosen.get(source) : byDefault;
    if (edition) chosen.set(source, edition);
  }
  const texts = textsOf(ground.editions);
  const mine = byBrief(ground.mine);
  const weighed = weigh(read.items, {
    text: (edition) => texts(briefUrn(edition)),
    mine: (brief) => mine.get(brief) ?? new Map(),
    chosen,
    at: ground.at,
  });
  return { preview: previewOf(file, weighed, chosen), changes: changesOf(weighed, ground.choices) };
}

/** Texts by their edition's URN, each made ready when it is first asked for. */
function textsOf(editions: ImportGround['editions']): (urn: string) => ImportText | null {
  const known = new Map(editions.map((edition) => [briefUrn(edition), edition]));
  const ready = new Map<string, ImportText>();
  return (urn) => {
    const edition = known.get(urn);
    const text = ready.get(urn) ?? (edition ? importText(edition) : null);
    if (text) ready.set(urn, text);
    return text;
  };
}

function byBrief(annotations: readonly Annotation[]): Map<string, Map<string, Annotation>> {
  const briefs = new Map<string, Map<string, Annotation>>();
  for (const annotation of annotations) {
    const brief = briefOf(annotation);
    const own = briefs.get(brief) ?? new Map<string, Annotation>();
    briefs.set(brief, own.set(annotation.id, annotation));
  }
  return briefs;
}

function briefOf({ target }: Annotation): string {
  return editionOfUrn(target.source)?.id ?? '';
}

/** The JSON of a file, taken out of its archive, or of the printed PDF that it is attached to. */
function textOf(bytes: Uint8Array): string | FileProblem {
  if (bytes.length > largestImport) return { code: 'too-large', maximum: largestImport };
  const printed = isPdf(bytes);
  const plain = printed
    ? attachedTo(bytes, 'annotations.jsonld', largestImport)
    : isZip(bytes)
      ? unzip(bytes, 'annotations.json', largestImport)
      : bytes;
  if (plain === 'missing' || (printed && plain === 'damaged'))
    return { code: printed ? 'bare-pdf' : 'no-set' };
  if (plain === 'damaged') return { code: 'not-zip' };
  if (plain === 'too-large') return { code: 'too-large', maximum: largestImport };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return { code: 'not-text' };
  }
}

function previewOf(
  file: string,
  weighed: readonly Weighed[],
  chosen: ReadonlyMap<string, EditionRef>,
): ImportPreview {
  const counts = new Map<string, number>();
  for (const { source } of weighed) if (source !== null) counts.set(source, (counts.get(source) ?? 0) + 1);
  return {
    file,
    items: weighed.map(({ state, theirs, mine }) => ({
      state,
      theirs: theirs && contentShown(theirs),
      mine: state === 'conflicting' && mine ? contentShown(mine) : null,
      edition: theirs && editionOfUrn(theirs.target.source),
    })),
    sources: [...counts].map(([name, items]) => ({ name, items, edition: chosen.get(name) ?? null })),
  };
}

function changesOf(weighed: readonly Weighed[], choices: ImportChoices | null): ImportedChanges[] {
  if (!choices) return [];
  const others = new Map(Object.entries(choices.others));
  const briefs = new Map<string, ImportedChanges['changes'][number][]>();
  for (const change of importChanges(weighed, (index) => others.get(String(index)) ?? choices.conflicts)) {
    const brief = briefOf(change.after);
    const changes = briefs.get(brief) ?? [];
    changes.push(change);
    briefs.set(brief, changes);
  }
  return [...briefs].map(([brief, changes]) => ({ brief, changes }));
}
