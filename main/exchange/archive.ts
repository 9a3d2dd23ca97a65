import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Annotation } from '../../core/annotation.ts';
import type { EditionRef } from '../../core/brief.ts';
import { briefId, lang } from '../../core/brief-schema.ts';
import type { ImportContent } from '../../core/importing/content.ts';
import { type Packed, unpack } from '../../core/packed.ts';
import type { Positions } from '../../core/position.ts';
import type { Settings } from '../../core/settings.ts';
import { settingsChange } from '../../core/settings-schema.ts';
import package_ from '../../package.json' with { type: 'json' };
import { jsonOf, readAnnotations, readBrief, readPositions } from './carried.ts';
import type { FileProblem } from './read-file.ts';
import { type Unzipped, unzipAll, type ZipFile, zip } from './zip.ts';

/**
 * One file with all that is a reader's own: a ZIP with `manifest.json`, `settings.json` (briefs read among them),
 * `annotations/<brief>.jsonld`, `positions/<brief>.json` and `briefs/<brief>/<lang>.md`. What can be undone is not in it.
 */

/** All that is the reader's own. */
export interface Belongings {
  /** Briefs of the reader's own, as their files are. */
  readonly briefs: readonly (EditionRef & { readonly bytes: Uint8Array })[];
  readonly annotations: ReadonlyMap<string, Packed<Annotation>>;
  readonly positions: ReadonlyMap<string, Positions>;
  readonly settings: Settings;
  /** By brief and language, of all that something is written on. */
  readonly titles: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

const format = 'aide-memoire-archive';
const version = 1;
/** Bytes of the manifest: the titles and names of far more briefs than anyone has. */
const largestManifest = 16 * 2 ** 20;
/** Bytes of all that an archive holds, unpacked. */
const largestArchive = 512 * 2 ** 20;

const manifest = z.object({
  format: z.literal(format),
  version: z.int().positive(),
  titles: z.record(briefId, z.record(lang, z.string().max(500))),
  files: z.record(
    z.string().max(400),
    z.object({ bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});

/**
 * The archive's bytes: the same for the same belongings, but for the time in its manifest.
 * @param made Now, ISO 8601 in UTC.
 */
export function writeArchive(own: Belongings, made: string): Uint8Array {
  const files: ZipFile[] = [
    { name: 'settings.json', bytes: json(own.settings) },
    ...own.briefs.map(({ id, lang: of, bytes }) => ({ name: `briefs/${id}/${of}.md`, bytes })),
    ...[...own.annotations].map(([id, items]) => ({
      name: `annotations/${id}.jsonld`,
      bytes: json(unpack(items)),
    })),
    ...[...own.positions].map(([brief, positions]) => ({
      name: `positions/${brief}.json`,
      bytes: json({ brief, positions: sorted(positions) }),
    })),
  ].sort((a, b) => compare(a.name, b.name));
  const about = {
    format,
    version,
    program: package_.version,
    made,
    titles: sorted(Object.fromEntries([...own.titles].map(([id, titles]) => [id, sorted(titles)]))),
    files: Object.fromEntries(
      files.map(({ name, bytes }) => [name, { bytes: bytes.length, sha256: sum(bytes) }]),
    ),
  };
  return zip([{ name: 'manifest.json', bytes: json(about) }, ...files]);
}

/** Whether a ZIP is one of these, or means to be: other archives of annotations have no manifest. */
export function isArchive(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('manifest.json');
}

/** All that an archive holds, or why nothing of it is taken. */
export function readArchive(
  bytes: Uint8Array,
): { readonly content: ImportContent } | { readonly problem: FileProblem } {
  const opened = unzipAll(bytes, largestArchive);
  if (opened === 'too-large') return { problem: { code: 'too-large', maximum: largestArchive } };
  if (opened === 'damaged') return { problem: { code: 'not-zip' } };
  try {
    return contentOf(opened);
  } catch {
    return { problem: { code: 'not-zip' } };
  }
}

/** @throws an error where anything is not as the manifest says. */
function contentOf(
  archive: Unzipped,
): { readonly content: ImportContent } | { readonly problem: FileProblem } {
  const about = jsonOf(archive.read('manifest.json', largestManifest));
  const { success, data } = manifest.safeParse(about);
  const told = z.object({ format: z.literal(format), version: z.int() }).safeParse(about);
  if (told.success && told.data.version > version) return { problem: { code: 'newer-archive' } };
  if (!success) throw new RangeError('no manifest');
  const files = Object.entries(data.files).map(([name, { bytes, sha256 }]) => {
    const content = archive.read(name);
    if (content.length !== bytes || sum(content) !== sha256) throw new RangeError('not as it was');
    return [name, content] as const;
  });
  const of = (pattern: RegExp) => files.filter(([name]) => pattern.test(name));
  const [settings] = of(/^settings\.json$/);
  return {
    content: {
      briefs: of(/^briefs\/[^/]+\/[^/]+\.md$/).map(([name, content]) => readBrief(name, content)),
      items: of(/^annotations\/[^/]+\.jsonld$/).flatMap(([, content]) => readAnnotations(content)),
      positions: of(/^positions\/[^/]+\.json$/).flatMap(([, content]) => readPositions(content)),
      settings: (settings && settingsChange.safeParse(jsonOf(settings[1])).data) ?? null,
      titles: new Map(Object.entries(data.titles)),
    },
  };
}

function sorted<T>(members: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => compare(a, b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function sum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
