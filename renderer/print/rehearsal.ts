import { annotate, colours } from '../../core/annotation.ts';
import type { Block, Brief, Layout, Span } from '../../core/brief.ts';
import { defaultPrintOptions } from '../../core/printing/print.ts';
import type { PrintDocument, PrintedNote } from '../../core/printing/print-document.ts';

const words =
  'Les ministres des affaires étrangères ont passé en revue la coopération commerciale et préparé la prochaine rencontre. ';

/**
 * A document of nothing, which a page that waits is laid out with: code that has run, letters that have been drawn and styles that
 * have been read are quicker the second time.
 */
export function rehearsal(): PrintDocument {
  const paragraph = words.repeat(4).trim();
  const spans: readonly Span[] = [
    { kind: 'strong', start: 4, end: 13 },
    { kind: 'emphasis', start: 20, end: 30 },
    { kind: 'proposal', start: 40, end: 50, proposal: 'p1' },
    { kind: 'citation', start: 60, end: 60, source: 's1' },
  ];
  const blocks: Block[] = [];
  const layout: Layout[] = [];
  let start = 0;
  const block = (kind: Block['kind'], level: number): Layout => {
    const text = kind === 'heading' ? words.trim() : paragraph;
    const number = kind === 'heading' ? null : blocks.length + 1;
    blocks.push({ kind, level, number, text, spans, cells: [], start, end: start + text.length });
    start += text.length + 1;
    return { kind: 'block', block: blocks.length - 1 };
  };
  for (let round = 0; round < 15; round += 1) {
    layout.push(block('heading', 1), block('paragraph', 0));
    layout.push({ kind: 'list', ordered: false, first: 1, items: [[block('item', 0)]] });
  }
  const said = { text: paragraph, spans: [] };
  const brief: Brief = {
    id: 'rehearsal',
    lang: 'fr',
    title: words,
    standfirst: words,
    kind: words,
    date: { start: '2000-01-01', end: '2000-01-01' },
    place: '',
    tags: [],
    participants: [{ name: words, sources: [] }],
    summary: [said, said, said],
    proposals: [{ id: 'p1', title: words, gist: said, takesUp: [], sources: [] }],
    commitments: [{ id: 'c1', by: ['FR'], text: said, sources: [] }],
    followUps: [],
    sources: [{ id: 's1', publisher: words, title: words }],
    revised: '2000-01-01',
    text: blocks.map(({ text }) => text).join('\n'),
    blocks,
    layout,
    revision: '',
  };
  const notes = blocks.map((block, index): PrintedNote => {
    const annotation = annotate({
      uuid: '',
      at: '',
      source: '',
      revision: '',
      selectors: [
        { type: 'TextQuoteSelector', exact: words, prefix: '', suffix: '' },
        { type: 'TextPositionSelector', start: 0, end: 0 },
      ],
      content: { colour: colours[index % colours.length] ?? 'yellow', note: words, tags: [] },
    });
    return { annotation, start: block.start + 10, end: block.start + 80 };
  });
  const edition = { brief, notes, firstNote: 1, orphans: [], lang: 'fr' } as const;
  return {
    parts: [{ editions: [edition], positions: {} }],
    options: defaultPrintOptions,
    marks: 'native',
    lang: 'fr',
    at: '2000-01-01T00:00:00.000Z',
  };
}
