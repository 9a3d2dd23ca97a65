import { render } from 'lit';
import { sheetOf } from '../../core/printing/print.ts';
import type { PrintApi, PrintDocument } from '../../core/printing/print-document.ts';
import { hyphenate, readPatterns } from './hyphenate.ts';
import { addLetters } from './letters.ts';
import { headsOf, page } from './page.ts';
import { printerSheet } from './sheet.ts';

declare global {
  interface Window {
    /** Made by `main/print-preload.ts`. */
    readonly printer: PrintApi;
  }
}

// All that is the same for every document comes first: a page may wait for its own.
const given = window.printer.document();
const [letters] = await Promise.all([addLetters(document.fonts), readPatterns()]);
const printed: PrintDocument = JSON.parse(await given);
const heads = headsOf(printed);
document.title = heads.title;
document.documentElement.className = printed.marks;
document.documentElement.lang = printed.parts[0].editions[0].brief.lang;
render(page(printed), document.body);
// As wide as on paper, so that its lines end where they are going to end.
const sheet = sheetOf(printed.options);
document.body.style.width = `${sheet.width - sheet.left - sheet.right}pt`;
if (printed.marks === 'painted') document.adoptedStyleSheets.push(printerSheet(sheet, heads));
for (const body of document.querySelectorAll<HTMLElement>('.body')) await hyphenate(body, body.lang);
// Laying out asks for the fonts that the words need, so it comes before waiting for them.
document.body.getBoundingClientRect();
await Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]);
await window.printer.ready({ ...heads, letters });
