import type { EditionRef } from '../../core/brief.ts';
import { largestImport } from '../../core/exchange.ts';
import type { ExportFormat } from '../../core/exporting/format.ts';
import type { Change } from '../../core/history.ts';
import type { ConflictChoice } from '../../core/importing/conflicts.ts';
import { exchange, sheetWords } from '../exchange.ts';
import { state } from '../state.ts';
import { api, ask } from './main-process.ts';
import { say } from './places.ts';
import { showPane } from './settings.ts';
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
  if (exported) say(sheetWords.get().exported(exported.file, exported.annotations));
}

/** Shows what importing a file would do; the reader is asked for one where none was dropped. */
export async function importAnnotations(dropped: File | null): Promise<void> {
  if (exchange.busy.get()) return;
  exchange.busy.set(true);
  // What is compared with the file is what is on disk.
  await saveAll();
  const brief = state.brief.get();
  const open = brief && { id: brief.id, lang: brief.lang };
  const preview = await ask(api.annotations.importFile(dropped && (await contentOf(dropped)), open));
  exchange.busy.set(false);
  if (!preview) return;
  exchange.conflicts.set('mine');
  exchange.others.set(new Map());
  exchange.preview.set(preview);
  state.dialog.set('import');
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
  if (!preview) return;
  exchange.others.set(new Map());
  exchange.preview.set(preview);
}

export function settleAll(choice: ConflictChoice): void {
  exchange.conflicts.set(choice);
  exchange.others.set(new Map());
}

/** @param index of the item in the file. */
export function settle(index: number, choice: ConflictChoice): void {
  exchange.others.set(new Map([...exchange.others.get(), [index, choice]]));
}

/** Takes the file in: on each brief one step, which one undo takes back. */
export async function applyImport(): Promise<void> {
  if (exchange.busy.get()) return;
  exchange.busy.set(true);
  const others = Object.fromEntries(exchange.others.get());
  const imported = await ask(api.annotations.applyImport({ conflicts: exchange.conflicts.get(), others }));
  exchange.busy.set(false);
  state.dialog.set(null);
  if (!imported) return;
  let count = 0;
  for (const { brief, changes } of imported) {
    const step = changes.map(
      ({ before, after }): Change => ({ of: 'annotation', id: after.id, before, after }),
    );
    count += step.length;
    if (brief === state.brief.get()?.id) commit(step);
    else commitElsewhere(brief, step, null);
  }
  const elsewhere = imported.filter(({ brief }) => brief !== state.brief.get()?.id).length;
  const w = sheetWords.get();
  say([w.imported(count), ...(elsewhere ? [w.otherBriefs(elsewhere)] : [])].join(' '));
  showPane('annotations');
}
