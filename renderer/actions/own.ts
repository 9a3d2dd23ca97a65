import type { Added, LibraryBrief } from '../../core/api.ts';
import { largestFile } from '../../core/brief.ts';
import type { Completion } from '../../core/completing.ts';
import type { DroppedFile } from '../../core/exchange.ts';
import type { Settings } from '../../core/settings.ts';
import { boardWords } from '../state/board.ts';
import { own, ownWord } from '../state/own.ts';
import { state } from '../state.ts';
import { open, openNeighbour } from './briefs.ts';
import { editionFor, refreshLibrary } from './library.ts';
import { api, ask } from './main-process.ts';
import { say } from './places.ts';
import { setSettings } from './settings.ts';

/** What the reader does with briefs of his own: bring in, complete, throw away; and with the list of the library. */

api.on('arrived', (added) => void welcome(added, null));

/** Whether a file may be a brief of the reader's own. */
export function mayBeBrief({ name }: File): boolean {
  return /\.(?:md|markdown|txt)$/i.test(name);
}

/** Takes dropped files in, one after the other; the last one is shown. */
export async function addFiles(files: readonly File[]): Promise<void> {
  for (const file of files) {
    // One byte more than may be is read, so that a file that is too large is found to be.
    const bytes = new Uint8Array(await file.slice(0, largestFile + 1).arrayBuffer());
    const dropped = { name: file.name.slice(0, 1000), bytes };
    const added = await ask(api.library.add(dropped, false));
    if (added) await welcome(added, dropped);
  }
}

async function welcome(added: Added, file: DroppedFile | null): Promise<void> {
  await refreshLibrary();
  if (added.kind === 'waiting') await openDraft(added.file);
  else if (added.kind === 'added') await open(added.edition);
  else if (file) {
    own.replacing.set({ file, title: added.title });
    state.dialog.set('replace');
  } else {
    state.notice.set(ownWord.get().differs(added.title));
    await open(added.edition);
  }
}

export async function replaceText(): Promise<void> {
  const replacing = own.replacing.get();
  state.dialog.set(null);
  const added = replacing && (await ask(api.library.add(replacing.file, true)));
  if (added) await welcome(added, null);
}

export async function openDraft(file: string): Promise<void> {
  const draft = await ask(api.library.draft(file));
  if (!draft) return;
  own.faults.set([]);
  own.draft.set(draft);
  state.dialog.set('draft');
}

export async function completeDraft(answers: Completion): Promise<void> {
  const draft = own.draft.get();
  const done = draft && (await ask(api.library.complete(draft.file, answers)));
  if (!done) return;
  if ('sentences' in done) {
    own.faults.set(done.sentences);
    return;
  }
  state.dialog.set(null);
  await refreshLibrary();
  await open(done.edition);
}

/** Asks first: whatever is to go to the trash goes there from the sheet. */
export function askToTrash(what: LibraryBrief | string): void {
  own.trashing.set(what);
  state.dialog.set('trash');
}

/** Moves what was asked about to the system's trash. */
export async function trashAsked(): Promise<void> {
  const what = own.trashing.get();
  state.dialog.set(null);
  if (typeof what === 'string') await trashFile(what);
  else if (what) await trashBrief(what);
}

/** Another is shown where it was open. */
async function trashBrief(brief: LibraryBrief): Promise<void> {
  const title = brief.editions.find(
    ({ lang }) => lang === editionFor(brief.editions.map((one) => one.lang)),
  )?.title;
  if (state.brief.get()?.id === brief.id) {
    openNeighbour(1);
    openNeighbour(-1);
  }
  if (!(await ask(api.library.trash({ brief: brief.id })))) return;
  state.notice.set(ownWord.get().trashed(title ?? brief.id));
  await refreshLibrary();
}

async function trashFile(file: string): Promise<void> {
  if (!(await ask(api.library.trash({ file })))) return;
  state.notice.set(ownWord.get().trashed(file));
  await refreshLibrary();
}

export async function chooseFolder(back: boolean): Promise<void> {
  const name = await ask(api.library.chooseFolder(back));
  if (name === null) return;
  say(`${ownWord.get().folder}${boardWords.get().colon}${name}`);
  await refreshLibrary();
}

export function editTags(brief: LibraryBrief): void {
  own.tagging.set(brief);
  state.dialog.set('tags');
}

/** Gives a brief other tags of the reader's own. Its file, which is its author's, is never written for it. */
export function setTags({ id }: LibraryBrief, tags: readonly string[]): void {
  setSettings({ tags: { [id]: [...tags] } });
}

export function isRead({ id }: LibraryBrief): boolean {
  return state.settings.get().read[id] ?? false;
}

export function markRead({ id }: LibraryBrief, read: boolean): void {
  setSettings({ read: { [id]: read } });
}

export function sortBy(librarySort: Settings['librarySort']): void {
  setSettings({ librarySort });
}
