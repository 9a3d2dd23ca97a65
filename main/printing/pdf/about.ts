import type { PdfFile } from './file.ts';
import { type Dict, date, dict, Name, Ref, text } from './values.ts';

/** What a PDF says of itself. */
export interface About {
  readonly title: string;
  readonly subject: string;
  /** BCP 47. */
  readonly lang: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The URNs of the editions it shows, by which they are known where nothing is attached. */
  readonly editions: readonly string[];
}

const program = 'Aide-mémoire';

/** The document information dictionary (ISO 32000-2, 14.3.3). */
export function infoOf({ title, subject, at }: Pick<About, 'title' | 'subject' | 'at'>): Dict {
  return dict({
    Title: text(title),
    Subject: text(subject),
    Creator: text(program),
    Producer: text(program),
    CreationDate: date(at),
    ModDate: date(at),
  });
}

/**
 * Writes what the file is about where readers and screen readers look: catalog, metadata, outline.
 * @param headings The words of all of them, in order.
 */
export function describe(pdf: PdfFile, about: About, headings: readonly string[]): void {
  const catalog = pdf.dict(pdf.catalog);
  const outline = catalog.get('Outlines');
  const items = mendOutline(pdf, outline);
  if (items.length === headings.length)
    for (const [index, item] of items.entries())
      pdf.set(item, new Map(pdf.dict(item)).set('Title', text(headings[index] ?? '')));
  const metadata = pdf.addPlainStream(
    dict({ Type: new Name('Metadata'), Subtype: new Name('XML') }),
    Buffer.from(xmp(about)),
  );
  pdf.set(
    pdf.catalog,
    new Map([
      ...catalog,
      ['Lang', text(about.lang)],
      ['Metadata', metadata],
      ['ViewerPreferences', dict({ DisplayDocTitle: true })],
      ['PageMode', new Name(catalog.has('Outlines') ? 'UseOutlines' : 'UseNone')],
    ]),
  );
}

/** Chromium names the wrong parent of outline items: each its own elder sibling or itself. Answers all of them in order. */
function mendOutline(pdf: PdfFile, parent: unknown): Ref[] {
  if (!(parent instanceof Ref)) return [];
  const items: Ref[] = [];
  let ref = pdf.dict(parent).get('First');
  while (ref instanceof Ref) {
    const item = pdf.dict(ref);
    pdf.set(ref, new Map(item).set('Parent', parent));
    items.push(ref, ...mendOutline(pdf, item.has('First') ? ref : null));
    ref = item.get('Next');
  }
  return items;
}

/** XMP (ISO 16684-1) with the identifier of PDF/UA-1 (ISO 14289-1, clause 5). */
function xmp({ title, subject, lang, at, editions }: About): string {
  const instant = at.replace(/\.\d+Z$/, 'Z');
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(subject)}</rdf:li></rdf:Alt></dc:description>
   <dc:identifier>${escaped(editions.join(' '))}</dc:identifier>
   <dc:language><rdf:Bag><rdf:li>${escaped(lang)}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>${program}</xmp:CreatorTool>
   <xmp:CreateDate>${instant}</xmp:CreateDate>
   <xmp:ModifyDate>${instant}</xmp:ModifyDate>
   <pdf:Producer>${program}</pdf:Producer>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
