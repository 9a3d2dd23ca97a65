import { briefUrn } from '../../core/brief.ts';
import { say } from '../actions/places.ts';
import { dateOf } from '../dates.ts';
import { currentMark, state, words } from '../state.ts';
import { blockAt } from './text-range.ts';

/**
 * Copies the selection, or the passage of the annotation in hand, with its source: quotation, title, place, date and
 * paragraph number. The `copy` event is used since the program denies every permission, the clipboard's included.
 */
export function copyWithSource(): void {
  const brief = state.brief.get();
  const passage = state.selection.get() ?? currentMark.get();
  if (!brief || !passage) {
    say(words.get().said.selectFirst);
    return;
  }
  const quote = brief.text.slice(passage.start, passage.end);
  const [open, close] = brief.lang === 'fr' ? ['«\u202f', '\u202f»'] : ['“', '”'];
  const number = brief.blocks[blockAt(brief.blocks, passage.start)]?.number;
  const source = [
    brief.title,
    brief.place,
    dateOf(brief.date, brief.lang),
    number ? words.get().paragraph(number) : null,
  ]
    .filter((part) => part !== null)
    .join(', ');

  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', `${open}${quote}${close}\n— ${source}`);
    event.clipboardData?.setData('text/html', markup(quote, source, briefUrn(brief)));
  };
  document.addEventListener('copy', put, { once: true, capture: true });
  // The one way to the clipboard that asks for no permission.
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  say(words.get().copied);
}

/** Built by the DOM, so that no character of a brief can become markup. */
function markup(quote: string, source: string, urn: string): string {
  const block = document.createElement('blockquote');
  block.cite = urn;
  const words = document.createElement('p');
  words.textContent = quote;
  const from = document.createElement('cite');
  from.textContent = source;
  block.append(words, '— ', from);
  return block.outerHTML;
}
