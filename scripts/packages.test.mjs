import { expect, test } from 'vitest';
import { outdated } from './packages.mjs';

const wanted = {
  '': { version: '1.0.0' },
  'node_modules/lit': { version: '3.3.3', integrity: 'sha512-a' },
  'node_modules/for-other-systems': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

test.each([
  ['all is there', { 'node_modules/lit': { version: '3.3.3', integrity: 'sha512-a' } }, []],
  ['nothing is there', {}, ['node_modules/lit']],
  [
    'another version',
    { 'node_modules/lit': { version: '3.3.2', integrity: 'sha512-a' } },
    ['node_modules/lit'],
  ],
  [
    'another content',
    { 'node_modules/lit': { version: '3.3.3', integrity: 'sha512-c' } },
    ['node_modules/lit'],
  ],
])('%s', (_, found, expected) => {
  expect(outdated(wanted, found)).toEqual(expected);
});
