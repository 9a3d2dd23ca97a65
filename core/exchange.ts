import type { EditionRef } from './brief.ts';
import type { ExportFormat } from './exporting/format.ts';
import type { Change } from './history.ts';
import type { ConflictChoice, Side } from './importing/conflicts.ts';
import type { ChosenPlace, OfferedPlace } from './importing/offered.ts';
import type { ImportedContent, ImportState } from './importing/weigh.ts';
import type { Packed } from './packed.ts';
import type { Position } from './position.ts';
import type { SettingsChange } from './settings.ts';

/** What the window and the main process say to each other about files of annotations, printed PDFs and archives. */

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
  /** The briefs that a printed PDF or an archive carries. */
  readonly briefs: readonly ImportBrief[];
  /** In the order of the file. */
  readonly items: Packed<ImportItem>;
  readonly positions: readonly ImportPosition[];
  /** What the items are about that no brief of the library is. */
  readonly sources: readonly UnknownSource[];
  /** Whether the file holds settings, and whether the reader has any other than those of the start. */
  readonly settings: 'none' | 'new' | 'conflicting';
  /** The titles of what all of these are about, by brief. */
  readonly titles: Readonly<Record<string, string>>;
}

/** An edition that a file carries. */
export interface ImportBrief {
  /** `null` where it is no brief: then `title` is the name of the file. */
  readonly edition: EditionRef | null;
  readonly title: string;
  /** `bundled`: a bundled brief has another text, and stays. */
  readonly state: 'new' | 'same' | 'conflicting' | 'bundled' | 'unreadable';
}

/** A position that a file carries. */
export interface ImportPosition {
  readonly brief: string;
  /** The proposal's id, and its title where a brief tells it. */
  readonly proposal: string;
  readonly title: string;
  /** The language of the title. */
  readonly lang: string;
  readonly state: 'new' | 'same' | 'conflicting' | 'source-unknown' | 'unreadable';
  /** With no more of a remark than is shown. */
  readonly mine: Position | null;
  readonly theirs: Position | null;
}

export interface ImportItem {
  readonly state: ImportState;
  /** What it would become; `null` for what cannot be taken in. */
  readonly theirs: ImportedContent | null;
  /** What the reader has under the same id, where it says something else. */
  readonly mine: ImportedContent | null;
  readonly edition: EditionRef | null;
  /** Where it may belong, best first, of what is not found or stands in several places; empty for all else. */
  readonly places: readonly OfferedPlace[];
}

export interface UnknownSource {
  /** An address, a title or an id, as the file has it; may be empty. */
  readonly name: string;
  readonly items: number;
  /** The edition it is taken for. */
  readonly edition: EditionRef | null;
}

/** What becomes of conflicts of one kind. */
export interface Choices<T> {
  /** Where no other choice is made. */
  readonly all: T;
  /** By the place in the preview. */
  readonly others: Readonly<Record<string, T>>;
}

export interface ImportChoices {
  readonly annotations: Choices<ConflictChoice>;
  readonly positions: Choices<Side>;
  readonly briefs: Choices<Side>;
  /** By the place in the preview: where the reader sets what was not found. What is not in here waits as an orphan. */
  readonly places: Readonly<Record<string, ChosenPlace>>;
  /** Whether the settings in the file take the place of the reader's own. */
  readonly settings: boolean;
}

/** What was taken in, and what is still to be saved of it. */
export interface Imported {
  /** The editions that are in the reader's own folder now. */
  readonly briefs: readonly EditionRef[];
  readonly changes: readonly ImportedChanges[];
  readonly settings: SettingsChange | null;
}

/** What an import changes on one brief. */
export interface ImportedChanges {
  readonly brief: string;
  readonly changes: Packed<Change>;
  /** How many of them are of each kind. */
  readonly counts: Readonly<Record<Change['of'], number>>;
}
