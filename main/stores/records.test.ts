import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeRecord, readRecords } from './records.ts';

const record = (number: number) => Buffer.from(encodeRecord(number, [`change ${number}`]));
const read = async (...parts: readonly (string | Uint8Array)[]) => {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { state, records, whole } = await readRecords(bytes, { change: z.string() });
  return { state, numbers: records.map(({ number }) => number), rest: bytes.length - whole };
};

/** Of several sectors; where the second of them begins, behind two short records. */
const long = (number: number) => Buffer.from(encodeRecord(number, ['x'.repeat(2000)]));
const sector = 512 - record(4).length - record(5).length;

describe('the records of a journal', () => {
  it('are read in their order', async () => {
    expect(await read(record(4), record(5))).toEqual({ state: 'good', numbers: [4, 5], rest: 0 });
  });

  it.each<[what: string, rest: string | Uint8Array]>([
    ['its start', record(6).subarray(0, 20)],
    ['all but its line end', record(6).subarray(0, -1)],
    ['zeros', Buffer.alloc(40)],
    ['its start up to a sector, and zeros', Buffer.concat([long(6).subarray(0, sector), Buffer.alloc(700)])],
    ['a hole of a sector', long(6).fill(0, sector, sector + 512)],
  ])('end where a crash has left %s of the last', async (_, rest) => {
    expect(await read(record(4), record(5), rest)).toEqual({
      state: 'good',
      numbers: [4, 5],
      rest: rest.length,
    });
  });

  it.each<[what: string, bytes: readonly (string | Uint8Array)[], numbers: readonly number[]]>([
    ['one is missing among them', [record(4), record(6)], [4, 6]],
    ['one comes twice', [record(4), record(4)], [4, 4]],
    ['one is older than the one before', [record(5), record(4)], [5, 4]],
    ['zeros stand before a good one', [record(4), Buffer.alloc(40), '\n', record(5)], [4, 5]],
    ['zeros stand first', [Buffer.alloc(40), '\n', record(4)], [4]],
    ['a letter of the last lost a bit', [record(4), record(5).fill(0, 80, 81)], [4]],
    ['zeros lie across its sectors', [record(4), long(5).fill(0, 300, 900)], [4]],
    ['words stand behind them', [record(4), 'words\n'], [4]],
    ['one says another number', [record(4).toString().replace('1 4 ', '1 5 ')], []],
    ['one is no list', [`1 1 1 ${'0'.repeat(64)} x\n`], []],
  ])('are damaged where %s', async (_, bytes, numbers) => {
    expect(await read(...bytes)).toMatchObject({ state: 'damaged', numbers });
  });
});
