import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { infoOf } from './about.ts';
import { attach } from './attach.ts';
import { attachedTo, isPdf, namesIn } from './attached.ts';
import { PdfFile } from './file.ts';

const limit = 2 ** 20;
const bare = (() => {
  const objects = [
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Count 0 /Kids []>>',
    '<</Creator (x)>>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${file}xref\n0 4\n0000000000 65535 f \n${table}trailer\n<</Size 4 /Root 1 0 R /Info 3 0 R>>\nstartxref\n${file.length}\n%%EOF\n`,
  );
})();
const at = '2026-11-23T10:00:00Z';

/** One file of a PDF, or why there is none. */
function fileIn(pdf: Uint8Array, name: string, most = limit): Buffer | string {
  const files = attachedTo(pdf, (one) => one === name, most);
  if (typeof files === 'string') return files;
  const found = files.get(name);
  return found ? Buffer.from(found) : 'missing';
}
const info = infoOf({ title: 'x', subject: 'x', at });

async function withFiles(files: readonly (readonly [name: string, content: string])[]): Promise<Buffer> {
  const pdf = new PdfFile(bare);
  await attach(
    pdf,
    files.map(([name, content]) => ({
      name,
      type: 'text/plain',
      relation: 'Data' as const,
      about: 'x',
      bytes: Buffer.from(content),
    })),
    at,
  );
  return Buffer.from(await pdf.write(info));
}

describe('attachedTo', () => {
  it('gives back what was attached, byte for byte, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (content) => {
        const pdf = await withFiles([
          ['a.txt', 'other'],
          ['notes é.jsonld', content],
        ]);
        expect(isPdf(pdf)).toBe(true);
        expect(fileIn(pdf, 'notes é.jsonld')).toEqual(Buffer.from(content));
      }),
      { numRuns: 50 },
    );
  });

  it('reads what stands in the open, as other programs write it, the last of each number', () => {
    const old =
      '7 0 obj\n<</F (a.txt) /EF <</F 8 0 R>>>>\nendobj\n8 0 obj\n<</Length 3>>\nstream\nold\nendstream\nendobj\n';
    const changed =
      '8 0 obj\r\n<< /Length 9 0 R >>\r\nstream\r\nnewer\nendstream\r\nendobj\r\n9 0 obj\n6\nendobj\n';
    expect(String(fileIn(Buffer.from(`%PDF-1.7\n${old}${changed}`), 'a.txt')).trim()).toBe('newer');
  });

  it('gives all that are asked for, and leaves out what is damaged', async () => {
    const pdf = await withFiles([
      ['a.md', 'first'.repeat(50)],
      ['b.md', 'second'],
      ['c.txt', 'third'],
    ]);
    const files = attachedTo(pdf, (name) => name.endsWith('.md'), limit);
    if (typeof files === 'string') throw new Error(files);
    expect([...files].map(([name, bytes]) => [name, String(Buffer.from(bytes))])).toEqual([
      ['a.md', 'first'.repeat(50)],
      ['b.md', 'second'],
    ]);
    const stream = pdf.indexOf('stream', pdf.indexOf('/EmbeddedFile')) + 'stream\n'.length;
    const damaged = Buffer.from(pdf);
    damaged.fill(0xff, stream + 2, stream + 6);
    const left = attachedTo(damaged, (name) => name.endsWith('.md'), limit);
    expect(typeof left === 'string' ? left : [...left.keys()]).toEqual(['b.md']);
  });

  it('tells the names that annotations were given', () => {
    const file =
      '%PDF-1.7\n7 0 obj\n<</Subtype /Text /NM (one)>>\nendobj\n8 0 obj\n<</NM <FEFF00E9>>>\nendobj\n9 0 obj\n<</NM 3>>\nendobj\n';
    expect([...namesIn(Buffer.from(file), limit)]).toEqual([
      [7, 'one'],
      [8, 'é'],
    ]);
    expect([...namesIn(Buffer.from('7 0 obj\n<</NM (one'), limit)]).toEqual([]);
  });

  it('says why there is nothing to give', async () => {
    const pdf = await withFiles([['a.txt', 'x'.repeat(5000)]]);
    expect(fileIn(pdf, 'b.txt')).toBe('missing');
    expect(fileIn(pdf, 'a.txt', 1000)).toBe('too-large');
    expect(fileIn(bare, 'a.txt')).toBe('missing');
    expect(isPdf(Buffer.from('{"no": "PDF"}'))).toBe(false);
  });

  it('never throws, whatever is changed in a file', async () => {
    const pdf = await withFiles([['a.txt', 'what was attached'.repeat(20)]]);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(pdf.length),
        (changes, end) => {
          const broken = Buffer.from(pdf.subarray(0, end));
          for (const [place, byte] of changes) if (place < broken.length) broken[place] = byte;
          const found = fileIn(broken, 'a.txt');
          expect(typeof found === 'string' ? /missing|damaged|too-large/.test(found) : true).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
