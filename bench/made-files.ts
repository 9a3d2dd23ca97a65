import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Annotation } from '../core/annotation.ts';
import type { MadeBrief } from './search-corpus.ts';

/** Writes what was made by seed as files, as readers have them. */

/** A brief as the reader's folder holds it. Answers its file. */
export function putBrief(shelf: string, { doc, lang }: MadeBrief): string {
  const id = doc.id ?? '';
  const of = (kind: string) => doc.pieces.filter((piece) => piece.kind === kind).map(({ text }) => text);
  const folder = path.join(shelf, id);
  mkdirSync(folder, { recursive: true });
  const front = {
    id,
    lang,
    title: doc.title,
    standfirst: of('standfirst')[0] ?? '',
    kind: 'Note',
    date: doc.date?.start,
    place: 'Almaty',
    summary: of('summary'),
    proposals: of('proposal').map((gist, index) => ({
      id: `p${index}`,
      title: `Proposition ${index}`,
      gist,
    })),
    revised: '2026-01-01',
  };
  // JSON is YAML.
  const fields = Object.entries(front).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const file = path.join(folder, `${lang}.md`);
  writeFileSync(file, `---\n${fields.join('\n')}\n---\n\n${of('text').join('\n\n')}\n`);
  return file;
}

/** The annotations on a brief as their store keeps them. */
export function putAnnotations(profile: string, brief: string, items: readonly Annotation[]): void {
  const start = JSON.stringify({ brief, titles: { fr: brief }, items: [] }).slice(1, -2);
  const rest = `"upTo":0,${start}\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]}`;
  const checksum = createHash('sha256').update(`{${rest}`).digest('hex');
  const folder = path.join(profile, 'annotations');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${brief}.json`), `{"version":2,"checksum":"${checksum}",${rest}\n`);
}
