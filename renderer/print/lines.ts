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
 * Sets the lines of the texts of a page, which have to be as wide as they are going to be printed. Words are divided at the ends of
 * lines: Electron brings no patterns for `hyphens: auto`. Soft hyphens that no line ends with are taken out again, since a PDF would
 * keep them in the words. And paragraphs too short to be divided between pages become `whole`.
 * @param page What holds the texts, each an element of the class `text` with its language.
 */
export async function setLines(page: Element): Promise<void> {
  const divided: Text[] = [];
  const paragraphs: HTMLElement[] = [];
  for (const text of page.querySelectorAll<HTMLElement>('.text')) {
    const own = [...text.querySelectorAll('p')];
    paragraphs.push(...own);
    const divide = await patternsOf(text.lang);
    if (divide) divided.push(...own.flatMap(textsIn).filter(dividedBy(divide)));
  }
  // Only what has lines to divide is laid out for it, and all is measured before anything is changed: it is laid out once.
  page.classList.add('measured');
  // One for all: whatever changes a text sees to every range there is.
  const range = document.createRange();
  const settled = divided.map((text) => [text, endings(text, range)] as const);
  const short = paragraphs.filter(isShort);
  page.classList.remove('measured');
  for (const [text, words] of settled) text.data = words;
  for (const paragraph of short) paragraph.classList.add('whole');
}

/**
 * Chromium puts three lines before a break (`orphans`) and, where too few are left for `widows`, breaks there all the same rather
 * than before the paragraph: of four lines the last would stand alone on the next page.
 */
function isShort(paragraph: HTMLElement): boolean {
  const line = Number.parseFloat(getComputedStyle(paragraph).lineHeight);
  return paragraph.offsetHeight < 4.5 * line;
}

/** Whether soft hyphens were put into a text. */
function dividedBy(divide: Divide): (text: Text) => boolean {
  /** Most words come again. */
  const known = wordsDividedBy.get(divide) ?? new Map<string, string>();
  wordsDividedBy.set(divide, known);
  return (text) => {
    const words = text.data.replace(word, (letters) => {
      const divided = known.get(letters) ?? dividedWord(letters, divide);
      known.set(letters, divided);
      return divided;
    });
    if (words === text.data) return false;
    text.data = words;
    return true;
  };
}

const wordsDividedBy = new Map<Divide, Map<string, string>>();

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
function endings(text: Text, range: Range): string {
  const { data } = text;
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
