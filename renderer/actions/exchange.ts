import type { EditionRef } from '../../core/brief.ts';
import {
  type ImportChoices,
  type ImportItem,
  type ImportPreview,
  largestImport,
} from '../../core/exchange.ts';
import type { ExportFormat } from '../../core/exporting/format.ts';
import type { ChosenPlace } from '../../core/importing/offered.ts';
import { unpack } from '../../core/packed.ts';
import { type ConflictKind, choicesAtFirst, exchange, isPlace, sheetWords } from '../state/exchange.ts';
import { state } from '../state.ts';
import { open } from './briefs.ts';
import { refreshLibrary } from './library.ts';
import { api, ask } from './main-process.ts';
import { tell } from './places.ts';
import { setSettings, showPane } from './settings.ts';
import { commit, commitElsewhere, saveAll } from './writing.ts';

/** Files of annotations, out and in. */

export type ExportScope = 'chosen' | 'brief' | 'all';

/** Opens the sheet that asks what to export, and as what. */
export function chooseExport(chosen: ReadonlySet<string> | null): void {
  exchange.chosen.set(chosen);
  state.dialog.set('export');
}

export async function exportAnnotations(format: ExportFormat, scope: ExportScope): Promise<void> {
  const chosen = exchange.chosen.get();
  const brief = scope === 'all' ? null : (state.brief.get()?.id ?? null);
  state.dialog.set(null);
  await saveAll();
  const ids = scope === 'chosen' && chosen ? [...chosen] : null;
  const exported = await ask(api.annotations.export({ format, brief, ids }));
  if (exported) tell(sheetWords.get().exported(exported.file, exported.annotations));
}

/** Writes all that is the reader's own to one archive. */
export async function exportEverything(): Promise<void> {
  await saveAll();
  const exported = await ask(api.annotations.exportAll());
  if (exported) tell(sheetWords.get().archived(exported.file));
}

/** Shows what importing a file would do; the reader is asked for one where none was dropped or opened. */
export async function importAnnotations(file: File | 'opened' | 'archive' | null): Promise<void> {
  if (exchange.busy.get()) return;
  exchange.busy.set(true);
  // What is compared with the file is what is on disk.
  await saveAll();
  const brief = state.brief.get();
  const open = brief && { id: brief.id, lang: brief.lang };
  const given = file instanceof File ? await contentOf(file) : file;
  const preview = await ask(api.annotations.importFile(given, open));
  exchange.busy.set(false);
  if (!preview) return;
  show(preview, choicesAtFirst(preview.settings === 'new'));
  state.dialog.set('import');
}

api.on('offered', () => void importAnnotations('opened'));

function show(preview: ImportPreview, choices: ImportChoices): void {
  const items = unpack(preview.items);
  exchange.choices.set({ ...choices, places: stillOffered(choices.places, items) });
  exchange.preview.set({ ...preview, items });
}

/** Taken for another edition, what was not found has other places. */
function stillOffered(
  chosen: ImportChoices['places'],
  items: readonly ImportItem[],
): ImportChoices['places'] {
  return Object.fromEntries(
    Object.entries(chosen).filter(([index, place]) =>
      items[Number(index)]?.places.some((offered) => isPlace(offered, place)),
    ),
  );
}

/** One byte more than may be is read, so that a file that is too large is found to be. */
async function contentOf(file: File): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const bytes = new Uint8Array(await file.slice(0, largestImport + 1).arrayBuffer());
  return { name: file.name.slice(0, 1000), bytes };
}

/** Takes an unknown source for an edition, or for none. */
export async function takeSourceFor(name: string, edition: EditionRef | null): Promise<void> {
  const before = exchange.preview.get();
  if (!before || exchange.busy.get()) return;
  exchange.busy.set(true);
  const sources = before.sources.map((source) => ({
    name: source.name,
    edition: source.name === name ? edition : source.edition,
  }));
  const preview = await ask(api.annotations.previewImport(sources));
  exchange.busy.set(false);
  if (preview) show(preview, exchange.choices.get());
}

/** Settles all conflicts of a kind alike. */
export function settleAll<K extends ConflictKind>(kind: K, choice: ImportChoices[K]['all']): void {
  exchange.choices.set({ ...exchange.choices.get(), [kind]: { all: choice, others: {} } });
}

/** @param index of what is in conflict, in the preview. */
export function settle<K extends ConflictKind>(
  kind: K,
  index: number,
  choice: ImportChoices[K]['all'],
): void {
  const choices = exchange.choices.get();
  const { all, others } = choices[kind];
  exchange.choices.set({ ...choices, [kind]: { all, others: { ...others, [index]: choice } } });
}

/** Sets what was not found on a place that it may belong to, or on none: then it waits as an orphan. */
export function choosePlace(index: number, place: ChosenPlace | null): void {
  const choices = exchange.choices.get();
  const { [index]: _, ...others } = choices.places;
  const { start = 0, end = 0, revision = '' } = place ?? {};
  exchange.choices.set({
    ...choices,
    places: place ? { ...others, [index]: { start, end, revision } } : others,
  });
}

export function takeSettings(settings: boolean): void {
  exchange.choices.set({ ...exchange.choices.get(), settings });
}

/** Takes the file in: on each brief one step, which one undo takes back. */
export async function applyImport(): Promise<void> {
  if (exchange.busy.get()) return;
  exchange.busy.set(true);
  const imported = await ask(api.annotations.applyImport(exchange.choices.get()));
  exchange.busy.set(false);
  state.dialog.set(null);
  if (!imported) return;
  const { briefs, changes: all, settings } = imported;
  if (briefs.length) await refreshLibrary();
  const counts = { briefs: briefs.length, annotations: 0, positions: 0 };
  for (const { brief, changes: packed, counts: made } of all) {
    const changes = unpack(packed);
    counts.annotations += made.annotation;
    counts.positions += made.position;
    if (brief === state.brief.get()?.id) commit(changes);
    else commitElsewhere(brief, changes, null);
  }
  if (settings) setSettings(settings);
  const here = state.brief.get()?.id;
  const elsewhere = all.filter(({ brief }) => brief !== here).length;
  const w = sheetWords.get();
  tell([w.imported(counts), ...(elsewhere ? [w.otherBriefs(elsewhere)] : [])].join(' '));
  const [arrived] = briefs;
  if (arrived && (arrived.id !== here || briefs.some(({ id }) => id === here))) {
    // What came with it is read with it.
    await saveAll();
    await open(briefs.find(({ id, lang }) => id === arrived.id && lang === state.lang.get()) ?? arrived);
  }
  showPane(counts.annotations || !counts.positions ? 'annotations' : 'proposals');
}
