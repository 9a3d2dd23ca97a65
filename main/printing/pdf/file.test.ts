import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { infoOf } from './about.ts';
import { PdfFile } from './file.ts';
import { PdfError } from './parse.ts';
import { dict, Name, Ref } from './values.ts';

/** A file as Chromium lays one out: objects in any order, one table, a trailer. */
function made(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n%\xd3\xeb\xe9\xe1\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of [...objects.entries()].reverse()) {
    offsets[index] = length;
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    length += part.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries}`;
  parts.push(
    Buffer.from(
      `${table}trailer\n<</Size ${size}\n/Root 1 0 R\n/Info 5 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** All that stands in a file, its streams decompressed. */
function unpacked(bytes: Buffer): string {
  const source = bytes.toString('latin1');
  return source.replace(/stream\n([\s\S]*?)\nendstream/g, (whole, body: string) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return whole;
    }
  });
}

const content = Buffer.from('BT /F1 12 Tf (endobj in a stream) Tj ET');
const packed = deflateSync(content);
const stream = Buffer.concat([
  Buffer.from(`<</Filter /FlateDecode\n/Length ${packed.length}>> stream\n`),
  packed,
  Buffer.from('\nendstream'),
]);
const objects = [
  '<</Type /Catalog\n/Pages 2 0 R>>',
  '<</Type /Pages\n/Count 1\n/Kids [3 0 R]>>',
  '<</Type /Page\n/Parent 2 0 R\n/MediaBox [0 0 200 100]\n/Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>\n/Contents 4 0 R>>',
  stream,
  '<</Creator (secret agent)>>',
];
const info = infoOf({ title: 'Été', subject: 'x', at: '2026-11-23T10:00:00Z' });

describe('a PDF file', () => {
  it('gives its objects and streams', async () => {
    const pdf = new PdfFile(made(objects));
    expect(pdf.dict(pdf.catalog).get('Pages')).toEqual(new Ref(2));
    expect([...pdf.find(/\/Kids (\[3 0 R\])|\/Parent/g)]).toEqual([
      [3, undefined],
      [2, '[3 0 R]'],
    ]);
    expect(Buffer.from(await pdf.stream(new Ref(4)))).toEqual(content);
    expect([...pdf.find(/endobj/g)]).toEqual([]);
  });

  it('is written anew with what was changed and added, and without what was dropped', async () => {
    const pdf = new PdfFile(made([...objects, '(never wanted)']));
    const added = await pdf.addStream(
      dict({ Type: new Name('Metadata'), Subtype: new Name('XML') }),
      Buffer.from('<x/>'),
    );
    pdf.set(pdf.catalog, new Map([...pdf.dict(pdf.catalog), ['Metadata', added]]));
    pdf.drop(new Ref(6));
    const bytes = Buffer.from(await pdf.write(info));
    const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
    const file = join(folder, 'x.pdf');
    writeFileSync(file, bytes);
    const said = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    const words = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(said).toMatch(/Title: +Été\n/);
    expect(said).toMatch(/Metadata Stream: yes/);
    expect(said).toMatch(/Pages: +1\n/);
    expect(words).toContain('endobj in a stream');
    expect(unpacked(bytes)).toContain('/MediaBox [0 0 200 100]');
    for (const gone of ['secret', 'never wanted']) expect(unpacked(bytes)).not.toContain(gone);
    expect(bytes.includes('/Type /XRef')).toBe(true);
  });

  it('is the same for the same content', async () => {
    const [one, two] = [new PdfFile(made(objects)), new PdfFile(made(objects))];
    expect(await one.write(info)).toEqual(await two.write(info));
    const other = infoOf({ title: 'Hiver', subject: 'x', at: '2026-11-23T10:00:00Z' });
    expect(await new PdfFile(made(objects)).write(other)).not.toEqual(await one.write(info));
  });

  it('is refused where it is not what Chromium writes', () => {
    for (const broken of ['', 'not a PDF', made(objects).subarray(0, 200), 'startxref\n7\n%%EOF\n'])
      expect(() => new PdfFile(Buffer.from(broken))).toThrow(PdfError);
    const shifted = made(objects).toString('latin1').replace('0000000015', '0000000017');
    expect(() => new PdfFile(Buffer.from(shifted, 'latin1'))).toThrow(PdfError);
  });
});
