import type { Annotation } from './annotation.ts';
import type { Block, Brief, EditionRef, Layout } from './brief.ts';
import type { CommandId } from './commands.ts';
import type { Completion, Draft } from './completing.ts';
import type {
  DroppedFile,
  ExportedFile,
  ExportOrder,
  ImportChoices,
  Imported,
  ImportPreview,
  UnknownSource,
} from './exchange.ts';
import type { Glossary } from './glossary-schema.ts';
import type { Change, Move } from './history.ts';
import type { BoardFormat, BoardPage } from './lineage/board-export.ts';
import type { BriefProposals } from './lineage/lineage.ts';
import type { Packed } from './packed.ts';
import type { Positions } from './position.ts';
import type { PrintOptions } from './printing/print.ts';
import type { Problem } from './problem.ts';
import type { Found } from './search/search.ts';
import type { Settings, SettingsChange, UiLang } from './settings.ts';

/**
 * Everything the renderer may ask of the main process, and nothing else. `main/preload.ts` exposes exactly this as
 * `window.api`; `main/ipc.ts` answers it. Every answer is a value: a call never throws.
 */
export interface Api {
  /** Everything the first paint needs, in one round trip. */
  start(): Answer<Start>;
  readonly library: {
    list(): Answer<PackedLibrary>;
    open(edition: EditionRef): Answer<PackedEdition>;
    /** An edition as it is first shown, opened at a block. */
    show(edition: EditionRef, block: number): Answer<PackedBrief>;
    /** The terms that briefs in a language link to; empty where there is no glossary in it. */
    glossary(lang: string): Answer<Glossary>;
    /** The proposals of every brief, each in its edition in a language where there is one, with the reader's positions. */
    proposals(lang: string): Answer<readonly BriefProposals[]>;
    /** Asks where, then writes the board of proposals as the window words it. `null` when the reader thought better of it. */
    /** Takes a file that was dropped into the reader's own folder; `replace` where it is another revision of what is there. */
    add(file: DroppedFile, replace: boolean): Answer<Added>;
    /** What a file that waits in the reader's folder lacks, and what it suggests. */
    draft(file: string): Answer<Draft>;
    /** Makes a brief of a waiting file, or says why the answers do not make one. */
    complete(file: string, answers: Completion): Answer<Completed>;
    /** Moves a brief of the reader's own, or a file that is none, to the system's trash. What is written on it stays. */
    trash(what: { readonly brief: string } | { readonly file: string }): Answer<true>;
    /** Asks for another folder of the reader's own, or goes `back` to the first; answers its name, `null` for no change. */
    chooseFolder(back: boolean): Answer<string | null>;
    exportBoard(format: BoardFormat, text: string): Answer<{ readonly file: string } | null>;
  };
  readonly annotations: {
    /** All annotations on one brief, of every edition. */
    read(brief: string): Answer<Kept<Packed<Annotation>>>;
    /** Those made in an edition about a block, and the one made last on the brief. */
    about(edition: EditionRef, block: number): Answer<Kept<Packed<Annotation>>>;
    /** Adds or replaces `put` and removes `drop` (ids); acknowledged when on disk. */
    save(brief: string, put: readonly Annotation[], drop: readonly string[]): Answer<Saved>;
    /** Asks where, then writes a file. `null` when the reader thought better of it. */
    export(order: ExportOrder): Answer<ExportedFile | null>;
    /** Asks where, then writes all that is the reader's own to one archive. `null` when the reader thought better of it. */
    exportAll(): Answer<ExportedFile | null>;
    /**
     * Asks for a file (`archive` for one of everything), unless one was dropped or has been opened with the program, and says what importing it would do; changes
     * nothing. `open` is what a source that is no brief is taken for. `null` when the reader thought better of it.
     */
    importFile(
      file: DroppedFile | 'opened' | 'archive' | null,
      open: EditionRef | null,
    ): Answer<ImportPreview | null>;
    /** The same for the file last asked for, its unknown sources taken for other editions. */
    previewImport(sources: readonly Omit<UnknownSource, 'items'>[]): Answer<ImportPreview>;
    /** Takes the briefs of that file into the reader's own folder; answers what is to be saved besides. */
    applyImport(choices: ImportChoices): Answer<Imported>;
  };
  readonly positions: {
    read(brief: string): Answer<Kept<Positions>>;
    /** Replaces the named proposals' positions; `null` takes one back to untouched. */
    save(brief: string, changes: Readonly<Record<string, Positions[string] | null>>): Answer<Saved>;
  };
  readonly search: {
    /** What was typed, found in all briefs with what is written on them, and in the glossaries; see `core/search/query.ts`. */
    find(typed: string): Answer<FoundAnywhere>;
  };
  readonly history: {
    /** What can be undone and redone on a brief: nothing once an hour has gone by since it last changed. */
    read(brief: string): Answer<PackedHistory>;
    /** Moves the kept history along with the renderer's, so that undo works after a restart too. */
    follow(brief: string, moves: readonly Move[]): Answer<Saved>;
  };
  readonly earlier: {
    /** The earlier states of what is written on a brief, the latest first. */
    list(brief: string): Answer<readonly EarlierState[]>;
    /** What one of them holds; changes nothing. */
    read(brief: string, of: EarlierState['of'], key: string): Answer<EarlierContent>;
  };
  readonly print: {
    /**
     * The very bytes that `pdf` would write into one file. A newer preview, `pdf` and `paper` end one that is being made: `null`
     * where that or `cancel` ended it. A brief that cannot be printed fails the whole job, as everywhere here.
     */
    preview(job: PrintJob): Answer<Uint8Array | null>;
    /**
     * Asks where (for a file, or for a folder where each brief goes into a file of its own), then writes. `null` when the reader
     * thought better of it or cancelled; then no half file is left, and files that were finished stay.
     */
    pdf(job: PrintJob): Answer<Printed | null>;
    /** Prints the board of proposals as a page of its own; `null` when the reader thought better of it, or for `paper`. */
    board(page: BoardPage, to: 'pdf' | 'paper'): Answer<Printed | null>;
    /** Hands the pages to the system's own print dialog. `false` when it was cancelled. */
    paper(job: PrintJob): Answer<boolean>;
    /** Ends whatever is being printed or previewed. */
    cancel(): Answer<true>;
  };
  readonly settings: {
    read(): Answer<Kept<Settings>>;
    save(change: SettingsChange): Answer<Saved>;
  };
  readonly links: {
    /** Shows where an `https:`, `http:` or `mailto:` link leads and, if the reader agrees, opens it in the system's browser. */
    open(url: string): Answer<boolean>;
  };
  /** What the main process says unasked. Returns the way to stop listening. */
  on<K extends keyof Events>(event: K, listen: (value: Events[K]) => void): () => void;
}

export interface Start {
  /** The interface's language for this run: `--lang`, else the reader's choice, else the system's. */
  readonly lang: UiLang;
  readonly settings: Kept<Settings>;
  /**
   * The edition last read, else the brief that welcomes new readers, else the newest, in the interface's language if
   * there is one; `null` where none can be opened. The library is asked for once this is on the page.
   */
  readonly open: PackedBrief | null;
}

/** One edition with what its reader wrote on the brief. */
export interface OpenBrief {
  readonly brief: Brief;
  readonly annotations: Kept<readonly Annotation[]>;
  readonly positions: Kept<Positions>;
}

/** An edition as it is sent to the page. */
export interface PackedEdition extends Omit<Brief, 'blocks' | 'layout'> {
  readonly blocks: Packed<Block>;
  readonly layout: Packed<Layout>;
}

/** An opened edition, with what is written on it, as it is sent to the page. The text waits for nothing that takes long. */
export interface PackedBrief extends Omit<OpenBrief, 'brief' | 'annotations'> {
  readonly brief: PackedEdition;
  /** All of them; where they are many, those about the block it is opened at; `null` where they are not read yet. */
  readonly annotations: Kept<Packed<Annotation>> | null;
  /** Whether there are others, which `annotations.read` brings. */
  readonly more: boolean;
}

/** A history as it is sent to the page. */
export interface PackedHistory {
  readonly done: readonly PackedStep[];
  readonly undone: readonly PackedStep[];
}

interface PackedStep {
  readonly changes: Packed<Change>;
  readonly key: string | null;
}

export interface Events {
  /** A command picked in the system's menu. */
  readonly command: CommandId;
  /** The library folder or what is written on its briefs has changed: list again. */
  readonly libraryChanged: null;
  /** A file was opened with the program, and is in the library. */
  readonly arrived: Added;
  /** A file to import was opened with the program: `annotations.importFile('opened', …)` looks at it. */
  readonly offered: null;
  /** A sentence for the reader on something that was found amiss in the files of what is open. */
  readonly notice: string;
  /** How far `print.pdf` has come, in steps that take about as long as each other. */
  readonly printing: { readonly done: number; readonly of: number };
  /** Before the window closes: finish what is being saved. The window closes once the renderer has answered its calls. */
  readonly closing: null;
}

export type Answer<T> = Promise<Result<T>>;
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

/** Why something could not be done: a code for the program, one sentence for the reader, in the reader's language. */
export interface Failure {
  readonly code: FailureCode;
  readonly sentence: string;
}

export type FailureCode =
  | 'refused' // the question itself was wrong: unknown channel, wrong sender, wrong arguments
  | 'not-found'
  | 'unreadable'
  | 'not-saved'
  | 'not-printed'
  | 'not-exported'
  | 'not-imported'
  | 'internal';

export interface FoundAnywhere extends Found {
  /** `null` once everything has been read as it is now; until then, how many briefs are known to be missing. */
  readonly reading: number | null;
}

/** What was read from disk, with a sentence where something had to be set aside to read it. */
export interface Kept<T> {
  readonly value: T;
  readonly notice: string | null;
}

/** An earlier state of the annotations or the positions on a brief, that can be brought back. */
export interface EarlierState {
  readonly of: 'annotations' | 'positions';
  readonly key: string;
  /** Until when things stood so, ISO 8601 in UTC. */
  readonly at: string;
  readonly count: number;
  /** `other`: another program had written it while the brief was open. */
  readonly by: 'reader' | 'other';
}

/** What an earlier state holds: one of the two. */
export interface EarlierContent {
  readonly annotations: Packed<Annotation> | null;
  readonly positions: Positions | null;
}

/** When it was on disk, ISO 8601 in UTC. */
export interface Saved {
  readonly at: string;
}

/** What became of a file that was dropped, or opened with the program. */
export type Added =
  | { readonly kind: 'added'; readonly edition: EditionRef }
  /** It lacks front matter and waits under this name. */
  | { readonly kind: 'waiting'; readonly file: string }
  /** The reader has another revision of it, which was not touched. */
  | { readonly kind: 'exists'; readonly edition: EditionRef; readonly title: string };

export type Completed = { readonly edition: EditionRef } | { readonly sentences: readonly string[] };

export interface Library {
  readonly briefs: readonly LibraryBrief[];
  /** Files that could not be read as briefs; they stand in the list with their problems. */
  readonly unreadable: readonly UnreadableBrief[];
  /** Files in the reader's own folder that are briefs but for their front matter: folder and name inside it. */
  readonly waiting: readonly string[];
  /** The reader's own folder: its name, and whether it is the one of the start. */
  readonly folder: { readonly name: string; readonly isFirst: boolean };
  /** Briefs that are gone, but were written on. */
  readonly gone: readonly GoneBrief[];
}

/** The library as it is sent to the page, which may be thousands of briefs. */
export interface PackedLibrary extends Omit<Library, 'briefs'> {
  readonly briefs: Packed<LibraryBrief>;
}

/** A brief that is no longer in the library, with what waits for it. */
export interface GoneBrief {
  readonly id: string;
  /** By language, as they were when something was last written on it. */
  readonly titles: Readonly<Record<string, string>>;
  readonly annotations: number;
  readonly positions: number;
}

/** One brief of the library, all its editions together. */
export interface LibraryBrief {
  readonly id: string;
  readonly origin: 'bundled' | 'own';
  /** At least one; French before English before others. */
  readonly editions: readonly EditionSummary[];
  readonly proposals: number;
  readonly decided: number;
  readonly annotations: number;
}

export interface EditionSummary
  extends Pick<Brief, 'lang' | 'title' | 'kind' | 'series' | 'tags' | 'date' | 'place' | 'revision'> {
  readonly words: number;
}

export interface UnreadableBrief {
  /** Folder and file name inside the library, never a path of the disk. */
  readonly file: string;
  /** One sentence a problem, in the reader's language. */
  readonly sentences: readonly string[];
  readonly problems: readonly Problem[];
}

export interface PrintJob {
  /** One of each brief, in the order of the pages; other editions of it are printed where the options say so. */
  readonly editions: readonly [EditionRef, ...EditionRef[]];
  readonly options: PrintOptions;
  /** All briefs in one file, with a cover and a contents page where there are several, or each in a file of its own. */
  readonly files: 'one' | 'each';
}

/** What was written: names without their folder, and the folder's own name. */
export interface Printed {
  readonly files: readonly string[];
  readonly folder: string;
}
