import { z } from 'zod';
import { annotation } from '../core/annotation-schema.ts';
import type { Result } from '../core/api.ts';
import { briefId, lang, localId } from '../core/brief-schema.ts';
import { largestImport } from '../core/exchange.ts';
import { exportFormats } from '../core/exporting/format.ts';
import { move } from '../core/history-schema.ts';
import { conflictChoices, sides } from '../core/importing/conflicts.ts';
import { largestSource } from '../core/importing/incoming.ts';
import { boardFormats } from '../core/lineage/board-export.ts';
import { position } from '../core/position-schema.ts';
import { printOptions } from '../core/printing/print-schema.ts';
import { settingsChange, type UiLang, uiLang } from '../core/settings-schema.ts';
import { type Trouble, troubleCode, troubleSentence } from '../core/trouble-words.ts';
import type { Channel, Questions, Replies } from './channels.ts';
import { isOurs } from './origin.ts';

/** What answers each channel once its question has been found good. */
export type Answers = { readonly [C in Channel]: (...question: Questions[C]) => Promise<Replies[C]> };

/** As much of Electron's event as the gate looks at. */
export interface Asking {
  readonly senderFrame: { readonly url: string } | null;
  readonly sender: { readonly mainFrame: unknown };
}

const edition = z.strictObject({ id: briefId, lang });
const job = z.strictObject({
  editions: z.tuple([edition], edition).refine(areOfDifferentBriefs),
  options: printOptions,
  files: z.enum(['one', 'each']),
});
const annotationId = annotation.shape.id;

const exportOrder = z.strictObject({
  format: z.enum(exportFormats),
  brief: briefId.nullable(),
  ids: z.array(annotationId).max(100_000).nullable(),
});
const dropped = z.strictObject({ name: z.string().max(1000), bytes: z.instanceof(Uint8Array) });
const source = z.strictObject({ name: z.string().max(largestSource), edition: edition.nullable() });
const places = z.string().regex(/^\d{1,6}$/);
const offset = z.int().nonnegative();
/** Index of one of a brief's. */
const block = z.int().nonnegative();
const bySide = z.strictObject({ all: z.enum(sides), others: z.record(places, z.enum(sides)) });
const importChoices = z.strictObject({
  annotations: z.strictObject({
    all: z.enum(conflictChoices),
    others: z.record(places, z.enum(conflictChoices)),
  }),
  positions: bySide,
  briefs: bySide,
  places: z.record(
    places,
    z.strictObject({ start: offset, end: offset, revision: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
  settings: z.boolean(),
});

/** A file of the reader's own folder, as the list names it. The list is what it is looked up in. */
const ownFile = z.string().max(600);
/** Any words: what is wrong with them is told by the rules of the front matter, in sentences. */
const words = z.string().max(5000);
const completion = z.strictObject({
  title: words.optional(),
  lang: words.optional(),
  kind: words.optional(),
  date: z.strictObject({ start: words, end: words }).optional(),
  place: words.optional(),
  standfirst: words.optional(),
  summary: z.array(words).max(100).optional(),
  revised: words.optional(),
  id: words.optional(),
});

const boardPage = z.strictObject({
  title: words,
  standfirst: words,
  summary: z.array(words).max(30),
  kind: words,
  place: words,
  lang: uiLang,
  body: z.string(),
});

/** The question, where it has its shape; a gate knows no half-right ones. */
type Shape<T> = (question: unknown) => T | null;

function shape<T>(schema: z.ZodType<T>): Shape<T> {
  return (question) => schema.safeParse(question).data ?? null;
}

/** What each channel may be asked: ids, enums and bounded words, never a path of the disk. */
const shapes: { readonly [C in Channel]: Shape<Questions[C]> } = {
  start: shape(z.tuple([])),
  'library.list': shape(z.tuple([])),
  'library.open': shape(z.tuple([edition])),
  'library.show': shape(z.tuple([edition, block])),
  'library.glossary': shape(z.tuple([lang])),
  'library.proposals': shape(z.tuple([lang])),
  'library.add': shape(z.tuple([dropped, z.boolean()])),
  'library.draft': shape(z.tuple([ownFile])),
  'library.complete': shape(z.tuple([ownFile, completion])),
  'library.trash': shape(
    z.tuple([z.union([z.strictObject({ brief: briefId }), z.strictObject({ file: ownFile })])]),
  ),
  'library.chooseFolder': shape(z.tuple([z.boolean()])),
  'library.exportBoard': shape(z.tuple([z.enum(boardFormats), z.string()])),
  'annotations.read': shape(z.tuple([briefId])),
  'annotations.about': shape(z.tuple([edition, block])),
  'annotations.save': shape(
    z.tuple([briefId, z.array(annotation).max(100_000), z.array(annotationId).max(100_000)]),
  ),
  'annotations.export': shape(z.tuple([exportOrder])),
  'annotations.exportAll': shape(z.tuple([])),
  'annotations.importFile': shape(
    z.tuple([z.union([dropped, z.enum(['opened', 'archive'])]).nullable(), edition.nullable()]),
  ),
  'annotations.previewImport': shape(z.tuple([z.array(source).max(50_000)])),
  'annotations.applyImport': shape(z.tuple([importChoices])),
  'positions.read': shape(z.tuple([briefId])),
  'positions.save': shape(z.tuple([briefId, z.record(localId, position.nullable())])),
  'search.find': shape(z.tuple([z.string().max(1000)])),
  'history.read': shape(z.tuple([briefId])),
  'history.follow': shape(z.tuple([briefId, z.array(move).max(10_000)])),
  'earlier.list': shape(z.tuple([briefId])),
  'earlier.read': shape(z.tuple([briefId, z.enum(['annotations', 'positions']), z.string().max(60)])),
  'print.preview': shape(z.tuple([job])),
  'print.pdf': shape(z.tuple([job])),
  'print.board': shape(z.tuple([boardPage, z.enum(['pdf', 'paper'])])),
  'print.paper': shape(z.tuple([job])),
  'print.cancel': shape(z.tuple([])),
  'settings.read': shape(z.tuple([])),
  'settings.save': shape(z.tuple([settingsChange])),
  'links.open': shape(z.tuple([z.string().max(2000)])),
};

/** A brief is printed once, in the edition that was chosen, and no more briefs at a time than anyone reads. */
function areOfDifferentBriefs(editions: readonly { readonly id: string }[]): boolean {
  return editions.length <= 1000 && new Set(editions.map(({ id }) => id)).size === editions.length;
}

/** Far above any honest question; counted before anything is parsed. */
const bounds = { values: 2_000_000, characters: 64 * 2 ** 20, depth: 64, bytes: largestImport + 1 };

/** Each may take all the memory that a file may, so that the next is not begun before the last has been answered. */
const costly: ReadonlySet<Channel> = new Set<Channel>([
  'annotations.export',
  'annotations.exportAll',
  'annotations.importFile',
  'annotations.previewImport',
  'annotations.applyImport',
]);

/** The bytes of a file come to these alone, as the member `bytes`: elsewhere each of them would be parsed as a member, for minutes. */
const takeBytes: ReadonlySet<Channel> = new Set<Channel>(['library.add', 'annotations.importFile']);

export interface Gate {
  readonly answers: Answers;
  /** The costly channels whose answer is being made. */
  readonly underWay: Set<Channel>;
  /** The webContents of the windows that were made to ask. */
  readonly isWindow: (sender: unknown) => boolean;
  readonly lang: () => UiLang;
  /** Called with what was refused or failed, and why: for the log, never for the page. */
  readonly complain: (sentence: string) => void;
}

/**
 * Answers one question, or refuses it loudly. Never rejects, and nothing of an error but its code and a sentence goes out.
 * The sender is judged before the first `await`: afterwards its frame may show another page.
 */
export async function answer<C extends Channel>(
  gate: Gate,
  channel: C,
  asking: Asking,
  question: readonly unknown[],
): Promise<Result<unknown>> {
  const objection = objectionTo(gate, asking);
  if (objection !== null) return refuse(gate, channel, objection);
  if (!isWithinBounds(question, takeBytes.has(channel)))
    return refuse(gate, channel, 'the question is too large');
  const parsed = shapes[channel](question);
  if (!parsed) return refuse(gate, channel, 'the question does not have its shape');
  if (gate.underWay.has(channel)) return refuse(gate, channel, 'the last answer is still being made');
  try {
    if (costly.has(channel)) gate.underWay.add(channel);
    return await gate.answers[channel](...parsed);
  } catch (error) {
    gate.complain(`${channel} failed: ${error instanceof Error ? error.stack : String(error)}`);
    return failure({ kind: 'internal' }, gate.lang());
  } finally {
    gate.underWay.delete(channel);
  }
}

export function failure(trouble: Trouble, lang: UiLang): Result<never> {
  return { ok: false, error: { code: troubleCode(trouble), sentence: troubleSentence(trouble, lang) } };
}

function refuse(gate: Gate, channel: Channel, reason: string): Result<never> {
  gate.complain(`${channel} refused: ${reason}`);
  return failure({ kind: 'refused' }, gate.lang());
}

function objectionTo({ isWindow }: Gate, { senderFrame, sender }: Asking): string | null {
  if (!senderFrame) return 'its frame is gone';
  if (!isWindow(sender)) return 'it comes from no window of ours';
  if (senderFrame !== sender.mainFrame) return 'it comes from a frame inside the page';
  if (!isOurs(senderFrame.url)) return 'it comes from a page that is not ours';
  return null;
}

function isWithinBounds(question: unknown, mayHoldBytes: boolean): boolean {
  let values = 0;
  let characters = 0;
  const fits = (value: unknown, depth: number, name: string): boolean => {
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (values > bounds.values || characters > bounds.characters || depth > bounds.depth) return false;
    if (typeof value !== 'object' || value === null) return true;
    // A view of something larger brings all of that.
    if (value instanceof Uint8Array)
      return mayHoldBytes && name === 'bytes' && value.buffer.byteLength <= bounds.bytes;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return false;
    return Object.entries(value).every(([key, inner]) => {
      characters += key.length;
      return fits(inner, depth + 1, key);
    });
  };
  return fits(question, 0, '');
}
