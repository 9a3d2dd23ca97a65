import { expect, test } from 'vitest';
import { describe as describePassage, locate } from '../anchor.ts';
import { contextOf, furthest, stripsOf } from './context.ts';

const formula =
  'Un décret en Conseil d’État précise les conditions d’application de ce qui précède, pour tous les cas et toutes les personnes.';
const article = (n: number): string => `Article ${n}\nLe conseil numéro ${n} délibère.\n${formula}`;
const law = [1, 2, 3, 4].map((n) => article(n + 100)).join('\n');
const third = law.indexOf('les conditions', law.indexOf('Article 103'));

function contextIn(text: string, from: number, to: number): [number, number] {
  const { start, end } = contextOf(stripsOf(text), from, to);
  return [from - start, end - to];
}

test('what stands once has 32 code points on either side, and no more than there are', () => {
  const plain = Array.from({ length: 60 }, (_, i) => `mot${i}`).join(' ');
  expect(contextIn(plain, 60, 70)).toEqual([32, 32]);
  expect(contextIn(plain, 5, plain.length - 3)).toEqual([5, 3]);
  expect(contextIn(`${'😀'.repeat(40)} mot`, 81, 84)).toEqual([63, 0]);
  expect(contextIn('', 0, 0)).toEqual([0, 0]);
});

test('what is worn has more, and a copy is told by it', () => {
  const { start, end } = contextOf(stripsOf(law), third, third + 14);
  expect([third - start, end - third - 14]).toEqual([192, 192]);
  const now = `Un préambule d’une phrase qui n’y était pas.\n${law}`;
  const passage = describePassage(law, third, third + 14);
  expect(locate(now, passage)).toEqual({ start: third + 45, end: third + 59, score: 1 });
});

test('the context reaches beyond what copies share, but where a side is the same over all its reach', () => {
  const block = Array.from({ length: 300 }, (_, i) => `mot${i}`).join(' ');
  const text = `${block} premier ${block} second ${block}`;
  const at = text.indexOf('mot200', text.indexOf('premier'));
  const [before, after] = contextIn(text, at, at + 5);
  expect(block.length).toBeGreaterThan(furthest);
  expect(before).toBe(192);
  expect(text.slice(at, at + after)).toMatch(/^mot200 .+ mot299 second mot0/);
});

test('a pattern has no copies', () => {
  expect(contextIn('ab '.repeat(500), 600, 640)).toEqual([32, 32]);
});

test.each([
  ['one letter', 'a'.repeat(1_000_000)],
  ['one letter but for one', `${'a'.repeat(500_000)}b${'a'.repeat(500_000)}`],
  ['a line again and again', 'Le conseil délibère de la question, et en décide.\n'.repeat(20_000)],
])('no text makes it slow: %s', (_, text) => {
  const begun = performance.now();
  const strips = stripsOf(text);
  for (const length of [1, 1000, 400_000]) contextOf(strips, 500_001 - length, 500_001);
  expect(performance.now() - begun).toBeLessThan(1000);
});
