import { render } from 'lit';
import type { PrintApi } from '../../core/print-document.ts';
import { addLetters } from './letters.ts';
import { headsOf, page } from './page.ts';

declare global {
  interface Window {
    /** Made by `main/print-preload.ts`. */
    readonly printer: PrintApi;
  }
}

const printed = await window.printer.document();
const heads = headsOf(printed);
document.title = heads.title;
document.documentElement.className = printed.marks;
document.documentElement.lang = printed.brief.lang;
const letters = await addLetters(document.fonts);
render(page(printed), document.body);
// Laying out asks for the fonts that the words need, so it comes before waiting for them.
document.body.getBoundingClientRect();
await Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]);
await window.printer.ready({ ...heads, letters });
