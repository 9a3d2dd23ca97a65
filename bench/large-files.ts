/** Files at the upper end of what readers meet, and beyond. */

const sentence = 'Les ministres ont décidé de revoir la coopération régionale avant le sommet du printemps. ';

/** A brief of so many words, or (without `id`) one but for fields that are missing. */
export function longBrief(words: number, id: string | null): string {
  const fields = [
    'lang: fr',
    `title: Longue ${id ?? 'suite'}`,
    'kind: Note',
    'date: 2026-03-04',
    'place: Almaty',
  ];
  const whole = ['standfirst: Longue.', 'summary: [Longue.]', 'revised: 2026-03-05'];
  const front = id === null ? fields : [`id: ${id}`, ...fields, ...whole];
  const paragraphs = Array.from({ length: words / 52 }, (_, n) => `${n} ${sentence.repeat(4)}`);
  return `---\n${front.join('\n')}\n---\n\n${paragraphs.join('\n\n')}\n`;
}

/** A PDF with an embedded stream of so many bytes added to it, as one that was scanned has. */
export function heavyPdf(pdf: Uint8Array, bytes: number): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const before = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0';
  const root = /\/Root (\d+ \d+ R)/.exec(text)?.[1] ?? '1 0 R';
  const size = Number(/\/Size (\d+)/.exec(text)?.[1] ?? 1);
  const head = `\n${size} 0 obj\n<< /Length ${bytes} >>\nstream\n`;
  const noise = Buffer.alloc(bytes, 'scanned ');
  const tail = '\nendstream\nendobj\n';
  const at = pdf.length + head.length + bytes + tail.length;
  const place = String(pdf.length + 1).padStart(10, '0');
  const table = `xref\n${size} 1\n${place} 00000 n \ntrailer\n<< /Size ${size + 1} /Root ${root} /Prev ${before} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(head), noise, Buffer.from(tail + table)]);
}
