import { unpack } from '../../core/packed.ts';
import type { PrintOptions } from '../../core/printing/print.ts';
import { job, printing, sheetWords, tags } from '../print-dialog/printing.ts';
import { state } from '../state.ts';
import { allArrived } from './arriving.ts';
import { editionFor } from './library.ts';
import { api, ask } from './main-process.ts';
import { tell } from './places.ts';
import { setSettings } from './settings.ts';
import { saveAll } from './writing.ts';

/** Which marks to print, by copy and brief: remembered for as long as the program runs. */
const filters = new Map<string, PrintOptions['only']>();

const everything: PrintOptions['only'] = { colours: [], tags: [], proposals: [] };

/** Opens the dialog for the open brief, or for briefs that the reader chooses, the open one first. */
export async function openPrintDialog(to: 'pdf' | 'paper', choosing: boolean): Promise<void> {
  const brief = state.brief.get();
  if ((!brief && !choosing) || state.dialog.get() === 'print') return;
  // What is printed is what is on disk.
  await saveAll();
  await allArrived();
  printing.to.set(to);
  printing.choosing.set(choosing);
  printing.briefs.set(new Set(brief ? [brief.id] : []));
  printing.lang.set(brief?.lang ?? editionFor(state.library.get().briefs.flatMap(langsOf)));
  printing.files.set('one');
  printing.annotations.set(new Map(brief ? [[brief.id, state.annotations.get()]] : []));
  printing.pages.set(null);
  printing.trouble.set(null);
  printing.asking.set(false);
  const kept = state.settings.get().print;
  printing.options.set({ ...kept, only: everything });
  printing.options.set({ ...kept, only: filterFor(kept.copy) });
  state.dialog.set('print');
  await layOut();
}

function langsOf({ editions }: { readonly editions: readonly { readonly lang: string }[] }): string[] {
  return editions.map(({ lang }) => lang);
}

/** Ends what is being laid out: nobody will look at it. */
export function closePrintDialog(): void {
  state.dialog.set(null);
  printing.pages.set(null);
  // Cancelling ends a PDF that is being written as well.
  if (printing.layingOut.get() && !state.printing.get()) void ask(api.print.cancel());
}

export function setPrintOptions(change: Partial<PrintOptions>): void {
  const before = printing.options.get();
  const only = change.copy && change.copy !== before.copy ? filterFor(change.copy) : before.only;
  const options: PrintOptions = { ...before, only, ...change };
  filters.set(filterKey(options.copy), options.only);
  printing.options.set(options);
  void layOut();
}

export function setPrintLang(lang: string): void {
  printing.lang.set(lang);
  void layOut();
}

export function setPrintFiles(files: 'one' | 'each'): void {
  printing.files.set(files);
  void layOut();
}

/** Chooses briefs to print, or no longer; what is written on them is read for its tags. */
export async function choosePrinted(ids: ReadonlySet<string>): Promise<void> {
  printing.briefs.set(ids);
  void layOut();
  const known = printing.annotations.get();
  const unread = [...ids].filter((id) => !known.has(id));
  const read = await Promise.all(unread.map((id) => ask(api.annotations.read(id))));
  const found = unread.flatMap((id, at) => {
    const annotations = read[at];
    return annotations ? [[id, unpack(annotations.value)] as const] : [];
  });
  printing.annotations.set(new Map([...printing.annotations.get(), ...found]));
}

/**
 * The marks to print when a copy is chosen: those last chosen for it and these briefs. What a delegation may see is a
 * decision that holds for other briefs too, so its tags are remembered.
 */
function filterFor(copy: PrintOptions['copy']): PrintOptions['only'] {
  const last = filters.get(filterKey(copy));
  if (last || copy !== 'delegation') return last ?? everything;
  const here = new Set(tags.get().map(([tag]) => tag));
  return { ...everything, tags: state.settings.get().print.only.tags.filter((tag) => here.has(tag)) };
}

function filterKey(copy: PrintOptions['copy']): string {
  return [copy, ...(printing.choosing.get() ? [] : printing.briefs.get())].join(' ');
}

/** Counts what was asked for, so that an answer to an older question is not shown. */
let asked = 0;

/** Has the pages of what is now chosen made. A newer question ends an older one. */
async function layOut(): Promise<void> {
  asked += 1;
  const mine = asked;
  const wanted = job.get();
  if (!wanted) {
    printing.layingOut.set(false);
    printing.trouble.set(sheetWords.get().nothingChosen);
    return;
  }
  printing.layingOut.set(true);
  const made = await api.print.preview(wanted);
  if (mine !== asked) return;
  printing.layingOut.set(false);
  printing.trouble.set(made.ok ? null : made.error.sentence);
  if (made.ok && made.value && state.dialog.get() === 'print') printing.pages.set(made.value);
}

/** Asks where, then writes what is chosen. The dialog closes as soon as that is known, so that the window can be used. */
export async function savePdf(): Promise<void> {
  const wanted = job.get();
  if (!wanted || printing.asking.get()) return;
  remember();
  printing.asking.set(true);
  const files = wanted.files === 'each' ? wanted.editions.length : 1;
  const stop = api.on('printing', (progress) => {
    state.printing.set({ ...progress, files });
    if (state.dialog.get() === 'print') state.dialog.set(null);
  });
  const saved = await api.print.pdf(wanted);
  stop();
  state.printing.set(null);
  printing.asking.set(false);
  const isOpen = state.dialog.get() === 'print';
  if (saved.ok && saved.value) {
    if (isOpen) state.dialog.set(null);
    tell(sheetWords.get().saved(saved.value.files, saved.value.folder));
    return;
  }
  if (isOpen) await layOut();
  if (!saved.ok) (isOpen ? printing.trouble : state.notice).set(saved.error.sentence);
}

/** Hands what is chosen to the system's own print dialog. */
export async function printOnPaper(): Promise<void> {
  const wanted = job.get();
  if (!wanted || printing.asking.get()) return;
  remember();
  printing.asking.set(true);
  const printed = await api.print.paper(wanted);
  printing.asking.set(false);
  if (printed.ok && printed.value) {
    state.dialog.set(null);
    tell(sheetWords.get().handedOver);
    return;
  }
  await layOut();
  if (!printed.ok) printing.trouble.set(printed.error.sentence);
}

/** The options for the next time; of the marks chosen, those for a delegation alone, by their tags. */
function remember(): void {
  const options = printing.options.get();
  const before = state.settings.get().print.only.tags;
  const here = new Set(tags.get().map(([tag]) => tag));
  const kept =
    options.copy === 'delegation'
      ? [...before.filter((tag) => !here.has(tag)), ...options.only.tags]
      : before;
  setSettings({ print: { ...options, only: { ...everything, tags: kept } } });
}
