/**
 * Reading with a caret: where the caret of the text is drawn, and which keys move it or stretch the selection. The
 * moves are the browser's own (`Selection.modify`), so they follow its words, lines and writing directions.
 */

type Granularity = 'character' | 'word' | 'line' | 'lineboundary' | 'paragraph' | 'documentboundary';

interface Move {
  readonly direction: 'forward' | 'backward';
  readonly by: Granularity;
}

/** The move a key asks for, or `null` where it means something else. */
export function moveFor(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): Move | null {
  const far = event.ctrlKey || event.metaKey || event.altKey;
  switch (event.key) {
    case 'ArrowRight':
      return { direction: 'forward', by: far ? 'word' : 'character' };
    case 'ArrowLeft':
      return { direction: 'backward', by: far ? 'word' : 'character' };
    case 'ArrowDown':
      return { direction: 'forward', by: far ? 'paragraph' : 'line' };
    case 'ArrowUp':
      return { direction: 'backward', by: far ? 'paragraph' : 'line' };
    case 'End':
      return { direction: 'forward', by: far ? 'documentboundary' : 'lineboundary' };
    case 'Home':
      return { direction: 'backward', by: far ? 'documentboundary' : 'lineboundary' };
    default:
      return null;
  }
}

/** Moves the selection's focus, its anchor with it unless `extend`; it never leaves `article`. */
export function moveCaret(article: Element, { direction, by }: Move, extend: boolean): void {
  const selection = document.getSelection();
  if (!selection?.anchorNode || !selection.focusNode) return;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  selection.modify(extend ? 'extend' : 'move', direction, by);
  if (!article.contains(selection.focusNode))
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
}

/** Where to draw the caret: the focus of the selection, in window coordinates; `null` where there is none. */
export function caretBox(): { left: number; top: number; height: number } | null {
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
