import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isZip, unzip, unzipAll, zip } from './zip.ts';

const limit = 2 ** 20;

test('what is packed comes out, and the same bytes make the same archive', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
      const packed = zip([{ name: 'annotations.json', bytes }]);
      expect(isZip(packed)).toBe(true);
      expect(unzip(packed, 'annotations.json', limit)).toEqual(Buffer.from(bytes));
      expect(zip([{ name: 'annotations.json', bytes }])).toEqual(packed);
    }),
  );
});

/** Archives made by Python's zipfile: of three files, the outer ones named `../evil` and `a/annotations.json`. */
const theirs = {
  stored:
    'UEsDBBQAAAAAAAAAIQCDFtyMAQAAAAEAAAAHAAAALi4vZXZpbHhQSwMEFAAAAAAAAAAhAOMbRZUoAAAAKAAAABAAAABhbm5vdGF0aW9ucy5qc29ue317fXt9e317fXt9e317fXt9e317fXt9e317fXt9e317fXt9e317fVBLAwQUAAAAAAAAACEAHyiqZwIAAAACAAAAEgAAAGEvYW5ub3RhdGlvbnMuanNvbm5vUEsBAhQDFAAAAAAAAAAhAIMW3IwBAAAAAQAAAAcAAAAAAAAAAAAAAIABAAAAAC4uL2V2aWxQSwECFAMUAAAAAAAAACEA4xtFlSgAAAAoAAAAEAAAAAAAAAAAAAAAgAEmAAAAYW5ub3RhdGlvbnMuanNvblBLAQIUAxQAAAAAAAAAIQAfKKpnAgAAAAIAAAASAAAAAAAAAAAAAACAAXwAAABhL2Fubm90YXRpb25zLmpzb25QSwUGAAAAAAMAAwCzAAAArgAAAAAA',
  deflated:
    'UEsDBBQAAAAAAAAAIQCDFtyMAQAAAAEAAAAHAAAALi4vZXZpbHhQSwMEFAAAAAgAAAAhAOMbRZUHAAAAKAAAABAAAABhbm5vdGF0aW9ucy5qc29uq66tJgoCAFBLAwQUAAAAAAAAACEAHyiqZwIAAAACAAAAEgAAAGEvYW5ub3RhdGlvbnMuanNvbm5vUEsBAhQDFAAAAAAAAAAhAIMW3IwBAAAAAQAAAAcAAAAAAAAAAAAAAIABAAAAAC4uL2V2aWxQSwECFAMUAAAACAAAACEA4xtFlQcAAAAoAAAAEAAAAAAAAAAAAAAAgAEmAAAAYW5ub3RhdGlvbnMuanNvblBLAQIUAxQAAAAAAAAAIQAfKKpnAgAAAAIAAAASAAAAAAAAAAAAAACAAVsAAABhL2Fubm90YXRpb25zLmpzb25QSwUGAAAAAAMAAwCzAAAAjQAAAAAA',
  streamed:
    'UEsDBBQACAAIAAAAIQAAAAAAAAAAAAAAAAAQAAAAYW5ub3RhdGlvbnMuanNvbquurSYKAgBQSwcI4xtFlQcAAAAoAAAAUEsBAhQDFAAIAAgAAAAhAOMbRZUHAAAAKAAAABAAAAAAAAAAAAAAAIABAAAAAGFubm90YXRpb25zLmpzb25QSwUGAAAAAAEAAQA+AAAARQAAAAAA',
  twins:
    'UEsDBBQAAAAAAAAAIQC379yDAQAAAAEAAAAQAAAAYW5ub3RhdGlvbnMuanNvbjFQSwMEFAAAAAAAAAAhAA2+1RoBAAAAAQAAABAAAABhbm5vdGF0aW9ucy5qc29uMlBLAQIUAxQAAAAAAAAAIQC379yDAQAAAAEAAAAQAAAAAAAAAAAAAACAAQAAAABhbm5vdGF0aW9ucy5qc29uUEsBAhQDFAAAAAAAAAAhAA2+1RoBAAAAAQAAABAAAAAAAAAAAAAAAIABLwAAAGFubm90YXRpb25zLmpzb25QSwUGAAAAAAIAAgB8AAAAXgAAAAAA',
};
const archive = (name: keyof typeof theirs) => Buffer.from(theirs[name], 'base64');

test.each(['stored', 'deflated', 'streamed'] as const)(
  'an archive of another program is read: %s',
  (name) => {
    expect(unzip(archive(name), 'annotations.json', limit)).toEqual(Buffer.from('{}'.repeat(20)));
  },
);

test('another program has read this very archive', () => {
  expect(
    Buffer.from(zip([{ name: 'annotations.json', bytes: Buffer.from('{"é":1}') }])).toString('base64'),
  ).toBe(
    'UEsDBBQAAAgIAAAAIQAn5l/tCgAAAAgAAAAQAAAAYW5ub3RhdGlvbnMuanNvbqtWOrxSycqwFgBQSwECFAAUAAAICAAAACEAJ+Zf7QoAAAAIAAAAEAAAAAAAAAAAAAAAAAAAAAAAYW5ub3RhdGlvbnMuanNvblBLBQYAAAAAAQABAD4AAAA4AAAAAAA=',
  );
});

test('a bomb, a twin, a foreign and a broken archive are refused', () => {
  const bomb = zip([{ name: 'annotations.json', bytes: Buffer.alloc(limit + 1) }]);
  expect(bomb.length).toBeLessThan(5000);
  expect(unzip(bomb, 'annotations.json', limit)).toBe('too-large');
  const lying = Buffer.from(bomb);
  lying.writeUInt32LE(10, lying.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24);
  expect(unzip(lying, 'annotations.json', limit)).toBe('damaged');
  expect(unzip(archive('twins'), 'annotations.json', limit)).toBe('damaged');
  expect(unzip(zip([{ name: 'else.json', bytes: Buffer.from('{}') }]), 'annotations.json', limit)).toBe(
    'missing',
  );
  expect(isZip(Buffer.from('{"a":1}'.repeat(10)))).toBe(false);
  expect(isZip(Buffer.from('PK'))).toBe(false);
});

test('no damage throws, hangs or passes unseen', () => {
  const bytes = Buffer.from(JSON.stringify({ items: Array(50).fill('x') }));
  const sound = zip([{ name: 'annotations.json', bytes }]);
  fc.assert(
    fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const damaged = Buffer.from(sound);
      damaged[at] = (damaged[at] ?? 0) ^ flip;
      const found = unzip(damaged, 'annotations.json', limit);
      if (typeof found !== 'string') expect(Buffer.from(found)).toEqual(bytes);
    }),
    { numRuns: 2000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => unzip(any, 'x', limit) !== undefined));
});

describe('an archive of several files', () => {
  const file = (name: string, size = 1) => ({ name, bytes: Buffer.alloc(size, 'x') });
  const central = Buffer.from('PK\x01\x02', 'latin1');

  /** An archive whose directory says something else of its last file. */
  function altered(alter: (entry: Buffer) => void, files = [file('a'), file('b')]): Buffer {
    const bytes = Buffer.from(zip(files));
    alter(bytes.subarray(bytes.lastIndexOf(central)));
    return bytes;
  }

  test('gives each of its files, and no other', () => {
    const opened = unzipAll(zip([file('a', 3), file('b/c.md'), file('é')]), limit);
    if (typeof opened === 'string') throw new Error(opened);
    expect(opened.names).toEqual(['a', 'b/c.md', 'é']);
    expect(Buffer.from(opened.read('a')).toString()).toBe('xxx');
    expect(Buffer.from(opened.read('é')).toString()).toBe('x');
    expect(() => opened.read('c')).toThrow('no such file');
  });

  test.each([
    '',
    '/a',
    'a//b',
    '.',
    './a',
    'a/./b',
    '..',
    '../a',
    'a/../b',
    'a/..',
    'a\\b',
    'c:a',
    'a\0b',
    'a\nb',
  ])('is refused for a name that may lead elsewhere: %j', (name) =>
    expect(unzipAll(zip([file('a'), file(name)]), limit)).toBe('damaged'),
  );

  test('is refused for two files of one name', () => {
    expect(unzipAll(zip([file('a'), file('b'), file('a')]), limit)).toBe('damaged');
  });

  test('is refused for a file that is encrypted, one alone too', () => {
    const bytes = altered((entry) => entry.writeUInt16LE(0x0801, 8));
    expect(unzipAll(bytes, limit)).toBe('damaged');
    expect(unzip(bytes, 'b', limit)).toBe('damaged');
    expect(unzip(bytes, 'a', limit)).toEqual(Buffer.from('x'));
  });

  test.each([
    ['a link', 0o120777, 3, 'damaged'],
    ['a device', 0o060666, 3, 'damaged'],
    ['a pipe', 0o010666, 3, 'damaged'],
    ['a socket', 0o140666, 3, 'damaged'],
    ['a file', 0o100644, 3, 'read'],
    ['a folder', 0o040755, 3, 'read'],
    ['of no type', 0o000644, 3, 'read'],
    ['from a system without types', 0o120777, 0, 'read'],
  ])('with %s in it is refused where that is no plain file', (_what, mode, system, outcome) => {
    const bytes = altered((entry) => {
      entry.writeUInt8(system, 5);
      entry.writeUInt32LE((mode << 16) >>> 0, 38);
    });
    const opened = unzipAll(bytes, limit);
    expect(typeof opened === 'string' ? opened : 'read').toBe(outcome);
  });

  test('may unpack to its limit and no byte further, all of it together and one file alone', () => {
    const bytes = zip([file('a', 600), file('b', 424)]);
    expect(unzipAll(bytes, 1024)).toHaveProperty('names');
    expect(unzipAll(bytes, 1023)).toBe('too-large');
    expect(unzip(bytes, 'a', 600)).toHaveLength(600);
    expect(unzip(bytes, 'a', 599)).toBe('too-large');
  });

  test('may hold twenty thousand files', () => {
    const many = (count: number) =>
      unzipAll(zip(Array.from({ length: count }, (_, at) => file(`${at}`, 0))), limit);
    expect(many(20_000)).toHaveProperty('names');
    expect(many(20_001)).toBe('damaged');
  });

  test('is read past what else a directory says of a file', () => {
    const [first, last] = [file('a'), file('b')];
    const bytes = Buffer.from(zip([first, last]));
    const at = bytes.indexOf(central);
    const entry = Buffer.from(bytes.subarray(at, at + 47));
    entry.writeUInt16LE(3, 30);
    entry.writeUInt16LE(5, 32);
    const grown = Buffer.concat([bytes.subarray(0, at), entry, Buffer.alloc(8), bytes.subarray(at + 47)]);
    const opened = unzipAll(grown, limit);
    expect(opened).toMatchObject({ names: ['a', 'b'] });
    expect(unzip(grown, 'b', limit)).toEqual(Buffer.from('x'));
  });

  test.each<[string, (bytes: Buffer) => void]>([
    ['of another length', (bytes) => bytes.writeUInt32LE(2, bytes.lastIndexOf(central) + 24)],
    ['of another sum', (bytes) => bytes.writeUInt32LE(7, bytes.lastIndexOf(central) + 16)],
    ['without a head of its own', (bytes) => bytes.writeUInt32LE(7, 0)],
  ])('gives no file %s', (_what, alter) => {
    const bytes = Buffer.from(zip([file('a')]));
    alter(bytes);
    expect(unzip(bytes, 'a', limit)).toBe('damaged');
    const opened = unzipAll(bytes, limit);
    if (typeof opened === 'string') throw new Error(opened);
    expect(() => opened.read('a')).toThrow();
  });

  test('gives no file of an unknown method, though its bytes may look like it', () => {
    const bytes = archive('stored');
    const entry = bytes.lastIndexOf(central, bytes.lastIndexOf('a/annotations.json'));
    expect(unzip(bytes, 'a/annotations.json', limit)).toEqual(Buffer.from('no'));
    bytes.writeUInt16LE(12, entry + 10);
    expect(unzip(bytes, 'a/annotations.json', limit)).toBe('damaged');
  });

  test('inflates no further than it says', () => {
    const bytes = altered((entry) => entry.writeUInt32LE(600, 24), [file('a', 2 ** 28)]);
    const before = process.memoryUsage().arrayBuffers;
    expect(unzip(bytes, 'a', limit)).toBe('damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 27);
  });

  test('gives no file that is larger than is asked for', () => {
    const opened = unzipAll(zip([file('a', 600)]), limit);
    if (typeof opened === 'string') throw new Error(opened);
    expect(opened.read('a', 600)).toHaveLength(600);
    expect(() => opened.read('a', 599)).toThrow('no such file');
  });

  test('is known by its first bytes, the empty one too', () => {
    expect(zip([])).toHaveLength(22);
    expect(isZip(zip([]))).toBe(true);
    expect(isZip(zip([]).subarray(0, 21))).toBe(false);
    expect(unzipAll(zip([]), limit)).toMatchObject({ names: [] });
    // Bytes of a larger whole.
    const held = Buffer.concat([Buffer.alloc(9), zip([file('a')])]).subarray(9);
    expect([isZip(held), unzip(held, 'a', limit)]).toEqual([true, Buffer.from('x')]);
  });
});
