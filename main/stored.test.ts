import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encode, judge } from './stored.ts';

const shape = z.strictObject({ words: z.array(z.string()) });
const content = { words: ['accord', 'réserve', '共同体', '\ud800'] };
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('a stored file', () => {
  it('gives back what was written', () => {
    expect(judge(bytesOf(encode(content)), shape)).toEqual({ state: 'good', content });
  });

  it('is plain JSON', () => {
    expect(JSON.parse(encode(content))).toMatchObject({ version: 1, ...content });
  });

  it('is damaged by any change of any bit', () => {
    const bytes = bytesOf(encode(content));
    const states = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const judged = judge(changed, shape);
      states.add(judged.state);
      // A flipped version makes the file look newer: it is then left alone, never taken for good.
      if (judged.state === 'newer') expect(judged.content).toEqual(content);
    }
    expect(states).toEqual(new Set(['damaged', 'newer']));
  });

  it.each([
    ['empty', ''],
    ['cut', encode(content).slice(0, -9)],
    ['without its last line end', encode(content).trimEnd()],
    ['behind a byte order mark', `\ufeff${encode(content)}`],
    ['with zeros behind', `${encode(content)}\0\0\0`],
    ['twice over', encode(content) + encode(content)],
    ['laid out anew', JSON.stringify(JSON.parse(encode(content)), null, 2)],
    ['of another shape', encode({ deeds: [] })],
    ['with a member too many', encode({ ...content, more: 1 })],
    ['a list', '[1,2]'],
    ['null', 'null'],
    ['of no version', JSON.stringify(content)],
    ['of version 0', JSON.stringify({ version: 0, ...content })],
    ['of a version in words', JSON.stringify({ version: 'two', ...content })],
  ])('is damaged when it is %s', (_what, text) => {
    expect(judge(bytesOf(text), shape)).toEqual({ state: 'damaged' });
  });

  it('is damaged when its bytes are no UTF-8', () => {
    expect(judge(new Uint8Array([0xff, 0xfe, 0x00]), shape)).toEqual({ state: 'damaged' });
  });

  it('of a newer version is told apart, understood or not', () => {
    const newer = encode(content).replace('"version":1', '"version":2');
    expect(judge(bytesOf(newer), shape)).toEqual({ state: 'newer', content });
    const sealed = JSON.stringify({ version: 7, sealed: { kdf: 'argon2id' } });
    expect(judge(bytesOf(sealed), shape)).toEqual({ state: 'newer', content: null });
  });
});
