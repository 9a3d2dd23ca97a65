import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidates, describe as describePassage, locate, locateAll } from './anchor.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Texts of few letters, of many scripts, and of characters that are easily cut in two. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ab ', 'ba '), maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom('le ', 'la ', 'de ', 'conseil ', 'article ', '. ', '\n', 'État '),
    maxLength: 120,
  }),
  fc.string({
    unit: fc.constantFrom(
      '👩‍👩‍👧',
      '🇫🇷',
      'é',
      'e\u0301',
      'שָׁ',
      'مرحبا ',
      '漢',
      '字',
      '가',
      'க்ஷ',
      '\r\n',
      '😀',
      'x',
    ),
    maxLength: 90,
  }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.lorem({ maxCount: 30, mode: 'sentences' }),
);

const passage = text.chain((whole) => {
  const borders = [...segmenter.segment(whole)].map(({ index }) => index).concat(whole.length);
  const border = fc.nat({ max: borders.length - 1 }).map((i) => borders[i] ?? 0);
  return fc
    .tuple(fc.constant(whole), border, border)
    .map(([w, a, b]) => [w, Math.min(a, b), Math.max(a, b)] as const);
});

test('an unchanged text gives back exactly what was described', () => {
  fc.assert(
    fc.property(passage, ([whole, start, end]) => {
      expect(locate(whole, describePassage(whole, start, end))).toEqual({ start, end, score: 1 });
    }),
    { numRuns: 1000 },
  );
});

test('a list of one is located as that one is', () => {
  fc.assert(
    fc.property(passage, passage, ([whole], [other, start, end]) => {
      const selectors = describePassage(other, start, end);
      expect(locateAll(whole, [selectors])).toEqual([locate(whole, selectors)]);
    }),
  );
});

test('what stands letter for letter where it stood is there in any list', () => {
  fc.assert(
    fc.property(passage, fc.array(passage, { maxLength: 6 }), ([whole, start, end], others) => {
      const own = describePassage(whole, start, end);
      const list = [own, ...others.map(([other, from, to]) => describePassage(other, from, to))];
      expect(locateAll(whole, list)[0]).toEqual(locate(whole, own));
    }),
  );
});

test('the order of a list changes nothing', () => {
  fc.assert(
    fc.property(passage, fc.array(passage, { maxLength: 6 }), ([whole], others) => {
      const list = others.map(([other, start, end]) => describePassage(other, start, end));
      expect(locateAll(whole, [...list].reverse())).toEqual(locateAll(whole, list).reverse());
    }),
  );
});

test('each passage of an unchanged text is found in any list', () => {
  fc.assert(
    fc.property(text, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }), (whole, ends) => {
      const list = ends.map(([a, b]) => {
        const [start, end] = [a % (whole.length + 1), b % (whole.length + 1)].sort((x, y) => x - y);
        return describePassage(whole, start ?? 0, end ?? 0);
      });
      expect(locateAll(whole, list)).toEqual(list.map((selectors) => locate(whole, selectors)));
    }),
  );
});

test('no two candidates are one place', () => {
  fc.assert(
    fc.property(passage, passage, ([whole], [other, start, end]) => {
      const found = candidates(whole, describePassage(other, start, end));
      for (const [i, one] of found.entries())
        for (const two of found.slice(i + 1)) {
          const shared = Math.min(one.end, two.end) - Math.max(one.start, two.start);
          expect(shared * 2).toBeLessThanOrEqual(Math.max(one.end - one.start, two.end - two.start));
        }
    }),
  );
});

test('candidates begin with what is located', () => {
  fc.assert(
    fc.property(passage, passage, ([whole], [other, start, end]) => {
      const selectors = describePassage(other, start, end);
      const place = locate(whole, selectors);
      if (place && place.end > place.start) expect(candidates(whole, selectors)[0]).toEqual(place);
    }),
  );
});

const word = fc.integer({ min: 0, max: 999 }).map((n) => `w${n.toString(36)}x`);

/** Different words, a passage of them, and what becomes of each: kept, dropped, replaced, or preceded by a new one. */
const revision = fc.uniqueArray(word, { minLength: 8, maxLength: 60 }).chain((words) =>
  fc.record({
    words: fc.constant(words),
    fates: fc.array(
      fc.oneof(
        { weight: 8, arbitrary: fc.constant('kept' as const) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('dropped' as const, 'replaced' as const, 'preceded' as const),
        },
      ),
      { minLength: words.length, maxLength: words.length },
    ),
    from: fc.nat({ max: words.length - 1 }),
    length: fc.integer({ min: 1, max: 20 }),
  }),
);

test('among words that are all different no place is wrong', () => {
  let found = 0;
  fc.assert(
    fc.property(revision, ({ words, fates, from, length }) => {
      const old = words.join(' ');
      const to = Math.min(words.length, from + length);
      const start = words.slice(0, from).join(' ').length + Number(from > 0);
      const end = words.slice(0, to).join(' ').length;
      const now = words
        .flatMap((one, i) => {
          if (fates[i] === 'dropped') return [];
          if (fates[i] === 'replaced') return [`new${i}`];
          return fates[i] === 'preceded' ? [`new${i}`, one] : [one];
        })
        .join(' ');
      const left = words
        .slice(from, to)
        .filter((_, i) => fates[from + i] === 'kept' || fates[from + i] === 'preceded');
      const place = locate(now, describePassage(old, start, end));
      if (!place) return;
      found += 1;
      const first = left[0] ?? '';
      const last = left.at(-1) ?? '';
      expect(now.slice(place.start, place.end).split(' ').at(0)).toBe(first);
      expect(now.slice(place.start, place.end).split(' ').at(-1)).toBe(last);
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(400);
});

test('an answer never cuts a grapheme cluster and never leaves the text', () => {
  fc.assert(
    fc.property(passage, passage, ([now], [old, start, end]) => {
      const borders = new Set([...segmenter.segment(now)].map(({ index }) => index).concat(now.length));
      for (const place of [
        locate(now, describePassage(old, start, end)),
        ...candidates(now, describePassage(old, start, end)),
      ]) {
        if (!place) continue;
        expect(borders.has(place.start) && borders.has(place.end)).toBe(true);
        expect(place.score).toBeGreaterThanOrEqual(0);
        expect(place.score).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500 },
  );
});

test('any selectors at all get an answer', () => {
  fc.assert(
    fc.property(
      text,
      fc.string(),
      fc.string(),
      fc.string(),
      fc.double(),
      fc.double(),
      (now, exact, prefix, suffix, start, end) => {
        const place = locate(now, [
          { type: 'TextQuoteSelector', exact, prefix, suffix },
          { type: 'TextPositionSelector', start, end },
        ]);
        if (place) expect(0 <= place.start && place.start <= place.end && place.end <= now.length).toBe(true);
      },
    ),
  );
});

test('positions count code points and offsets UTF-16 units', () => {
  const whole = '😀😀 un mot 😀';
  const selectors = describePassage(whole, whole.indexOf('mot'), whole.indexOf('mot') + 3);
  expect(selectors[1]).toEqual({ type: 'TextPositionSelector', start: 6, end: 9 });
  expect(locate(whole, selectors)).toEqual({ start: 8, end: 11, score: 1 });
});

test('a range is snapped outward, its context inward', () => {
  const whole = `${'e\u0301'.repeat(40)}x`;
  const [quote] = describePassage(whole, 41, 42);
  expect(quote.exact).toBe('e\u0301');
  expect(quote.prefix).toBe('e\u0301'.repeat(16));
  expect(quote.suffix).toBe('e\u0301'.repeat(16));
  expect(describePassage(whole, -5, 1000)[0].exact).toBe(whole);
});

test('a quote without context is taken only where it is alone and whole', () => {
  const bare = (exact: string) =>
    [
      { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
      { type: 'TextPositionSelector', start: 0, end: exact.length },
    ] as const;
  const whole = 'The corridor across the Caspian was discussed. The ministers met. The ministers left.';
  expect(locate(whole, bare('corridor across the Caspian'))).toMatchObject({ start: 4, end: 31 });
  expect(locate(whole, bare('The ministers'))).toBeNull();
  expect(locate(whole, bare('rid'))).toBeNull();
  expect(locate(whole, bare(''))).toBeNull();
});

test('a long passage is followed through changes at both ends', () => {
  const words = Array.from({ length: 3000 }, (_, i) => `word${(i * 7919) % 3001}`);
  const old = words.join(' ');
  const [from, to] = [old.indexOf(words[500] ?? ''), old.indexOf(words[2000] ?? '')];
  const selectors = describePassage(old, from, to - 1);
  const kept = words.filter((_, i) => i % 10 !== 3 && i !== 500 && i !== 1999);
  const now = `A new beginning. ${kept.join(' ')}`;
  const place = locate(now, selectors);
  expect(place && now.slice(place.start, place.end).split(' ').at(0)).toBe(words[501]);
  expect(place && now.slice(place.start, place.end).split(' ').at(-1)).toBe(words[1998]);
  expect(locate(words.slice(0, 400).join(' '), selectors)).toBeNull();
  const hollow = words.map((one, i) => (i > 650 && i < 1850 ? `other${i}` : one)).join(' ');
  expect(locate(hollow, selectors)).toBeNull();
  expect(locate(`Shifted. ${old}`, selectors)).toEqual({ start: from + 9, end: to + 8, score: 1 });
});

const million = 1_000_000;
const slow: Readonly<Record<string, readonly [old: string, now: string, start: number, end: number]>> = {
  'one letter': ['a'.repeat(million), `b${'a'.repeat(million)}`, 1000, 2000],
  'two letters': ['ab'.repeat(million / 2), `b${'ab'.repeat(million / 2)}`, 1000, 1500],
  'one word': ['ab '.repeat(million / 3), `b ${'ab '.repeat(million / 3)}`, 3000, 3500],
  'two words': ['a b '.repeat(million / 4), `b ${'a b '.repeat(million / 4)}`, 4000, 4500],
  'a line without spaces': ['漢字'.repeat(million / 2), `字${'漢字'.repeat(million / 2)}`, 1000, 2000],
  'marks without end': [`e${'\u0301'.repeat(million)}`, `f${'\u0301'.repeat(million)}`, 0, million],
  'a quote as long as the text': [
    'le mot et la chose '.repeat(50_000),
    `x ${'le mot et la chose '.repeat(50_000)}`,
    0,
    949_000,
  ],
  signs: ['.,'.repeat(million / 2), `,${'.,'.repeat(million / 2)}`, 1000, 1500],
  'white space': [' \n'.repeat(million / 2), `\n${' \n'.repeat(million / 2)}`, 1000, 1500],
};

test.each(Object.entries(slow))('%s, a million times, is not slow', (_, [old, now, start, end]) => {
  const selectors = describePassage(old, start, end);
  const begun = performance.now();
  locate(now, selectors);
  candidates(now, selectors);
  expect(performance.now() - begun).toBeLessThan(20_000);
});

test.each([
  ['one letter', 'a'.repeat(10_000_000)],
  ['one word', 'mot '.repeat(2_500_000)],
  ['words without end', Array.from({ length: 1_200_000 }, (_, n) => `mot${(n * 7919) % 20_011}`).join(' ')],
])('a line of ten million characters is searched in seconds: %s', (_, line) => {
  const selectors = describePassage(line, 5000, 5600);
  const now = `x ${line}`;
  const begun = performance.now();
  const place = locate(now, selectors);
  expect(performance.now() - begun).toBeLessThan(10_000);
  if (place) expect(now.slice(place.start, place.end)).toBe(line.slice(5000, 5600));
});
