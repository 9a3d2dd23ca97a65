import { createHash } from 'node:crypto';
import type { PdfFile } from './file.ts';
import { date, dict, Name, Text, text, type Value } from './values.ts';

/** A file inside the PDF. */
export interface Attachment {
  /** As it is saved by those who take it out. */
  readonly name: string;
  /** Media type. */
  readonly type: string;
  /** What it is to the document (ISO 32000-2, 7.11.3): what it was made from, what adds to it, what it shows. */
  readonly relation: 'Source' | 'Supplement' | 'Data';
  /** One line for the reader of the list of attachments. */
  readonly about: string;
  readonly bytes: Uint8Array;
}

/**
 * Attaches files to the document as associated files (ISO 32000-2, 14.13), and lists them where older readers look.
 * @param at When they were put there, ISO 8601 in UTC.
 */
export async function attach(pdf: PdfFile, files: readonly Attachment[], at: string): Promise<void> {
  if (files.length === 0) return;
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const listed: Value[] = [];
  const associated: Value[] = [];
  for (const { name, type, relation, about, bytes } of sorted) {
    const content = await pdf.addStream(
      dict({
        Type: new Name('EmbeddedFile'),
        Subtype: new Name(type),
        Params: dict({
          Size: bytes.length,
          ModDate: date(at),
          CheckSum: new Text(createHash('md5').update(bytes).digest().toString('latin1')),
        }),
      }),
      bytes,
    );
    const file = pdf.add(
      dict({
        Type: new Name('Filespec'),
        F: text(name),
        UF: text(name),
        AFRelationship: new Name(relation),
        Desc: text(about),
        EF: dict({ F: content, UF: content }),
      }),
    );
    listed.push(text(name), file);
    associated.push(file);
  }
  const catalog = pdf.dict(pdf.catalog);
  const names = catalog.has('Names') ? pdf.dict(catalog.get('Names')) : dict({});
  pdf.set(
    pdf.catalog,
    new Map([
      ...catalog,
      ['Names', new Map([...names, ['EmbeddedFiles', dict({ Names: listed })]])],
      ['AF', associated],
    ]),
  );
}
