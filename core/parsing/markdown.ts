import MarkdownIt from 'markdown-it';

type Reader = InstanceType<typeof MarkdownIt>;
type Parse = Reader['parse'];
export type MarkdownToken = ReturnType<Parse>[number];

/** Link targets defined anywhere in a body: `[words]: https://…`. Filled by `blockTokens`. */
export type References = Parameters<Parse>[1];

/** Lists and quotations nested this deep are refused. */
export const deepestNesting = 16;

/** A list takes two of markdown-it's levels, a quotation one. What lies deeper it drops without a word, and all that follows. */
const blockLevels = 2 * deepestNesting;
/** Open brackets cost as much time as there are levels, and what lies deeper is left as it is written. */
const wordLevels = 16;

const citationMark = /\[\^([^\s[\]^]{1,100})\]/y;

/** CommonMark and tables; raw HTML stands as literal text, and what a link target may be is judged later, in one place. */
function reader(maxNesting: number): Reader {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting });
  markdown.disable('strikethrough');
  markdown.validateLink = () => true;
  markdown.normalizeLink = (target) => target;
  markdown.normalizeLinkText = (target) => target;
  // Blocks and their words are read apart, so that one stretch of words is held as tokens at a time.
  markdown.core.ruler.disable(['inline', 'linkify', 'replacements', 'smartquotes', 'text_join']);
  markdown.inline.ruler.before('link', 'citation', (state, silent) => {
    citationMark.lastIndex = state.pos;
    const [mark, source] = citationMark.exec(state.src) ?? [];
    if (mark === undefined || source === undefined || state.pos + mark.length > state.posMax) return false;
    if (!silent) state.push('citation', '', 0).content = source;
    state.pos += mark.length;
    return true;
  });
  return markdown;
}

const blocks = reader(blockLevels);
const inline = reader(wordLevels);

/** The blocks of a body; the words of each stand unread in a token of type `inline`. */
export function blockTokens(body: string, references: References): MarkdownToken[] {
  return blocks.parse(body, references);
}

/** Words with marks: emphasis, code, links, citations (of type `citation`, with the source's id as content). */
export function inlineTokens(words: string, references: References): MarkdownToken[] {
  const tokens: MarkdownToken[] = [];
  inline.inline.parse(words, inline, references, tokens);
  return tokens;
}
