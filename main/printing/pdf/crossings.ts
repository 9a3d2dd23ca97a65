import { crossingScheme } from '../../../core/printing/print-links.ts';
import type { PdfFile } from './file.ts';
import { PdfError } from './parse.ts';
import { type Dict, Name, type Ref, Text, type Value } from './values.ts';

/** What a mark's number or a note's number leads to, `note-12` or `mark-12`; `null` for every other link. */
export function leadOf(pdf: PdfFile, link: Dict): string | null {
  const action = link.has('A') ? pdf.dict(link.get('A')) : null;
  const address = action?.get('URI');
  return address instanceof Text && address.bytes.startsWith(crossingScheme)
    ? address.bytes.slice(crossingScheme.length)
    : null;
}

/**
 * Lets marks and notes lead to each other: the number of a mark stands where the note's number leads to, and the other way
 * round. The print page does not name these places, since Chromium looks for each name on every page.
 */
export class Crossings {
  readonly #places = new Map<string, Value[]>();

  /** Keeps the place of a link that leads to one, on its page. */
  note(pdf: PdfFile, lead: string, link: Dict, page: Ref): void {
    const [kind, number] = lead.split('-');
    const own = `${kind === 'note' ? 'mark' : 'note'}-${number}`;
    const [left = 0, , , top = 0] = pdf.array(link.get('Rect'));
    // A destination of ISO 32000-2, 12.3.2.2, in the size that the page is shown in.
    if (!this.#places.has(own)) this.#places.set(own, [page, new Name('XYZ'), left, top, null]);
  }

  /**
   * The link, leading to its place in the file.
   * @throws Where the other one stands nowhere.
   */
  led(lead: string, link: Dict): Dict {
    const place = this.#places.get(lead);
    if (!place) throw new PdfError(`nothing leads back from ${lead}`);
    const led = new Map(link).set('Dest', place);
    led.delete('A');
    return led;
  }
}
