import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { briefId, frontMatter, lang, localId } from '../../core/brief-schema.ts';
import { breathing } from '../breath.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { ownOnly, writeWhole } from '../disk/whole-file.ts';

/**
 * What was made of files before, kept in the cache so that the next start opens none of them again: each row with the stamp
 * of what it was made of, which alone says whether it still holds. So a catalogue that is lost or damaged costs time and
 * nothing else.
 *
 * A line with the version and the SHA-256 of all that follows, then a line of JSON a row.
 */
export interface Rows {
  readonly editions: Iterable<readonly [path: string, Stamped<ListedBy>]>;
  readonly annotations: Iterable<readonly [brief: string, Stamped<AnnotationsSum>]>;
  readonly positions: Iterable<readonly [brief: string, Stamped<PositionsSum>]>;
}

/** Something made of files, and the stamp of what it was made of. */
export interface Stamped<T> {
  readonly stamp: string;
  readonly made: T;
}

const day = z.iso.date();
const { title, kind, series, tags, place } = frontMatter.shape;
const listedEdition = z.strictObject({
  lang,
  title,
  kind,
  series,
  tags,
  date: z.strictObject({ start: day, end: day }),
  place,
  revised: day,
  revision: z.string(),
  words: z.int().nonnegative(),
  /** Ids of its proposals. */
  proposals: z.array(localId),
});
/** What the list needs to know of an edition; its text is read when it is opened. */
export type ListedEdition = z.output<typeof listedEdition>;

const listedBy = z.strictObject({ id: briefId, listed: listedEdition });
/** An edition as it is listed, under the id of its brief. */
export type ListedBy = z.output<typeof listedBy>;

/** What is written on a brief, summed up, with its titles by language as they were when something was last written. */
const annotationsSum = z.strictObject({ titles: z.record(lang, z.string()), count: z.int().nonnegative() });
export type AnnotationsSum = z.output<typeof annotationsSum>;

/** `decided`: ids of the proposals that the reader has decided on. */
const positionsSum = annotationsSum.extend({ decided: z.array(localId) });
export type PositionsSum = z.output<typeof positionsSum>;

const row = z.union([
  z.tuple([z.literal('edition'), z.string(), z.string(), listedBy]),
  z.tuple([z.literal('annotations'), briefId, z.string(), annotationsSum]),
  z.tuple([z.literal('positions'), briefId, z.string(), positionsSum]),
]);
type Row = z.output<typeof row>;

/** Of the layout. */
const version = 1;

/** In bytes; a library of 5,000 briefs takes some 3 MB. */
const limit = 128 * 2 ** 20;

/**
 * The rows in a file; none where there is no such file, or it is damaged, or another program's.
 * @param program Names what made them, with its version: what it makes of files may change with it.
 */
export async function readCatalogue(path: string, program: string): Promise<Rows> {
  const rows = await readRows(path, program);
  const editions = new Map<string, Stamped<ListedBy>>();
  const annotations = new Map<string, Stamped<AnnotationsSum>>();
  const positions = new Map<string, Stamped<PositionsSum>>();
  for (const [table, key, stamp, made] of rows) {
    if (table === 'edition') editions.set(key, { stamp, made });
    else if (table === 'annotations') annotations.set(key, { stamp, made });
    else positions.set(key, { stamp, made });
  }
  return { editions, annotations, positions };
}

async function readRows(path: string, program: string): Promise<readonly Row[]> {
  const found = await readRegularFile(path, limit);
  if (typeof found === 'string' || !('bytes' in found)) return [];
  const text = new TextDecoder('utf-8').decode(found.bytes);
  const end = text.indexOf('\n');
  const rest = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== headOf(rest, program)) return [];
  const pause = breathing();
  const rows: Row[] = [];
  for (const line of rest.split('\n').slice(0, -1)) {
    // Files of the profile may have been written by anyone.
    const read = row.safeParse(parsed(line));
    if (!read.success) return [];
    rows.push(read.data);
    await pause();
  }
  return rows;
}

/** Writes them whole or not at all. A disk that does not take them is no concern of the reader's. */
export async function writeCatalogue(path: string, program: string, rows: Rows): Promise<void> {
  const pause = breathing();
  const lines: string[] = [];
  for (const row of inRow(rows)) {
    lines.push(`${JSON.stringify(row)}\n`);
    await pause();
  }
  const rest = lines.join('');
  await mkdir(dirname(path), { recursive: true, mode: ownOnly.folder }).catch(() => undefined);
  await writeWhole(path, Buffer.from(`${headOf(rest, program)}\n${rest}`), ownOnly.file);
}

function* inRow({ editions, annotations, positions }: Rows): Generator<Row> {
  for (const [path, { stamp, made }] of editions) yield ['edition', path, stamp, made];
  for (const [brief, { stamp, made }] of annotations) yield ['annotations', brief, stamp, made];
  for (const [brief, { stamp, made }] of positions) yield ['positions', brief, stamp, made];
}

function headOf(rest: string, program: string): string {
  return `${version} ${createHash('sha256').update(program).update('\n').update(rest).digest('hex')}`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
