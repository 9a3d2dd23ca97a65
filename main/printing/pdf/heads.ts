import type { Sheet } from '../../../core/printing/print.ts';
import type { RunningHeads } from '../../../core/printing/print-document.ts';
import type { PdfFile } from './file.ts';
import { embedLetters, type Letters } from './letters.ts';
import { type Dict, dict, type Ref } from './values.ts';

const size = 7.6;
/** Red, green and blue, 0 to 1, as a content stream sets them. */
const ink = '0.33 0.35 0.37 rg';
const hairline = '0.85 0.83 0.78 rg';

/** Distances from the sheet's edges to the baselines and rules, points. */
const place = { head: 45, headRule: 52, foot: 36, footRule: 47 };

/** Draws the running head and `page / pages` into the margins of every page, as artifacts that no screen reader reads. */
export async function drawHeads(
  pdf: PdfFile,
  pages: readonly Ref[],
  sheet: Sheet,
  heads: RunningHeads,
): Promise<void> {
  // Two blanks: poppler takes a single one beside a stroke for none.
  const numbers = pages.map((_, index) => `${index + 1}  /  ${pages.length}`);
  const letters = await embedLetters(
    pdf,
    heads.letters,
    `${heads.title}${heads.day}${heads.foot}${numbers.join('')}…`,
  );
  const right = sheet.width - sheet.right;
  const line = (words: string, x: number, y: number) =>
    `BT ${ink} /${fontName} ${size} Tf ${at(x)} ${at(y)} Td ${letters.encode(words)} Tj ET`;
  const rule = (y: number) => `${hairline} ${at(sheet.left)} ${at(y)} ${at(right - sheet.left)} 0.5 re f`;
  const ended = (words: string) => right - letters.width(words, size);

  const top = sheet.height - place.head;
  const room = ended(heads.day) - sheet.left - 18;
  const head = pdf.addPlainStream(
    new Map(),
    artifact('Header', [
      line(fitted(heads.title, room, letters), sheet.left, top),
      line(heads.day, ended(heads.day), top),
      rule(sheet.height - place.headRule),
    ]),
  );
  const foot = pdf.addPlainStream(
    new Map(),
    artifact('Footer', [rule(place.footRule), line(heads.foot, sheet.left, place.foot)]),
  );
  for (const [index, ref] of pages.entries()) {
    const number = numbers[index] ?? '';
    const page = pdf.dict(ref);
    const own = pdf.addPlainStream(new Map(), artifact('Footer', [line(number, ended(number), place.foot)]));
    // The first page begins with the title itself.
    const drawn = index === 0 ? [foot, own] : [head, foot, own];
    pdf.set(
      ref,
      new Map([
        ...page,
        ['Contents', [...drawn, ...contentsOf(page)]],
        ['Resources', withFont(pdf, page, letters.font)],
      ]),
    );
  }
}

const fontName = 'Heads';

function contentsOf(page: Dict): Ref[] {
  const contents = page.get('Contents');
  return [contents].flat().filter((part) => part !== null && typeof part === 'object' && 'object' in part);
}

function withFont(pdf: PdfFile, page: Dict, font: Ref): Dict {
  const resources = page.has('Resources') ? pdf.dict(page.get('Resources')) : dict({});
  const fonts = resources.has('Font') ? pdf.dict(resources.get('Font')) : dict({});
  return new Map([...resources, ['Font', new Map([...fonts, [fontName, font]])]]);
}

function artifact(subtype: 'Header' | 'Footer', lines: readonly string[]): Uint8Array {
  const edge = subtype === 'Header' ? 'Top' : 'Bottom';
  return Buffer.from(
    `/Artifact <</Type /Pagination /Subtype /${subtype} /Attached [/${edge}]>> BDC\nq\n${lines.join('\n')}\nQ\nEMC\n`,
  );
}

/** The words, shortened at their end where there is no room for all of them. */
function fitted(words: string, room: number, letters: Letters): string {
  if (letters.width(words, size) <= room) return words;
  const kept = words.split(' ');
  while (kept.length > 1 && letters.width(`${kept.join(' ')}…`, size) > room) kept.pop();
  return `${kept.join(' ')}…`;
}

function at(points: number): string {
  return points.toFixed(2);
}
