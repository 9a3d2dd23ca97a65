import type { FoundGroup, Hit } from '../../core/search/search.ts';
import { boardState } from '../state/board.ts';
import { finding, hitsInText, searchWords } from '../state/finding.ts';
import { type Passage, state } from '../state.ts';
import { open } from './briefs.ts';
import { openGlossary } from './glossary.ts';
import { api, ask } from './main-process.ts';
import { goToAnnotation, goToBlock, goToPassage, say } from './places.ts';
import { showPane, showProposal } from './settings.ts';

/** How long to wait before asking again for what is still being read, in milliseconds. */
const patience = 700;

let latest = '';
let asking: Promise<void> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Looks everywhere for what is typed. One question is under way at a time, and the next is what is typed by then; resolves
 * when `finding.everywhere` answers the last one.
 */
export function searchEverywhere(typed: string): Promise<void> {
  clearTimeout(timer);
  latest = typed;
  asking ??= keepAsking().finally(() => {
    asking = null;
  });
  return asking;
}

async function keepAsking(): Promise<void> {
  let typed: string;
  do {
    typed = latest;
    const found = await ask(api.search.find(typed));
    if (!found) return;
    if (typed !== latest) continue;
    finding.everywhere.set({ typed, found });
    if (found.reading !== null)
      timer = setTimeout(() => state.dialog.get() === 'palette' && searchEverywhere(latest), patience);
  } while (typed !== latest);
}

/** Opens what a hit is in, at its place, with all that was found marked in the text. */
export async function goToHit({ id, lang, rows }: FoundGroup, hit: Hit | null, typed: string): Promise<void> {
  if (id === null) {
    boardState.termToShow.set(hit?.ref ?? null);
    openGlossary();
    return;
  }
  await open({ id, lang });
  const brief = state.brief.get();
  if (brief?.id !== id || brief.lang !== lang) return;
  finding.inText.set({ typed, rows });
  finding.at.set(-1);
  switch (hit?.kind) {
    case 'text':
      goToPassage(hit);
      finding.at.set(hitsInText.get().findIndex(({ start }) => start >= hit.start));
      break;
    case 'quote':
    case 'note':
    case 'tags':
      showPane('annotations');
      await goToAnnotation(hit.ref);
      break;
    case 'proposal':
    case 'remark':
      showProposal(hit.ref);
      break;
    case 'summary':
    case 'about':
    case 'commitment':
    case 'follow-up':
      showPane('summary');
      break;
    default:
      goToBlock(0);
  }
}

/** Opens the find bar; with words that are selected in the text, if they are few. */
export function openFindBar(): void {
  state.view.set('text');
  const brief = state.brief.get();
  const selected = state.selection.get();
  const words = brief && selected ? brief.text.slice(selected.start, selected.end) : '';
  if (words && words.length <= mostSelected && !words.includes('\n')) findInText(words);
  else if (!finding.inText.get()) findInText('');
}

/** A longer selection is no search. */
const mostSelected = 80;

/** Looks for letters in the text, and goes to the first from where the reader is. */
export function findInText(typed: string): void {
  // From the hit of what was looked for before a letter was added to it.
  const from = here();
  finding.inText.set({ typed, rows: null });
  const hits = hitsInText.get();
  const next = hits.findIndex(({ start }) => start >= from);
  const at = next < 0 && hits.length ? 0 : next;
  finding.at.set(at);
  const hit = hits[at];
  if (hit) goToPassage(hit);
}

export function closeFindBar(): void {
  finding.inText.set(null);
  finding.at.set(-1);
}

/** The next or the previous hit in the text, round the ends. Opens the bar where there is none. */
export function goToNeighbourHit(step: 1 | -1): void {
  const hits = hitsInText.get();
  if (!finding.inText.get()) openFindBar();
  if (!hits.length) return;
  const before = finding.at.get();
  const at = before < 0 ? neighbourOfHere(hits, step) : (before + step + hits.length) % hits.length;
  finding.at.set(at);
  const hit = hits[at];
  if (!hit) return;
  goToPassage(hit);
  say(searchWords.get().count(at + 1, hits.length));
}

function neighbourOfHere(hits: readonly Passage[], step: 1 | -1): number {
  const next = hits.findIndex(({ start }) => start >= here());
  const after = next < 0 ? 0 : next;
  return step > 0 ? after : (after - 1 + hits.length) % hits.length;
}

/** Where the reader is in the text: at a hit, the caret, or the top of the window. */
function here(): number {
  const hit = hitsInText.get()[finding.at.get()];
  const top = state.brief.get()?.blocks[state.topBlock.get()]?.start;
  return hit?.start ?? state.selection.get()?.start ?? top ?? 0;
}
