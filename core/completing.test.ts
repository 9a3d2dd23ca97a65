import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedFields,
  type Completion,
  completed,
  draftOf,
  gapsOf,
  idFrom,
  noFrontMatter,
} from './completing.ts';
import { parse } from './parse.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const problemsOf = (text: string) => {
  const parsed = parse('a.md', bytes(text));
  return 'problems' in parsed ? parsed.problems : [];
};

const literal = (line: string) => line.replace(/^# /, '').replace(/[-|[\]]/g, '\\$&');

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
  it('lacks all fields, or those it does not give, or has some too many, or is wrong otherwise', () => {
    const gaps = (text: string) => {
      const found = gapsOf(problemsOf(text));
      return found && [found.missing, found.foreign.map(({ name, line }) => [name, line])];
    };
    expect(gaps('Words.')).toEqual([askedFields, []]);
    const lacking = ['standfirst', 'kind', 'date', 'place', 'summary', 'revised'];
    expect(gaps('---\ntitle: A\nlang: fr\nid: a\n---\nWords.')).toEqual([lacking, []]);
    expect(gaps('---\naliases: [x]\ntitle: A\nlang: fr\nid: a\nup: y\n---\nWords.')).toEqual([
      lacking,
      [
        ['aliases', 2],
        ['up', 6],
      ],
    ]);
    expect(gaps('---\ntitle: A\nlang: French\n---\nWords.')).toBeNull();
    expect(gaps('---\ntitle: A\nparticipants:\n  - role: x\n---\nWords.')).toBeNull();
    expect(gaps('---\ntitle: A\nseries: { id: a, title: A, aliases: x }\n---\nWords.')).toBeNull();
  });

  it('keeps the fields that a brief does not have as comments, whole', () => {
    const foreign = ['aliases:', '- Une note', '', '- Autre', 'cssclasses: |', '  a: b', '  c', '# mine'];
    const text = [
      '---',
      ...foreign.slice(0, 4),
      'title: Kept',
      ...foreign.slice(4),
      '---',
      'Words.',
      '',
    ].join('\n');
    const gaps = gapsOf(problemsOf(text));
    const { title: _, ...rest } = answers;
    const made = completed('a.md', text, rest, gaps?.foreign);
    expect(parse('a.md', bytes(made))).toMatchObject({ brief: { title: 'Kept', text: 'Words.' } });
    for (const line of foreign.filter(Boolean))
      expect(made).toMatch(new RegExp(`^# ?${literal(line)}$`, 'm'));
  });

  it('is looked at in a time that grows with its length alone', () => {
    const hostile = ['# a'.repeat(200_000), `# a${' #'.repeat(200_000)}x`, `# ${'\t'.repeat(400_000)}`];
    const begun = performance.now();
    for (const text of hostile) draftOf('a.md', text, noFrontMatter);
    idFrom('-'.repeat(400_000));
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it('suggests a title from its first heading, else from its name', () => {
    expect(draftOf('x.md', 'Words\n\n## Le *titre* ##\n', noFrontMatter).suggestedTitle).toBe('Le *titre*');
    expect(
      draftOf('Folder/my_first-note.md', '---\nlang: fr\n---\nWords', noFrontMatter).suggestedTitle,
    ).toBe('my first note');
    expect(draftOf('x.txt', 'A first line\n\nmore', noFrontMatter).suggestedTitle).toBe('A first line');
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
