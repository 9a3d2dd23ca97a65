import { describe, expect, it } from 'vitest';
import { describe as select } from '../anchor.ts';
import { annotate, quoteOf } from '../annotation.ts';
import type { Brief } from '../brief.ts';
import { printDocument } from './print-document.ts';

const text = 'Le sommet se tient à Astana. La Chine avance cinq propositions.';
const brief: Brief = {
  id: 'x',
  lang: 'fr',
  title: 'Titre',
  standfirst: 'Chapeau',
  kind: 'Réunion',
  date: { start: '2025-04-26', end: '2025-04-26' },
  place: 'Almaty',
  participants: [],
  summary: [],
  proposals: [],
  commitments: [],
  followUps: [],
  sources: [],
  revised: '2025-05-03',
  text,
  blocks: [],
  layout: [],
  revision: '0'.repeat(64),
};

function mark(words: string, uuid: string, lang = 'fr', where = text) {
  const start = where.indexOf(words);
  return annotate({
    uuid: `${uuid.padStart(8, '0')}-0000-4000-8000-000000000000`,
    at: '2026-11-23T10:00:00Z',
    source: `urn:brief:x:${lang}`,
    revision: brief.revision,
    selectors: select(where, start, start + words.length),
    content: { colour: 'yellow', note: '', tags: [] },
  });
}

const made = {
  brief,
  marks: 'native',
  positions: {},
  lang: 'en',
  at: '2026-11-23T10:00:00Z',
} as const;
const endnotes = { paper: 'a4', annotations: 'endnotes' } as const;

describe('printDocument', () => {
  const gone = mark(
    'Un passage disparu depuis',
    '4',
    'fr',
    'Avant. Un passage disparu depuis longtemps du texte.',
  );
  const annotations = [
    mark('cinq propositions', '1'),
    mark('Astana', '2'),
    mark('tient à Astana', '3'),
    mark('Astana', '5', 'en'),
    gone,
  ];

  it('numbers the notes of its edition in reading order and keeps those whose passage is gone', () => {
    const printed = printDocument({ ...made, annotations, options: endnotes });
    expect(printed.notes.map(({ start, end }) => text.slice(start, end))).toEqual([
      'tient à Astana',
      'Astana',
      'cinq propositions',
    ]);
    expect(printed.orphans.map(quoteOf)).toEqual([quoteOf(gone)]);
  });

  it('leaves all of them out where none are wanted', () => {
    const printed = printDocument({ ...made, annotations, options: { ...endnotes, annotations: 'none' } });
    expect([printed.notes, printed.orphans]).toEqual([[], []]);
  });

  it('keeps nothing of what the reader wrote in a clean copy', () => {
    const positions = {
      p1: { decision: 'oppose', remark: 'secret', passages: [] as string[], date: made.at },
    } as const;
    const printed = printDocument({ ...made, positions, annotations, options: { ...endnotes, clean: true } });
    expect(JSON.stringify(printed)).not.toMatch(/secret|oppose|urn:uuid/);
    const whole = printDocument({ ...made, positions, annotations, options: endnotes });
    expect(JSON.stringify(whole)).toMatch(/secret/);
  });

  it('labels a brief in its own language where that is spoken here', () => {
    const langOf = (lang: string) =>
      printDocument({ ...made, brief: { ...brief, lang }, annotations: [], options: endnotes }).lang;
    expect([langOf('fr'), langOf('en-GB'), langOf('zh-Hans')]).toEqual(['fr', 'en', 'en']);
  });
});
