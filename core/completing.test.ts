import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedFields, type Completion, completed, draftOf, idFrom, missingFields } from './completing.ts';
import { parse } from './parse.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const problemsOf = (text: string) => {
  const parsed = parse('a.md', bytes(text));
  return 'problems' in parsed ? parsed.problems : [];
};

const answers: Completion = {
  title: 'Note : « a » #1',
  lang: 'fr',
  kind: 'Note',
  date: { start: '2025-01-01', end: '2025-01-02' },
  place: 'L\'île: "x"',
  standfirst: 'Une phrase.',
  summary: ['Un', 'Deux: trois'],
  revised: '2025-02-01',
  id: 'note-a-1',
};

describe('a file that is to become a brief', () => {
  it('lacks all fields, or those it does not give, or is wrong otherwise', () => {
    expect(missingFields(problemsOf('Words.'))).toEqual(askedFields);
    expect(missingFields(problemsOf('---\ntitle: A\nlang: fr\nid: a\n---\nWords.'))).toEqual([
      'standfirst',
      'kind',
      'date',
      'place',
      'summary',
      'revised',
    ]);
    expect(missingFields(problemsOf('---\ntitle: A\nlang: French\n---\nWords.'))).toBeNull();
    expect(missingFields(problemsOf('---\ntitle: A\nparticipants:\n  - role: x\n---\nWords.'))).toBeNull();
  });

  it('suggests a title from its first heading, else from its name', () => {
    expect(draftOf('x.md', 'Words\n\n## Le *titre* ##\n', ['title']).suggestedTitle).toBe('Le *titre*');
    expect(draftOf('Folder/my_first-note.md', '---\nlang: fr\n---\nWords', []).suggestedTitle).toBe(
      'my first note',
    );
    expect(draftOf('x.txt', 'A first line\n\nmore', []).suggestedTitle).toBe('A first line');
  });

  it('is one once the answers stand in it, and its own words are as they were', () => {
    const parsed = parse('a.md', bytes(completed('a.md', '# H\n\nWords *here*.\n', answers)));
    expect('brief' in parsed && parsed.brief).toMatchObject({
      title: 'Note : « a » #1',
      place: 'L\'île: "x"',
      date: { start: '2025-01-01', end: '2025-01-02' },
      text: 'H\nWords here.',
    });
  });

  it('keeps the front matter it has', () => {
    const { title: _, lang: __, ...rest } = answers;
    const text = '---\n# mine\ntitle: Kept\nlang: en\n---\nWords.\n';
    const made = completed('a.md', text, rest);
    expect(made).toContain('# mine\ntitle: Kept\nlang: en\n---\nWords.\n');
    expect(parse('a.md', bytes(made))).toMatchObject({
      brief: { title: 'Kept', lang: 'en', text: 'Words.' },
    });
  });

  it('keeps the lines of plain text, but for those it was broken to', () => {
    const textOf = (text: string) => {
      const parsed = parse('a.md', bytes(completed('a.txt', text, answers)));
      return 'brief' in parsed ? parsed.brief.text : parsed.problems;
    };
    expect(textOf('1. Un\n2. Deux\n')).toBe('1. Un\n2. Deux');
    const long = 'Une ligne qui a bien plus de cinquante caractères, comme on les coupe';
    expect(textOf(`${long}\n${long}\nfin.\n\nAutre.`)).toBe(`${long} ${long} fin.\nAutre.`);
  });

  it('reads plain text as it stands, whatever Markdown would make of it', () => {
    const line = fc.string({
      unit: fc.constantFrom(...'a *_#-+=>1.)[]`|\\&<~^:'.split('')),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const words = lines.map((one) => one.trim().replace(/\s+/g, ' ')).filter(Boolean);
        const parsed = parse('a.md', bytes(completed('a.txt', words.join('\n\n'), answers)));
        expect('brief' in parsed ? parsed.brief.text : parsed.problems).toBe(words.join('\n'));
      }),
      { seed: 3, numRuns: 400 },
    );
  });
});

it('an id is what every file system and URN takes', () => {
  expect(idFrom('La sécurité de l’Asie : 2025')).toBe('la-securite-de-l-asie-2025');
  expect(idFrom('CON')).toBe('note-con');
  expect(idFrom('…')).toBe('note');
  expect(idFrom('中亚')).toBe('note');
});
