/** Where words may be divided, as the `hyphen` package finds it from TeX's patterns. */
type Divide = (
  text: string,
  options: { readonly hyphenChar: string; readonly minWordLength: number },
) => string;

const softHyphen = '\u00ad';
/** Shorter words are not divided, nor are names: a capital's word stays whole. */
const word = /(?<![\p{L}\p{M}’'-])\p{Ll}[\p{Ll}\p{M}]{5,}(?![\p{L}\p{M}])/gu;
/** The fewest letters before and after a hyphen. */
const least = { before: 2, after: 3 };

/**
 * Divides words at the ends of lines below elements of one language, which have to be as wide as they are going to be printed:
 * Electron brings no patterns for `hyphens: auto`. Soft hyphens that no line ends with are taken out again, since a PDF would keep them in the words.
 */
export async function hyphenate(roots: readonly Element[], lang: string): Promise<void> {
  const divide = await patternsOf(lang);
  if (!divide) return;
  /** Most words come again. */
  const dividedWords = new Map<string, string>();
  const texts = roots.flatMap((root) => [...root.querySelectorAll('p')]).flatMap(textsIn);
  const divided = texts.filter((text) => {
    const words = text.data.replace(word, (letters) => {
      const known = dividedWords.get(letters) ?? dividedWord(letters, divide);
      dividedWords.set(letters, known);
      return known;
    });
    if (words === text.data) return false;
    text.data = words;
    return true;
  });
  // All is measured before anything is changed, so that the page is laid out once.
  const settled = divided.map((text) => [text, endings(text)] as const);
  for (const [text, words] of settled) text.data = words;
}

/** Reads the patterns of every language that there are some for, before any is asked for. */
export async function readPatterns(): Promise<void> {
  for (const divide of await Promise.all(['fr', 'en'].map(patternsOf)))
    divide?.('lecture', { hyphenChar: softHyphen, minWordLength: 6 });
}

async function patternsOf(lang: string): Promise<Divide | null> {
  switch (lang.split('-')[0]) {
    case 'fr':
      return (await import('hyphen/fr')).hyphenateSync;
    case 'en':
      return (await import('hyphen/en-gb')).hyphenateSync;
    default:
      return null;
  }
}

function dividedWord(letters: string, divide: Divide): string {
  const parts = divide(letters, { hyphenChar: softHyphen, minWordLength: 6 }).split(softHyphen);
  let before = 0;
  return parts.reduce((whole, part) => {
    before = whole.replaceAll(softHyphen, '').length;
    const after = letters.length - before;
    return before < least.before || after < least.after ? whole + part : whole + softHyphen + part;
  });
}

/** The texts of a paragraph, without what stands beside its words. */
function textsIn(paragraph: Element): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(
    paragraph,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) =>
      node instanceof HTMLElement && node.dataset.aside !== undefined
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  return texts;
}

/** The words of a text with those soft hyphens alone that end a line. */
function endings(text: Text): string {
  const { data } = text;
  const range = document.createRange();
  const tops = new Map<number, number>();
  const topOf = (at: number): number => {
    const known = tops.get(at);
    if (known !== undefined) return known;
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    // The letter after a break has a second, empty box at the end of the line before.
    const boxes = range.getClientRects();
    const top = boxes[boxes.length - 1]?.top ?? 0;
    tops.set(at, top);
    return top;
  };
  const hyphens = [...data.matchAll(/\u00ad/g)].map(({ index }) => index);
  const ending = new Set<number>();
  // Lines follow each other, so where the first and the last letter of a stretch share one, no hyphen between them ends it.
  const seek = (from: number, to: number): void => {
    const [first, last] = [hyphens[from], hyphens[to - 1]];
    if (first === undefined || last === undefined || topOf(last + 1) - topOf(first - 1) < 1) return;
    if (to - from === 1) {
      ending.add(first);
      return;
    }
    const middle = (from + to) >> 1;
    seek(from, middle);
    seek(middle, to);
  };
  seek(0, hyphens.length);
  return data.replaceAll(softHyphen, (_, at: number) => (ending.has(at) ? softHyphen : ''));
}
