import { borderAfter } from '../../core/anchoring/grapheme.ts';
import { type Brief, blockAt } from '../../core/brief.ts';
import { sentenceAt } from '../../core/text/sentence.ts';
import { nextBorder } from '../../core/text/stretch.ts';
import { fromRange, toRange } from './text-range.ts';

/**
 * Reading with a caret: where the caret of the text is drawn, and which keys move it or stretch the selection. The
 * moves are the browser's own (`Selection.modify`), so they follow its words, lines and writing directions.
 */

type Granularity = 'character' | 'word' | 'line' | 'lineboundary' | 'documentboundary';

interface Move {
  readonly direction: 'forward' | 'backward';
  readonly by: Granularity | 'sentence' | 'block';
}

/** The move a key asks for, or `null` where it means something else. */
export function moveFor(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  rightToLeft: boolean,
): Move | null {
  const far = event.ctrlKey || event.metaKey || event.altKey;
  const bySentence = event.altKey && event.shiftKey;
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return {
        direction: (event.key === 'ArrowLeft') === rightToLeft ? 'forward' : 'backward',
        by: bySentence ? 'sentence' : far ? 'word' : 'character',
      };
    case 'ArrowDown':
      return { direction: 'forward', by: far ? 'block' : 'line' };
    case 'ArrowUp':
      return { direction: 'backward', by: far ? 'block' : 'line' };
    case 'End':
      return { direction: 'forward', by: far ? 'documentboundary' : 'lineboundary' };
    case 'Home':
      return { direction: 'backward', by: far ? 'documentboundary' : 'lineboundary' };
    default:
      return null;
  }
}

/**
 * Moves the selection's focus, its anchor with it unless `extend`; it never leaves `article`. Answers the words to be said:
 * what the caret now stands before, or what is selected.
 */
export function moveCaret(article: Element, brief: Brief, { direction, by }: Move, extend: boolean): string {
  const selection = document.getSelection();
  if (!selection?.anchorNode || !selection.focusNode) return '';
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  // The browser's own end of the document lies beyond the text.
  if (by === 'sentence' || by === 'block' || by === 'documentboundary') {
    const forward = direction === 'forward';
    // Moving leads to where the next one begins; stretching takes the whole of it in.
    const side = forward && extend ? 'end' : 'start';
    const to =
      by === 'documentboundary'
        ? forward
          ? brief.text.length
          : 0
        : nextBorder(brief, focusIn(article, brief), by, side, forward ? 1 : -1);
    const point = to === null ? null : toRange(article, brief, { start: to, end: to });
    if (point && extend) selection.extend(point.startContainer, point.startOffset);
    else if (point) selection.collapse(point.startContainer, point.startOffset);
  } else {
    selection.modify(extend ? 'extend' : 'move', direction, by);
    if (!article.contains(selection.focusNode))
      selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  }
  return extend ? selection.toString() : wordsAt(brief, focusIn(article, brief), by);
}

/** Where the focus of the selection is in the text. */
function focusIn(article: Element, brief: Brief): number {
  const selection = document.getSelection();
  if (!selection?.focusNode) return 0;
  const point = document.createRange();
  point.setStart(selection.focusNode, selection.focusOffset);
  return fromRange(article, brief, point)?.start ?? 0;
}

/** What a caret that moves by such steps has come to. */
function wordsAt(brief: Brief, offset: number, by: Move['by']): string {
  switch (by) {
    case 'character':
      return brief.text.slice(offset, borderAfter(brief.text, offset + 1));
    case 'word':
      return /^\S+/.exec(brief.text.slice(offset, offset + 200).trimStart())?.[0] ?? '';
    case 'block':
      return brief.blocks[blockAt(brief.blocks, offset)]?.text ?? '';
    default: {
      const sentence = sentenceAt(brief, offset);
      return sentence ? brief.text.slice(sentence.start, sentence.end) : '';
    }
  }
}

/** Sets the caret at an offset of the text, where it is nowhere in it. */
export function startCaret(article: Element, brief: Brief, offset: number): void {
  const selection = document.getSelection();
  if (article.contains(selection?.focusNode ?? null)) return;
  const point = toRange(article, brief, { start: offset, end: offset });
  if (point) selection?.collapse(point.startContainer, point.startOffset);
}

/** Scrolls `pane` so that the caret and a line or two around it are seen. */
export function keepCaretInView(pane: Element): void {
  const box = caretBox();
  const { top, bottom } = pane.getBoundingClientRect();
  if (!box) return;
  if (box.top < top + 40) pane.scrollTop -= top + 40 - box.top;
  if (box.top + box.height > bottom - 60) pane.scrollTop += box.top + box.height - (bottom - 60);
}

/** Puts what is drawn for the caret, positioned in the scrolled `pane`, where the caret is. */
export function drawCaret(pane: Element, caret: HTMLElement): void {
  const box = caretBox();
  if (!box) return;
  const { left, top } = pane.getBoundingClientRect();
  caret.style.left = `${box.left - left}px`;
  caret.style.top = `${box.top - top + pane.scrollTop}px`;
  caret.style.height = `${box.height}px`;
}

/** Where to draw the caret: the focus of the selection, in window coordinates; `null` where there is none. */
function caretBox(): { left: number; top: number; height: number } | null {
  const selection = document.getSelection();
  if (!selection?.focusNode) return null;
  const point = document.createRange();
  point.setStart(selection.focusNode, selection.focusOffset);
  const box = point.getClientRects()[0];
  if (box) return { left: box.left, top: box.top, height: box.height };
  const element =
    selection.focusNode instanceof Element ? selection.focusNode : selection.focusNode.parentElement;
  const around = element?.getBoundingClientRect();
  return around ? { left: around.left, top: around.top, height: Math.min(around.height, 24) } : null;
}

/** Whether a key press asks for the whole text. */
export function isSelectAll({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'a' && ctrlKey !== metaKey && !shiftKey && !altKey;
}
