import type { Annotation } from './annotation.ts';
import type { EditionRef } from './brief.ts';
import type { ExportFormat } from './exporting/format.ts';
import type { ConflictChoice } from './importing/conflicts.ts';
import type { ImportedContent, ImportState } from './importing/weigh.ts';

/** What the window and the main process say to each other about files of annotations. */

/** Bytes of a file to import, and of what is packed in it. */
export const largestImport = 64 * 2 ** 20;

export interface ExportOrder {
  readonly format: ExportFormat;
  /** The brief whose annotations are written, or `null` for those of all briefs. */
  readonly brief: string | null;
  /** Ids of the annotations to write, or `null` for all of the brief. */
  readonly ids: readonly string[] | null;
}

export interface ExportedFile {
  /** The name the reader chose. */
  readonly file: string;
  readonly annotations: number;
}

/** A file that was dropped on the window: its bytes, since no path reaches the window. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What importing a file would do. Nothing is changed by looking. */
export interface ImportPreview {
  readonly file: string;
  /** In the order of the file. */
  readonly items: readonly ImportItem[];
  /** What the items are about that no brief of the library is. */
  readonly sources: readonly UnknownSource[];
}

export interface ImportItem {
  readonly state: ImportState;
  /** What it would become; `null` for what cannot be taken in. */
  readonly theirs: ImportedContent | null;
  /** What the reader has under the same id, where it says something else. */
  readonly mine: ImportedContent | null;
  readonly edition: EditionRef | null;
}

export interface UnknownSource {
  /** An address, a title or an id, as the file has it; may be empty. */
  readonly name: string;
  readonly items: number;
  /** The edition it is taken for. */
  readonly edition: EditionRef | null;
}

export interface ImportChoices {
  /** For conflicts that no other choice is made for. */
  readonly conflicts: ConflictChoice;
  /** By the item's index. */
  readonly others: Readonly<Record<string, ConflictChoice>>;
}

/** What an import changes on one brief. */
export interface ImportedChanges {
  readonly brief: string;
  readonly changes: readonly {
    readonly before: Annotation | null;
    readonly after: Annotation;
  }[];
}
