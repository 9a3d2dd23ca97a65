import { describe, expect, it } from 'vitest';
import { largestImport } from '../../core/exchange.ts';
import { readFile } from './read-file.ts';
import { zip } from './zip.ts';

const bytes = (text: string) => Buffer.from(text);
const set = '{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationCollection","items":[]}';
const packed = (name: string, text: string) => zip([{ name, bytes: bytes(text) }]);

/** Of a file of the largest size only the first bytes are looked at here. */
const ofSize = (size: number) => Buffer.alloc(size, 0x80);

describe('a file that holds nothing to take in', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['no text', () => Buffer.from([0xff, 0xfe, 0x00]), 'not-text'],
    ['a larger file than may be', () => ofSize(largestImport + 1), 'too-large'],
    ['the largest file that may be', () => ofSize(largestImport), 'not-text'],
    ['no JSON', () => bytes('{'), 'not-json'],
    ['brackets in brackets', () => bytes('['.repeat(100_000)), 'too-deep'],
    ['something else', () => bytes('{"a":1}'), 'other-format'],
    ['an empty set', () => bytes('{"rows":[]}'), 'empty'],
    ['an archive without a set', () => packed('else.json', set), 'no-set'],
    [
      'an archive with too large a set',
      () => zip([{ name: 'annotations.json', bytes: ofSize(largestImport + 1) }]),
      'too-large',
    ],
    [
      'an archive with no text in it',
      () => zip([{ name: 'annotations.json', bytes: ofSize(3) }]),
      'not-text',
    ],
    ['a damaged archive', () => Buffer.from(packed('annotations.json', set)).fill(0xff, 40, 60), 'not-zip'],
    ['an archive whose manifest is none', () => packed('manifest.json', '{}'), 'not-zip'],
  ])('says why: %s', async (_what, make, code) => {
    expect(await readFile(make())).toMatchObject({ problem: { code } });
  });
});
