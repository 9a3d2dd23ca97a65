import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Doc, type Piece, pieceKinds } from './doc.ts';
import { findRows } from './find.ts';
import { stem, wordsOf } from './fold.ts';
import { packSegment, unpackSegment } from './packing.ts';
import { search } from './search.ts';
import { buildSegment, mergeSegments, readPiece, type Segment } from './segment.ts';
import { slipsBetween } from './slips.ts';

const piece = (text: string, about: Partial<Piece> = {}): Piece => ({
  kind: 'text',
  ref: '',
  at: 0,
  labels: [],
  text,
  ...about,
});

function doc(id: string, pieces: readonly Piece[], about: Partial<Doc> = {}): Doc {
  const date = { start: '2025-06-17', end: '2025-06-18' };
  return { key: `${id}/fr`, stamp: '1', id, lang: 'fr', title: `Titre ${id}`, date, pieces, ...about };
}

const all = () => true;
const whole = (segment: Segment) => [{ segment, keeps: all }];
const idsOf = (docs: readonly Doc[], typed: string) =>
  search(whole(buildSegment(docs)), typed, 'fr').groups.map(({ id }) => id);

const library = [
  doc('almaty', [
    piece('Cinq propositions avant le sommet', { kind: 'title', labels: ['tag:eau'] }),
    piece('La bonne foi de 2025 est la première proposition. Les droits de douane viennent ensuite.', {
      at: 100,
      ref: '1',
    }),
    piece('Rester de bonne foi', { kind: 'proposal', ref: 'p1', labels: ['position:support'] }),
  ]),
  doc(
    'xian',
    [
      piece('L’accord de Xi’an et les accords nationaux', { ref: '1' }),
      piece('foi bonne', { ref: '2' }),
      piece('Un passage', { kind: 'quote', ref: 'urn:uuid:1', labels: ['tag:energy'] }),
      piece('À relire avant le sommet', { kind: 'note', ref: 'urn:uuid:1', labels: ['tag:energy'] }),
    ],
    { date: { start: '2023-05-19', end: '2023-05-19' } },
  ),
  doc('xian', [piece('The agreement on energy', { ref: '1' })], {
    key: 'xian/en',
    lang: 'en',
    date: { start: '2023-05-19', end: '2023-05-19' },
  }),
  doc('glossary.fr', [piece('Organisation mondiale du commerce', { kind: 'term', ref: 'wto' })], {
    id: null,
    date: null,
    key: 'glossary.fr',
  }),
];

describe('search', () => {
  it.each([
    ['propositions', ['almaty']],
    ['proposition', ['almaty']],
    ['PROPOSITIÓN', ['almaty']],
    ['national', ['xian']],
    ["l'accord", ['xian']],
    ['daccord', ['xian']],
    ['"bonne foi"', ['almaty']],
    ['« foi bonne »', ['xian']],
    ['"bonne fo', ['almaty']],
    ['bonne foi', ['almaty', 'xian']],
    ['douanne', ['almaty']],
    ['doaune', ['almaty']],
    ['doua', ['almaty']],
    ['2026', []],
    ['energy', ['xian']],
    ['tag:énergie', ['xian']],
    ['tag:énergie relire', ['xian']],
    ['tag:énergie accord', []],
    ['tag:eau', ['almaty']],
    ['tag:eau douane', ['almaty']],
    ['tag:eau relire', []],
    ['tag:eau position:support', ['almaty']],
    ['position:appuyer', ['almaty']],
    ['position:oppose', []],
    ['lang:en agreement', ['xian']],
    ['lang:fr agreement', []],
    ['before:2024 accord', ['xian']],
    ['after:2024 accord', []],
    ['after:2024', ['almaty']],
    ['sommet relire', ['xian']],
    ['douane relire', []],
    ['organisation', [null]],
    ['zzzz', []],
    ['', []],
  ])('finds %s', (typed, ids) => {
    expect(idsOf(library, typed)).toEqual(ids);
  });

  it('says where a hit is, and shows its words in their sentence', () => {
    const [group] = search(whole(buildSegment(library)), 'droits douanes', 'fr').groups;
    expect(group?.hits[0]).toMatchObject({
      kind: 'text',
      ref: '1',
      text: 'Les droits de douane viennent ensuite.',
      start: 154,
      end: 160,
    });
    expect(group?.hits[0]?.marks).toEqual([
      { start: 4, end: 10 },
      { start: 14, end: 20 },
    ]);
    expect(group?.rows).toEqual([['droits'], ['douane']]);
  });

  it('shows a title as a hit only where there is no other', () => {
    const docs = [
      doc('a', [piece('commerce', { kind: 'title' }), piece('Le commerce.')]),
      doc('b', [piece('commerce', { kind: 'title' })]),
    ];
    const kinds = search(whole(buildSegment(docs)), 'commerce', 'fr').groups.map(({ hits }) =>
      hits.map(({ kind }) => kind),
    );
    expect(kinds.sort()).toEqual([['text'], ['title']]);
  });

  it('shows an annotation once, however many of its parts hold a word', () => {
    const twice = doc('a', [
      piece('accord', { kind: 'quote', ref: 'urn:uuid:1' }),
      piece('accord aussi', { kind: 'note', ref: 'urn:uuid:1' }),
    ]);
    expect(search(whole(buildSegment([twice])), 'accord', 'fr').groups[0]?.hits).toHaveLength(1);
  });

  it('puts a title before a text, and neighbours before what stands apart', () => {
    const docs = [
      doc('text', [piece('commerce'), piece('régional et commerce')]),
      doc('title', [piece('commerce régional', { kind: 'title' })]),
      doc('near', [piece('le commerce régional de tous')]),
    ];
    expect(idsOf(docs, 'commerce régional')).toEqual(['title', 'near', 'text']);
  });

  it('finds what a plain scan finds, for whole words', () => {
    const word = fc.constantFrom(
      'accord',
      'accords',
      'Énergie',
      'l’OMC',
      'pays',
      'Chine',
      'travaux',
      'travail',
      'a',
      '10',
    );
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
    const docs = fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(docs, fc.array(word, { minLength: 1, maxLength: 3 }), fc.nat(), (texts, wanted, cut) => {
        const made = texts.map((pieces, index) =>
          doc(
            `d${index}`,
            pieces.map((text) => piece(text)),
          ),
        );
        const typed = `${wanted.join(' ')} `;
        // A word of one letter is passed over beside others.
        const folded = wordsOf(typed);
        const telling = folded.filter((one) => one.length > 1);
        const stems = (telling.length ? telling : folded).map((one) => (one.length < 3 ? one : stem(one)));
        const expected = made
          .filter(({ pieces }) => {
            const held = new Set(
              pieces.flatMap(({ text }) => wordsOf(text)).flatMap((one) => [one, stem(one)]),
            );
            return stems.every((one) => held.has(one));
          })
          .map(({ id }) => id);
        const split = cut % (made.length + 1);
        const parts = [buildSegment(made.slice(0, split)), buildSegment(made.slice(split))].map(
          (segment) => ({ segment, keeps: all }),
        );
        const found = search(parts, typed, 'fr');
        // Where nothing holds them all, slips are allowed for.
        if (expected.length) {
          expect(found.groups.map(({ id }) => id).sort()).toEqual(expected.sort());
          expect(found.total).toBe(expected.length);
        }
        for (const { hits, rows } of found.groups) {
          expect(hits.length).toBeGreaterThan(0);
          for (const { text, marks } of hits) {
            expect(marks.length).toBeGreaterThan(0);
            for (const { start, end } of marks)
              expect(rows.some((row) => row.join(' ') === wordsOf(text.slice(start, end)).join(' '))).toBe(
                true,
              );
          }
        }
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  it('takes the editions of a brief for one, in whichever parts they stand', () => {
    const [fr, en] = ['fr', 'en'].map((lang) =>
      doc('a', [piece('Almaty commerce')], { key: `a/${lang}`, lang }),
    );
    if (!fr || !en) throw new Error('there are two');
    const parts = [buildSegment([fr]), buildSegment([en])].map((segment) => ({ segment, keeps: all }));
    for (const found of [
      search(parts, 'almaty', 'en'),
      search(whole(buildSegment([fr, en])), 'almaty', 'en'),
    ]) {
      expect(found.groups.map(({ id, lang }) => [id, lang])).toEqual([['a', 'en']]);
      expect(found.total).toBe(1);
    }
  });

  it('chooses the best of more documents than it reads', () => {
    const docs = Array.from({ length: 700 }, (_, index) => doc(`d${index}`, [piece('le commerce régional')]));
    docs.push(doc('best', [piece('Le commerce', { kind: 'title' })]));
    const found = search(whole(buildSegment(docs)), 'commerce', 'fr');
    expect(found.total).toBe(701);
    expect(found.groups).toHaveLength(20);
    expect(found.groups[0]?.id).toBe('best');
  });
});

describe('a segment', () => {
  it('comes back from its bytes as it was', () => {
    const segment = buildSegment(library);
    const back = unpackSegment(copied(packSegment(segment)), segment.texts);
    expect(back).toEqual(segment);
  });

  it('is refused where any byte of its numbers is another, or finds the same', () => {
    const segment = buildSegment(library);
    const bytes = packSegment(segment);
    let refused = 0;
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = copied(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const back = unpackSegment(damaged, segment.texts);
      if (!back) refused += 1;
      // What the checksum of the file lets nobody see must at least do no harm.
      else expect(() => search(whole(back), 'accord', 'fr')).not.toThrow();
    }
    expect(refused).toBeGreaterThan(bytes.length / 14);
    expect(unpackSegment(copied(bytes.subarray(0, bytes.length - 4)), segment.texts)).toBeNull();
    expect(unpackSegment(copied(new Uint8Array()), segment.texts)).toBeNull();
  });

  it('merged of several is as if built of their documents', () => {
    const [a, b, c, d] = library;
    if (!a || !b || !c || !d) throw new Error('the library has four documents');
    const merged = mergeSegments([
      { segment: buildSegment([a, b]), keeps: (doc) => doc === 0 },
      { segment: buildSegment([]), keeps: all },
      { segment: buildSegment([c, d]), keeps: all },
    ]);
    const built = buildSegment([a, c, d]);
    expect(merged.heads).toEqual(built.heads);
    for (const typed of ['accord', 'energy', 'bonne foi', 'organisation', 'position:appui'])
      expect(search(whole(merged), typed, 'fr')).toEqual(search(whole(built), typed, 'fr'));
    expect(merged.kinds.length).toBe(built.kinds.length);
    for (let at = 0; at < built.kinds.length; at += 1)
      expect(readPiece(merged, at)).toEqual(readPiece(built, at));
  });

  it('knows every kind of piece by a number that fits', () => {
    expect(pieceKinds.length).toBeLessThan(256);
  });
});

describe('slips', () => {
  /** The whole table, without a band. */
  function slow(a: string, b: string): number {
    const row = (i: number): number[] => {
      const now = rows[i] ?? [];
      rows[i] = now;
      return now;
    };
    const rows: number[][] = [];
    const at = (i: number, j: number) => row(i)[j] ?? 0;
    for (let i = 0; i <= a.length; i += 1) {
      for (let j = 0; j <= b.length; j += 1) {
        if (!i || !j) row(i)[j] = i + j;
        else {
          const same = a[i - 1] === b[j - 1] ? 0 : 1;
          let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
            least = Math.min(least, at(i - 2, j - 2) + 1);
          row(i)[j] = least;
        }
      }
    }
    return at(a.length, b.length);
  }

  it('are counted as the whole table counts them', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.constantFrom(0, 1, 2), (a, b, most) => {
        expect(slipsBetween(a, b, most, false)).toBe(Math.min(slow(a, b), most + 1));
        const begun = Math.min(...Array.from({ length: b.length + 1 }, (_, end) => slow(a, b.slice(0, end))));
        expect(slipsBetween(a, b, most, true)).toBe(Math.min(begun, most + 1));
      }),
      { numRuns: 5000, seed: 7 },
    );
  });
});

describe('the rows found', () => {
  it('stand where a scan of the words finds them', () => {
    expect(findRows('Droits de douane, droit de douane', [['droits'], ['droit', 'de'], ['douane']])).toEqual([
      { start: 0, end: 6 },
      { start: 10, end: 16 },
      { start: 18, end: 26 },
      { start: 27, end: 33 },
    ]);
  });
});

function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy;
}
