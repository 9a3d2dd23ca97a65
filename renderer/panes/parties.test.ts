import { expect, it } from 'vitest';
import { partyName, partyNames } from './parties.ts';

it.each([
  ['KZ', 'Kazakhstan', 'Kazakhstan'],
  ['CN', 'Chine', 'China'],
  ['OMC', 'OMC', 'OMC'],
  ['Wang Yi', 'Wang Yi', 'Wang Yi'],
  // No country, so it stands as it is written.
  ['QQ', 'QQ', 'QQ'],
])('%s', (party, french, english) => {
  expect(partyName(party, 'fr')).toBe(french);
  expect(partyName(party, 'en')).toBe(english);
});

it('joins parties as the language does', () => {
  expect(partyNames(['CN', 'KZ', 'OMC'], 'fr')).toBe('Chine, Kazakhstan et OMC');
  expect(partyNames(['CN', 'KZ', 'WTO'], 'en')).toBe('China, Kazakhstan and WTO');
  expect(partyNames(['CN'], 'en')).toBe('China');
});
