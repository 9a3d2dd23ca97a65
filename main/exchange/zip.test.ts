import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isZip, unzip, zip } from './zip.ts';

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
