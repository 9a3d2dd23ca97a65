import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { boxOf, linesPdf, marked } from './marked.fixture.ts';
import { openPdf } from './pdf-pages.ts';
import { readFile } from './read-file.ts';

/** Files that only look like PDFs, or were damaged: one sentence, or what can still be read. */

const line = { x: 60, y: 700, size: 10, words: 'Les ministres ont repris leurs travaux.' };
const sound = marked(
  linesPdf([[line], [line]]),
  [
    { page: 0, subtype: 'Highlight', boxes: [boxOf(line, 'ministres')], contents: 'Note', name: 'a' },
    { page: 1, subtype: 'Text', boxes: [[500, 690, 520, 710]], contents: 'Note', name: 'b' },
  ],
  'acrobat',
);

// pdf.js leaves rejections of damaged files to nobody; the thread that files are read in passes over them, and so does this test.
beforeAll(() => {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', () => undefined);
});

async function read(bytes: Uint8Array): Promise<number> {
  const found = await readFile(bytes);
  if ('problem' in found) return -1;
  return found.content.items.length;
}

it('a sound one gives its marks', async () => expect(await read(sound)).toBe(2));

it('whatever is changed in a file, it is read or refused', async () => {
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.oneof(fc.constant(sound.length), fc.nat(sound.length)),
      async (changes, end) => {
        const broken = Buffer.from(sound.subarray(0, end));
        for (const [place, byte] of changes) if (place < broken.length) broken[place] = byte;
        if ((await read(broken)) > 0) kept += 1;
      },
    ),
    { numRuns: 150 },
  );
  expect(kept).toBeGreaterThan(20);
}, 60_000);

it.each([
  [
    'pages without end',
    '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>\nendobj\n',
  ],
  [
    'a million pages that are not there',
    '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1000000/Kids[]>>\nendobj\n',
  ],
  [
    'objects that refer to themselves',
    '1 0 obj\n1 0 R\nendobj\n2 0 obj\n<</Type/ObjStm/N 1/First 4/Length 5 0 R>>\nstream\n1 0 x\nendstream\nendobj\n5 0 obj\n5 0 R\nendobj\n',
  ],
  [
    'scripts and launches',
    '1 0 obj\n<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>/AA<</WC<</S/Launch/F(calc)>>>>/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n',
  ],
  ['nothing', ''],
])('is refused soon: %s', async (_, body) => {
  const started = performance.now();
  expect(
    await read(Buffer.from(`%PDF-1.7\n${body}trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF`)),
  ).toBe(-1);
  expect(performance.now() - started).toBeLessThan(10_000);
});

/** A PDF of objects from the first on, without a table: they are found where they stand. */
function pdfOf(...objects: readonly string[]): Buffer {
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  const end = `trailer\n<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n0\n%%EOF`;
  return Buffer.from(`%PDF-1.7\n${body}${end}`, 'latin1');
}

it('no script is made of what a file says, though it could be made faster so', async () => {
  const made: unknown[] = [];
  vi.stubGlobal(
    'Function',
    class extends Function {
      constructor(...words: string[]) {
        made.push(words);
        super(...words);
      }
    },
  );
  const pdf = await openPdf(
    pdfOf(
      '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA 6 0 R>>/NeedsRendering true>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 9 9]/Function 5 0 R>>>>>>>>',
      '<</Length 5>>\nstream\n/S sh\nendstream',
      '<</FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]/Length 11>>\nstream\n{ dup dup }\nendstream',
      '<</Length 0>>\nstream\n\nendstream',
    ),
  );
  expect(await pdf?.glyphs(0)).toEqual([]);
  vi.unstubAllGlobals();
  expect(pdf?.pages).toBe(1);
  expect(made).toEqual([]);
});

it('no more pages are read than anyone prints', async () => {
  const pdf = await openPdf(linesPdf(Array.from({ length: 5001 }, () => [])));
  expect(pdf?.pages).toBe(5000);
});

/** Two pages with the same annotation many times. */
const pagesOf = (first: number, second: number, annotation: string) =>
  pdfOf(
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[${'5 0 R '.repeat(first)}]>>`,
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[${'5 0 R '.repeat(second)}]>>`,
    annotation,
  );

it('more marks than one import takes are refused, not cut off', async () => {
  const found = await readFile(
    pagesOf(25_000, 25_001, '<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(x)>>'),
  );
  expect('problem' in found && found.problem).toEqual({ code: 'too-many', maximum: 50_000 });
});

it('links and drawings count for none', async () => {
  for (const kind of ['Link', 'Square']) {
    const pdf = await openPdf(pagesOf(2, 1, `<</Type/Annot/Subtype/${kind}/Rect[0 0 9 9]/Contents(x)>>`));
    expect(pdf?.annotations).toEqual([]);
  }
});

it('a mark has no more parts than anyone draws', async () => {
  const box = '0 9 9 9 0 0 9 0 ';
  const pdf = await openPdf(
    pdfOf(
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[4 0 R]>>',
      `<</Type/Annot/Subtype/Highlight/Rect[0 0 9 9]/QuadPoints[${box.repeat(10_001)}]>>`,
    ),
  );
  expect(pdf?.annotations).toMatchObject([{ boxes: { length: 10_000 } }]);
});

it('a file that unpacks to more than a file may hold, in a way that only pdf.js reads, is not handed on', async () => {
  // Packed twice, so that a hundred bytes are seventy million.
  const packed = deflateSync(deflateSync(Buffer.alloc(70 * 2 ** 20))).toString('latin1');
  const file = pdfOf(
    '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(x.md)3 0 R]>>>>>>',
    '<</Type/Pages/Count 0/Kids[]>>',
    '<</Type/Filespec/F(x.md)/EF<</F 4 0 R>>>>',
    `<</Filter[/FlateDecode/FlateDecode]/Length ${packed.length}>>\nstream\n${packed}\nendstream`,
  );
  const found = await readFile(file);
  expect('problem' in found && found.problem.code).toBe('too-large');
});
