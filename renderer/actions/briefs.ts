import type { PackedBrief } from '../../core/api.ts';
import type { Brief, EditionRef } from '../../core/brief.ts';
import { unpack } from '../../core/packed.ts';
import { libraryGroups } from '../library-groups.ts';
import { state, words } from '../state.ts';
import { awaitRest } from './arriving.ts';
import { layBeside, leaveSideBySide, takeInHand } from './beside.ts';
import { editionFor, refreshLibrary } from './library.ts';
import { api, ask, unpackEdition } from './main-process.ts';
import { goToBlock, say, takeInText } from './places.ts';
import { placeAll, placeElsewhere } from './placing.ts';
import { setSettings, uncoverText } from './settings.ts';
import { recallHistory, saveAll } from './writing.ts';

/** Fills the state for the first paint, and listens to the main process from then on. */
export async function start(): Promise<void> {
  api.on('libraryChanged', () => {
    void refreshLibrary();
    void readAgain().then(layBeside);
  });
  api.on('notice', (sentence) => state.notice.set(sentence));
  api.on('closing', () => {
    keepReadingPosition();
    void saveAll();
  });
  const begun = await ask(api.start());
  if (!begun) return;
  state.lang.set(begun.lang);
  state.settings.set(begun.settings.value);
  state.notice.set(begun.settings.notice);
  if (begun.open) show(begun.open);
  // The text first: the library is read once it is on the screen.
  requestAnimationFrame(() => setTimeout(() => refreshLibrary().then(layBeside)));
}

/** Opens an edition at the block where its brief was last left. */
export async function open(edition: EditionRef): Promise<void> {
  state.view.set('text');
  uncoverText();
  const shown = state.brief.get();
  if (shown?.id === edition.id && shown.lang === edition.lang) return;
  if (takeInHand(edition)) return;
  keepReadingPosition();
  await saveAll();
  if (shown?.id === edition.id) {
    // Another edition of the same brief: what was written on it, and what can be undone, stays.
    const brief = await ask(api.library.open(edition));
    if (brief) showEdition(unpackEdition(brief), state.topBlock.get());
    return;
  }
  const opened = await ask(api.library.show(edition, placeIn(edition.id)));
  if (opened) show(opened);
}

function show(opened: PackedBrief): void {
  const { annotations, positions } = opened;
  const brief = unpackEdition(opened.brief);
  const block = placeIn(brief.id);
  awaitRest(opened, block);
  state.annotations.set(annotations ? unpack(annotations.value) : []);
  state.positions.set(positions.value);
  const notice = [annotations?.notice, positions.notice].filter(Boolean).join(' ');
  if (notice) state.notice.set(notice);
  showEdition(brief, block);
  recallHistory(brief.id);
}

/** The block at which a brief was last left. */
function placeIn(brief: string): number {
  return state.settings.get().reading[brief] ?? 0;
}

function showEdition(brief: Brief, block: number): void {
  state.selection.set(null);
  state.caretAt.set(null);
  takeInText(null);
  state.beside.set(null);
  state.brief.set(brief);
  void layBeside();
  state.elsewhere.set(new Map());
  void placeAll();
  void placeElsewhere();
  document.title = `${brief.title} – ${words.get().appName}`;
  goToBlock(block);
  setSettings({ last: { id: brief.id, lang: brief.lang } });
}

/** Shows the open edition as its file is now, at the place that was being read; one that cannot be read stays as it was. */
async function readAgain(): Promise<void> {
  const shown = state.brief.get();
  if (!shown) return;
  const read = await api.library.open({ id: shown.id, lang: shown.lang });
  if (!read.ok || state.brief.get() !== shown) return;
  const brief = unpackEdition(read.value);
  if (JSON.stringify(brief) === JSON.stringify(shown)) return;
  const top = placeOf(shown, state.topBlock.get(), brief);
  state.selection.set(null);
  state.caretAt.set(null);
  state.pointed.set(null);
  state.brief.set(brief);
  void placeAll();
  goToBlock(top);
  say(words.get().said.revised(brief.title));
}

/** Where a block of one revision is in another: the same words nearest by, or else the same place. */
function placeOf(before: Brief, index: number, now: Brief): number {
  const words = before.blocks[index]?.text;
  const same = now.blocks.flatMap(({ text }, at) => (text === words ? [at] : []));
  same.sort((a, b) => Math.abs(a - index) - Math.abs(b - index));
  return same[0] ?? Math.min(index, now.blocks.length - 1);
}

/** The same place of the open brief in its next edition. */
export function openOtherEdition(): void {
  const brief = state.brief.get();
  const editions = state.library.get().briefs.find(({ id }) => id === brief?.id)?.editions ?? [];
  const at = editions.findIndex(({ lang }) => lang === brief?.lang);
  const other = editions[(at + 1) % editions.length];
  if (!brief || !other || other.lang === brief.lang) say(words.get().said.noOtherEdition);
  else void open({ id: brief.id, lang: other.lang });
}

/** One edition of the open brief alone. */
export async function openAlone(lang: string): Promise<void> {
  const brief = state.brief.get();
  if (!brief) return;
  leaveSideBySide();
  await open({ id: brief.id, lang });
}

/** The brief `step` places further down the library, as it is listed. */
export function openNeighbour(step: 1 | -1): void {
  const briefs = libraryGroups(
    state.library.get(),
    state.lang.get(),
    state.settings.get().librarySort,
  ).flatMap((group) => group.briefs.map(({ brief }) => brief));
  const at = briefs.findIndex(({ id }) => id === state.brief.get()?.id);
  const next = briefs[at + step];
  if (next) void open({ id: next.id, lang: editionFor(next.editions.map(({ lang }) => lang)) });
}

/** The part of a text from which it counts as read. */
const readToTheEnd = 0.98;

/** Keeps the block at the top of the window as the reading position. */
export function keepReadingPosition(): void {
  const brief = state.brief.get();
  const block = state.topBlock.get();
  if (brief && state.settings.get().reading[brief.id] !== block)
    setSettings({ reading: { [brief.id]: block } });
  if (brief && state.readPart.get() > readToTheEnd && state.settings.get().read[brief.id] === undefined)
    setSettings({ read: { [brief.id]: true } });
}
