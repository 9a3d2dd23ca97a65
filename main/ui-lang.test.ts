import { describe, expect, it } from 'vitest';
import { uiLangOf } from './ui-lang.ts';

describe('the interface’s language', () => {
  it.each([
    ['fr', 'en', ['en-GB'], 'fr'],
    ['en-US', 'fr', ['fr-FR'], 'en'],
    ['', 'en', ['fr-FR'], 'en'],
    ['de', 'fr', ['en-GB'], 'fr'],
    ['', null, ['de-DE', 'fr-CA', 'en-GB'], 'fr'],
    ['', null, ['fr_FR.UTF-8'], 'fr'],
    ['', null, ['frp', 'enm'], 'en'],
    ['', null, [], 'en'],
  ] as const)('given %j, chosen %j, system %j: %s', (given, chosen, system, lang) => {
    expect(uiLangOf(given, chosen, system)).toBe(lang);
  });
});
