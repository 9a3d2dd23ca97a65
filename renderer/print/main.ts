import { sheetOf } from '../../core/printing/print.ts';
import type { PrintApi, PrintDocument } from '../../core/printing/print-document.ts';
import { langOf, titleOf } from '../../core/printing/print-title.ts';
import { adoptScripts } from '../look/scripts.ts';
import { draw } from './draw.ts';
import { addLetters, addOtherLetters } from './letters.ts';
import { readPatterns, setLines } from './lines.ts';
import { headsOf, page } from './page.ts';
import { rehearsal } from './rehearsal.ts';
import { printerSheet } from './sheet.ts';

declare global {
  interface Window {
    /** Made by `main/print-preload.ts`. */
    readonly printer: PrintApi;
  }
}

const blockNames = 'h1, h2, h3, h4, h5, h6, p, pre, li, th, td, .masthead > *, .margin-note';

adoptScripts(document);
// All that is the same for every document comes first: a page may wait for its own.
let hasCome = false;
const given = window.printer.document().finally(() => {
  hasCome = true;
});
const [letters] = await Promise.all([addLetters(document.fonts), readPatterns()]);
if (!hasCome) await rehearse();
const printed: PrintDocument = JSON.parse(await given);
const { options } = printed;
const heads = headsOf(printed);
document.title = titleOf(printed);
document.documentElement.classList.add(printed.marks, options.textSize);
document.documentElement.classList.toggle('unnumbered', !options.paragraphNumbers);
document.documentElement.lang = langOf(printed);
draw(page(printed), document.body);
const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(wordsOf);
// As wide as on paper, so that its lines end where they are going to end.
const sheet = sheetOf(options);
document.body.style.width = `${sheet.width - sheet.left - sheet.right}pt`;
if (printed.marks === 'painted') document.adoptedStyleSheets.push(printerSheet(sheet, heads));
await addOtherLetters(document.fonts, document.body.textContent ?? '');
await setLines(document.body);
spreadLanguages();
await Promise.all([...document.images].map(loaded));
await window.printer.ready({ ...heads, headings, letters });

/** Not decoded: that waits for a frame to be drawn, and a page that nobody sees may never draw one. */
async function loaded(image: HTMLImageElement): Promise<void> {
  if (image.complete) return;
  await new Promise((resolve) => {
    image.addEventListener('load', resolve);
    image.addEventListener('error', resolve);
  });
}

/**
 * Names languages at the blocks themselves: Chromium leaves boxes around them out of a PDF's structure, and what language they
 * are in with them.
 */
function spreadLanguages(): void {
  for (const box of document.querySelectorAll<HTMLElement>('div[lang], section[lang]')) {
    const { lang } = box;
    for (const block of box.querySelectorAll<HTMLElement>(blockNames))
      if (block.parentElement?.closest('[lang]') === box && !block.lang) block.lang = lang;
    box.removeAttribute('lang');
  }
}

/** The words of a heading, without numbers of notes and sources. */
function wordsOf(heading: Element): string {
  const own = heading.cloneNode(true);
  if (own instanceof Element) for (const aside of own.querySelectorAll('[data-aside]')) aside.remove();
  return (own.textContent ?? '').replace(/[\n\r\t ]+/g, ' ').trim();
}

/** Lays out a document of nothing, and takes it away again. */
async function rehearse(): Promise<void> {
  const stage = document.createElement('div');
  stage.style.width = '450pt';
  document.body.append(stage);
  draw(page(rehearsal()), stage);
  await setLines(stage);
  stage.remove();
}
