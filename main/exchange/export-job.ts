import type { Annotation } from '../../core/annotation.ts';
import type { Brief } from '../../core/brief.ts';
import type { ExportedBrief } from '../../core/exporting/exported.ts';
import type { ExportFormat } from '../../core/exporting/format.ts';
import { writeExport } from '../../core/exporting/write-export.ts';
import { type Packed, unpack } from '../../core/packed.ts';
import type { UiLang } from '../../core/settings.ts';
import { type Belongings, writeArchive } from './archive.ts';
import { zip } from './zip.ts';

/** A file to make. Plain data, since another thread does the work. */
export type ExportJob = AnnotationsJob | ArchiveJob;

interface ArchiveJob {
  readonly format: 'archive';
  readonly own: Belongings;
  /** Now, ISO 8601 in UTC. */
  readonly at: string;
}

interface AnnotationsJob {
  readonly format: ExportFormat;
  readonly briefs: readonly PackedExport[];
  /** Now, ISO 8601 in UTC. */
  readonly at: string;
  readonly lang: UiLang;
}

export interface PackedExport extends Pick<ExportedBrief, 'id' | 'titles'> {
  readonly editions: Packed<Brief>;
  readonly annotations: Packed<Annotation>;
}

/** The file's bytes. The same job gives the same bytes. */
export function runExport(job: ExportJob): Uint8Array {
  if (job.format === 'archive') return writeArchive(job.own, job.at);
  const { format, briefs, at, lang } = job;
  const unpacked = briefs.map(({ id, titles, editions, annotations }) => ({
    id,
    titles,
    editions: unpack(editions),
    annotations: unpack(annotations),
  }));
  const bytes = new TextEncoder().encode(writeExport(format, unpacked, at, lang));
  return format === 'annotations' ? zip([{ name: 'annotations.json', bytes }]) : bytes;
}
