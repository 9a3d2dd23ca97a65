import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describe as describePassage } from '../../core/anchor.ts';
import { type Annotation, annotate } from '../../core/annotation.ts';
import { type Brief, briefUrn } from '../../core/brief.ts';
import { parse } from '../../core/parse.ts';
import type { Positions } from '../../core/position.ts';
import { infoOf } from '../printing/pdf/about.ts';
import { attach } from '../printing/pdf/attach.ts';
import { PdfFile } from '../printing/pdf/file.ts';
import { reader } from './reader.fixture.ts';

const at = '2026-11-24T06:00:00.000Z';
const { at: inFolder, put, stores: storesOf, run } = reader(() => new Date(at));

function source(lang: string, body: string): string {
  return `---
id: sommet
lang: ${lang}
title: Un sommet (${lang})
standfirst: Pour l’essai.
kind: Essai
date: 2026-11-24
place: Almaty
summary: [Un point.]
proposals:
  - { id: p1, title: Une proposition, gist: Faire. }
  - { id: p2, title: Une autre, gist: Faire plus. }
revised: 2026-11-24
---

${body}
`;
}

function briefOf(text: string): Brief {
  const parsed = parse('x.md', Buffer.from(text));
  if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.brief;
}

function marked(brief: Brief, words: string, uuid: number, note = ''): Annotation {
  const start = brief.text.indexOf(words);
  return annotate({
    uuid: `00000000-0000-4000-8000-${String(uuid).padStart(12, '0')}`,
    at: `2026-11-23T10:0${uuid}:00.000Z`,
    source: briefUrn(brief),
    revision: brief.revision,
    selectors: describePassage(brief.text, start, start + words.length),
    content: { colour: 'green', note, tags: ['sommet'] },
  });
}

const fr = source('fr', 'Les ministres ont préparé le sommet.\n\nIls en ont dit deux mots.');
const en = source('en', 'The ministers prepared the summit.\n\nThey said two words of it.');
const annotations = [
  marked(briefOf(fr), 'le sommet', 1, 'À suivre.'),
  marked(briefOf(en), 'two words', 2),
  marked(briefOf(fr), 'deux mots', 3),
];
const position = (decision: 'support' | 'oppose', remark = ''): Positions[string] => ({
  decision,
  remark,
  passages: [],
  date: '2026-11-23T11:00:00.000Z',
});
const positions: Positions = { p1: position('support', 'Oui.'), p2: position('oppose') };

/** A PDF without a page, with files attached. */
async function pdfWith(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const objects = [
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Count 0 /Kids []>>',
    '<</Creator (x)>>',
  ];
  let bare = '%PDF-1.4\n';
  const table = objects.map((object, index) => {
    const offset = String(bare.length).padStart(10, '0');
    bare += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${offset} 00000 n \n`;
  });
  const end = `xref\n0 4\n0000000000 65535 f \n${table.join('')}trailer\n<</Size 4 /Root 1 0 R /Info 3 0 R>>\nstartxref\n${bare.length}\n%%EOF\n`;
  const pdf = new PdfFile(Buffer.from(bare + end));
  const attached = Object.entries(files).map(([name, content]) => ({
    name,
    type: 'text/plain',
    relation: 'Data' as const,
    about: 'x',
    bytes: Buffer.from(content),
  }));
  await attach(pdf, attached, at);
  return pdf.write(infoOf({ title: 'x', subject: 'x', at }));
}

const printed = () =>
  pdfWith({
    'brief.md': fr,
    'sommet.en.md': en,
    // In the order of the text, as they are printed.
    'annotations.jsonld': JSON.stringify([annotations[1], annotations[0], annotations[2]]),
    'positions.json': JSON.stringify({ brief: 'sommet', positions }),
  });

const ownText = (lang: string) => readFileSync(inFolder(`profile/briefs/sommet/${lang}.md`), 'utf8');

describe('a printed PDF', () => {
  it('gives its briefs, annotations and positions to an empty profile, and nothing a second time', async () => {
    const file = put('printed.pdf', await printed());
    const dry = await run('import', file, '--dry-run');
    expect(dry).toMatchObject({
      code: 0,
      out: [
        'new\tsommet:fr\tUn sommet (fr)',
        'new\tsommet:en\tUn sommet (en)',
        'new\tsommet:fr\tle sommet',
        'new\tsommet:en\ttwo words',
        'new\tsommet:fr\tdeux mots',
        'new\tsommet#p1\tUne proposition',
        'new\tsommet#p2\tUne autre',
        'Briefs that would be added: 2.',
        'Annotations that would change: 3.',
        'Positions that would change: 2.\n',
      ].join('\n'),
    });
    expect(existsSync(inFolder('profile'))).toBe(false);

    expect(await run('import', file)).toMatchObject({ code: 0, err: '' });
    expect([ownText('fr'), ownText('en')]).toEqual([fr, en]);
    const stores = storesOf('profile');
    expect((await stores.annotations.of('sommet')).value.items).toEqual(annotations);
    expect((await stores.positions.of('sommet')).value).toEqual({
      brief: 'sommet',
      titles: { fr: 'Un sommet (fr)', en: 'Un sommet (en)' },
      positions,
    });

    const again = await run('import', file, '--conflicts=theirs', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ would: 0, wouldBriefs: 0, wouldPositions: 0 });
    expect(again.out.match(/"state": "same"/g)).toHaveLength(7);
  });

  it('never puts a text or a position in the place of another unasked', async () => {
    const mine = source('fr', 'Les ministres ont préparé le sommet avec soin.\n\nIls en ont dit deux mots.');
    put('profile/briefs/sommet/fr.md', mine);
    const own = put(
      'own.pdf',
      await pdfWith({
        'positions.json': JSON.stringify({ brief: 'sommet', positions: { p1: position('oppose', 'Non.') } }),
      }),
    );
    expect(await run('import', own)).toMatchObject({ code: 0, err: '' });

    const file = put('printed.pdf', await printed());
    const kept = await run('import', file);
    expect(kept.out).toContain('another text\tsommet:fr\t');
    expect(kept.out).toContain('conflicting\tsommet#p1\t');
    expect(kept.out).toContain('Briefs added: 1.');
    expect([ownText('fr'), ownText('en')]).toEqual([mine, en]);
    const before = (await storesOf('profile').positions.of('sommet')).value.positions;
    expect(before).toEqual({ p1: position('oppose', 'Non.'), p2: positions.p2 });
    expect((await storesOf('profile').annotations.of('sommet')).value.items).toEqual(annotations);

    expect(await run('import', file, '--conflicts=theirs')).toMatchObject({ code: 0, err: '' });
    expect(ownText('fr')).toBe(fr);
    expect((await storesOf('profile').positions.of('sommet')).value.positions).toEqual(positions);
  });

  it('leaves a bundled brief as it is', async () => {
    put('bundled/sommet/fr.md', source('fr', 'Un autre texte, fourni.'));
    const told = await run('import', put('printed.pdf', await printed()));
    expect(told.out).toContain('another text, bundled with the program\tsommet:fr\t');
    expect(existsSync(inFolder('profile/briefs/sommet'))).toBe(false);
  });

  it('takes what is sound, whatever stands beside it', async () => {
    const file = put(
      'broken.pdf',
      await pdfWith({
        'brief.md': 'no brief',
        '../../evil.md': fr,
        'annotations.jsonld': JSON.stringify([{ type: 'Nothing' }, annotations[0]]),
        'positions.json': JSON.stringify({
          brief: 'sommet',
          positions: { p1: position('support'), p2: { decision: 'shout' }, __proto__: position('support') },
        }),
        'x.positions.json': JSON.stringify({ brief: '../x', positions }),
        'y.positions.json': '{',
      }),
    );
    const told = await run('import', file);
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(told.out.split('\n').map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([
      'new sommet:fr',
      'unreadable ',
      'unreadable ',
      'new sommet:fr',
      'new sommet#p1',
      'unreadable sommet#p2',
      'Briefs added: 1.',
      'Annotations imported: 1.',
      'Positions imported: 1.',
      '',
    ]);
    expect(ownText('fr')).toBe(fr);
    expect(existsSync(inFolder('evil.md'))).toBe(false);
  });

  it('says in one sentence that another PDF holds nothing', async () => {
    const told = await run('import', put('other.pdf', await pdfWith({ 'letter.txt': 'x' })));
    expect(told).toEqual({
      code: 1,
      out: '',
      err: 'aide-memoire: other.pdf was not imported: this PDF holds no brief, no annotation and no position; choose one printed by this program.\n',
    });
  });
});
