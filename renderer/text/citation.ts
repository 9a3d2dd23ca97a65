import { type Brief, blockAt, briefUrn, type Source } from '../../core/brief.ts';
import { say } from '../actions/places.ts';
import { dateOf } from '../dates.ts';
import { currentMark, type Passage, state, words } from '../state.ts';

/** What is put on the clipboard of a passage. */
interface Citation {
  readonly quote: string;
  readonly lang: string;
  /** Title, place, date and paragraph of the brief. */
  readonly from: string;
  /** `urn:brief:…`, by which the brief is known everywhere. */
  readonly urn: string;
  /** What the brief itself cites for the passage. */
  readonly sources: readonly Source[];
}

/**
 * Copies the selection, or the passage of the annotation in hand, with its source: quotation, title, place, date, paragraph
 * number, the brief's URN and the sources it cites there, as text and as HTML. The `copy` event is used since the program
 * denies every permission, the clipboard's included.
 */
export function copyWithSource(): void {
  const brief = state.brief.get();
  const passage = state.selection.get() ?? currentMark.get();
  if (!brief || !passage) {
    say(words.get().said.selectFirst);
    return;
  }
  const citation = citationOf(brief, passage);
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', asText(citation));
    event.clipboardData?.setData('text/html', asMarkup(citation));
  };
  document.addEventListener('copy', put, { once: true, capture: true });
  // The one way to the clipboard that asks for no permission.
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  say(words.get().copied);
}

function citationOf(brief: Brief, passage: Passage): Citation {
  const number = brief.blocks[blockAt(brief.blocks, passage.start)]?.number;
  const from = [
    brief.title,
    brief.place,
    dateOf(brief.date, brief.lang),
    number ? words.get().paragraph(number) : null,
  ];
  return {
    quote: brief.text.slice(passage.start, passage.end),
    lang: brief.lang,
    from: from.filter((part) => part !== null).join(', '),
    urn: briefUrn(brief),
    sources: citedFor(brief, passage),
  };
}

/** The sources cited within a passage, or else by the first mark after it in its last block: that is where a sentence has it. */
function citedFor(brief: Brief, { start, end }: Passage): readonly Source[] {
  const marks = brief.blocks
    .slice(blockAt(brief.blocks, start), blockAt(brief.blocks, end - 1) + 1)
    .flatMap((block) =>
      block.spans.flatMap((span) =>
        span.kind === 'citation' ? [{ source: span.source, at: block.start + span.start }] : [],
      ),
    );
  const within = marks.filter(({ at }) => at >= start && at <= end);
  const after = marks.find(({ at }) => at > end)?.at;
  const cited = new Set(
    (within.length ? within : marks.filter(({ at }) => at === after)).map(({ source }) => source),
  );
  return brief.sources.filter(({ id }) => cited.has(id));
}

function nameOf({ publisher, title, date }: Source): string {
  return [publisher, title, date].filter((part) => part !== undefined).join(', ');
}

function asText({ quote, lang, from, urn, sources }: Citation): string {
  const [open, close] = lang === 'fr' ? ['«\u202f', '\u202f»'] : ['“', '”'];
  const cited = sources.map((source) => [nameOf(source), source.url].filter(Boolean).join(', '));
  return [`${open}${quote}${close}`, `— ${from}`, ...cited, urn].join('\n');
}

/** Built by the DOM, so that no character of a brief can become markup. */
function asMarkup({ quote, lang, from, urn, sources }: Citation): string {
  const block = element('blockquote', element('p', quote));
  block.cite = urn;
  block.lang = lang;
  const brief = element('a', element('cite', from));
  brief.href = urn;
  const line = element('p', '— ', brief);
  for (const source of sources) {
    const name = nameOf(source);
    if (source.url === undefined) line.append('; ', name);
    else {
      const link = element('a', name);
      link.href = source.url;
      line.append('; ', link);
    }
  }
  return block.outerHTML + line.outerHTML;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
