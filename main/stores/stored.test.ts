import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Kind } from './kind.ts';
import { encode, judge } from './stored.ts';

interface Content {
  readonly words: readonly string[];
}

const kind: Kind<Content, string> = {
  shape: z.strictObject({ words: z.array(z.string()) }),
  empty: { words: [] },
  change: z.string(),
  apply: ({ words }, changes) => ({ words: [...words, ...changes] }),
  condense: (changes) => changes,
  row: (item) => item,
  count: null,
};
const content = { words: ['accord', 'réserve', '共同体', '\ud800'] };
const encoded = (value: object) => encode(value, 7).text;
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('a stored file', () => {
  it('gives back what was written', async () => {
    expect(await judge(bytesOf(encoded(content)), kind)).toMatchObject({ state: 'good', content, upTo: 7 });
  });

  it('is plain JSON', () => {
    expect(JSON.parse(encoded(content))).toMatchObject({ version: 2, ...content });
  });

  it('is damaged by any change of any bit', async () => {
    const bytes = bytesOf(encoded(content));
    const states = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const judged = await judge(changed, kind);
      states.add(judged.state);
      // A flipped version makes the file look newer: it is then left alone, never taken for good.
      if (judged.state === 'newer') expect(judged.content).toEqual(content);
    }
    expect(states).toEqual(new Set(['damaged', 'newer']));
  });

  it.each([
    ['empty', ''],
    ['cut', encoded(content).slice(0, -9)],
    ['without its last line end', encoded(content).trimEnd()],
    ['behind a byte order mark', `\ufeff${encoded(content)}`],
    ['with zeros behind', `${encoded(content)}\0\0\0`],
    ['twice over', encoded(content) + encoded(content)],
    ['laid out anew', JSON.stringify(JSON.parse(encoded(content)), null, 2)],
    ['of another shape', encoded({ deeds: [] })],
    ['with a member too many', encoded({ ...content, more: 1 })],
    ['a list', '[1,2]'],
    ['null', 'null'],
    ['of no version', JSON.stringify(content)],
    ['of version 0', JSON.stringify({ version: 0, ...content })],
    ['of a version in words', JSON.stringify({ version: 'two', ...content })],
  ])('is damaged when it is %s', async (_what, text) => {
    expect(await judge(bytesOf(text), kind)).toEqual({ state: 'damaged' });
  });

  it('is damaged when its bytes are no UTF-8', async () => {
    expect(await judge(new Uint8Array([0xff, 0xfe, 0x00]), kind)).toEqual({ state: 'damaged' });
  });

  it('has the items of a list on lines of their own, so that they can be read one by one', () => {
    const lines = encoded(content).split('\n');
    expect(lines.slice(1, -2)).toEqual(['"accord",', '"réserve",', '"共同体",', '"\\ud800"']);
    expect(encoded({ words: [] }).split('\n')).toHaveLength(2);
  });

  it.each<[what: string, rest: string | Uint8Array]>([
    ['another end', '"upTo":7,"words":[\n"a"\n],"more":1}'],
    ['another start', '"upTo":7,"deeds":[\n"a"\n]}'],
    ['an item that is none', '"upTo":7,"words":[\n"a",\n7\n]}'],
    ['an item that is no JSON', '"upTo":7,"words":[\n"a",\nb\n]}'],
    ['bytes that are no UTF-8', Buffer.from('"upTo":7,"words":[\n"\xff"\n]}', 'latin1')],
  ])('is damaged when someone has given it %s, though its checksum is right', async (_, rest) => {
    const bytes = Buffer.from(rest);
    const checksum = createHash('sha256').update('{').update(bytes).digest('hex');
    const file = Buffer.concat([
      Buffer.from(`{"version":2,"checksum":"${checksum}",`),
      bytes,
      Buffer.from('\n'),
    ]);
    expect(await judge(file, kind)).toEqual({ state: 'damaged' });
  });

  it('of a newer version is told apart, understood or not', async () => {
    const newer = encoded(content).replace('"version":2', '"version":3');
    expect(await judge(bytesOf(newer), kind)).toEqual({ state: 'newer', content });
    const sealed = JSON.stringify({ version: 7, sealed: { kdf: 'argon2id' } });
    expect(await judge(bytesOf(sealed), kind)).toEqual({ state: 'newer', content: null });
  });
});
