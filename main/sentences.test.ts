import { describe, expect, it } from 'vitest';
import { typographicSlips } from '../core/checking/typography.ts';
import { problemSentence } from '../core/problem.ts';
import type { UiLang } from '../core/settings.ts';
import { type Notice, noticeSentence, type Trouble, troubleSentence } from '../core/trouble-words.ts';
import type { Misuse } from './command-line/command-line.ts';
import { misuseSentence } from './command-line/command-words.ts';
import type { Unread } from './disk/regular-file.ts';
import { type ExchangeTrouble, exchangeSentence, inUseSentence } from './exchange/exchange-words.ts';
import { type OwnTrouble, ownSentence } from './library/own-words.ts';
import { unreadProblem } from './library/unread-problem.ts';
import { type Unprinted, unprintedSentence } from './printing/print-words.ts';

/** Typed by what can go wrong, so that no sentence is left out. */
type Every<K extends string> = Readonly<Record<K, true>>;

const keys = <K extends string>(every: Every<K>): readonly K[] => Object.keys(every) as K[];

/** A name that says something else to whoever fills it in carelessly, or turns words around. */
const file = 'a$&$`{limit}{file}.json';
const turning = 'a\u202enosj.json';

const exchange: Every<ExchangeTrouble['code']> = {
  'not-text': true,
  'not-json': true,
  'too-deep': true,
  'other-format': true,
  paged: true,
  empty: true,
  'too-large': true,
  'too-many': true,
  'not-zip': true,
  'no-set': true,
  'newer-archive': true,
  'bare-pdf': true,
  missing: true,
  'not-a-file': true,
  denied: true,
  failed: true,
  overrun: true,
  gone: true,
  'own-unread': true,
  'nothing-to-export': true,
};

const own: Every<OwnTrouble> = {
  kind: true,
  'too-large': true,
  'not-text': true,
  taken: true,
  gone: true,
  unread: true,
  unwritten: true,
  'not-trashed': true,
};

const unprinted: Every<Unprinted> = {
  pages: true,
  printer: true,
  'no-folder': true,
  'not-a-file': true,
  denied: true,
  'disk-full': true,
  'in-use': true,
  failed: true,
};

const troubles: Every<Exclude<Trouble['kind'], 'unreadable-brief'>> = {
  refused: true,
  internal: true,
  'unknown-brief': true,
  'state-gone': true,
  'disk-full': true,
  denied: true,
  'disk-failed': true,
  'disk-gone': true,
  'read-only': true,
};

const notices: Every<Exclude<Notice['kind'], 'set-aside'>> = {
  restored: true,
  changed: true,
  newer: true,
  'out-of-reach': true,
};

const misuses: Readonly<Record<Misuse['code'], Misuse>> = {
  'no-verb': { code: 'no-verb' },
  'unknown-verb': { code: 'unknown-verb', found: 'x' },
  'unknown-option': { code: 'unknown-option', found: '--x' },
  'unwanted-argument': { code: 'unwanted-argument', found: 'x' },
  'no-value': { code: 'no-value', option: '--to' },
  'unwanted-value': { code: 'unwanted-value', option: '--json' },
  'repeated-option': { code: 'repeated-option', option: '--to' },
  'no-paths': { code: 'no-paths' },
  'no-brief': { code: 'no-brief' },
  'no-target': { code: 'no-target' },
  'no-subject': { code: 'no-subject' },
  'no-file': { code: 'no-file' },
  'no-import': { code: 'no-import' },
  'wrong-value': { code: 'wrong-value', option: '--paper', found: 'a3', allowed: ['a4', 'letter'] },
  'needs-app': { code: 'needs-app' },
};

const unread: readonly Unread[] = ['missing', 'not-a-file', 'denied', 'failed', { size: 3_000_000 }];

type Say = (lang: UiLang) => string;

const sentences: readonly (readonly [what: string, say: Say])[] = [
  ...keys(exchange).map(
    (code) =>
      [
        `exchange ${code}`,
        (lang: UiLang) =>
          exchangeSentence(
            code === 'too-large' || code === 'too-many' ? { code, maximum: 64 * 2 ** 20 } : { code },
            'a.json',
            lang,
          ),
      ] as const,
  ),
  ...keys(own).map((code) => [`own ${code}`, (lang: UiLang) => ownSentence(code, 'a.md', lang)] as const),
  ...keys(unprinted).map(
    (code) => [`unprinted ${code}`, (lang: UiLang) => unprintedSentence(code, 'a.pdf', lang)] as const,
  ),
  ...keys(troubles).map(
    (kind) => [`trouble ${kind}`, (lang: UiLang) => troubleSentence({ kind }, lang)] as const,
  ),
  ...keys(notices).map(
    (kind) => [`notice ${kind}`, (lang: UiLang) => noticeSentence({ kind, file: 'a.json' }, lang)] as const,
  ),
  ...(['copy', 'nothing'] as const).map(
    (loaded) =>
      [
        `notice set-aside ${loaded}`,
        (lang: UiLang) => noticeSentence({ kind: 'set-aside', file: 'a.json', loaded }, lang),
      ] as const,
  ),
  ...Object.entries(misuses).map(
    ([code, misuse]) => [`misuse ${code}`, (lang: UiLang) => misuseSentence(misuse, lang)] as const,
  ),
  ...unread.map(
    (why) =>
      [
        `unread ${JSON.stringify(why)}`,
        (lang: UiLang) => problemSentence(unreadProblem('a.md', why, 2 ** 21), lang),
      ] as const,
  ),
  ['in use here', (lang) => inUseSentence({ pid: 7, host: 'elsewhere' }, lang)],
];

describe('what the reader is told', () => {
  it.each(sentences)('is worded in both languages: %s', (_what, say) => {
    expect(say('fr')).not.toBe(say('en'));
    for (const lang of ['fr', 'en'] as const) {
      const sentence = say(lang);
      expect(sentence).toMatch(/^[^\s{}][^{}\n]*\.$/u);
      expect(sentence).not.toMatch(/undefined|NaN|\[object| {2}|\.\.$/);
      expect(typographicSlips({ text: sentence, spans: [] }, lang)).toEqual([]);
    }
  });

  it('is never the same for two things', () => {
    for (const lang of ['fr', 'en'] as const) {
      const said = sentences.filter(([what]) => !/^unprinted|^unread/.test(what)).map(([, say]) => say(lang));
      expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
    }
  });

  it('bears the name of a file as it is, and none that turns the words around', () => {
    for (const lang of ['fr', 'en'] as const)
      for (const say of [
        (name: string) => exchangeSentence({ code: 'too-large', maximum: 2 ** 20 }, name, lang),
        (name: string) => ownSentence('kind', name, lang),
        (name: string) => unprintedSentence('disk-full', name, lang),
      ]) {
        expect(say(file).startsWith(`${file} `)).toBe(true);
        expect(say(turning)).not.toContain('\u202e');
      }
    expect(exchangeSentence({ code: 'too-large', maximum: 64 * 2 ** 20 }, 'a', 'fr')).toContain(
      '64\u00a0Mio',
    );
    expect(exchangeSentence({ code: 'too-many', maximum: 50_000 }, 'a', 'en')).toContain('50,000');
  });
});
