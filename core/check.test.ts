import { describe, expect, it } from 'vitest';
import { checkTargets, checkTogether, type ReadBrief } from './check.ts';
import { remarksOn } from './checking/remarks.ts';
import { parseGlossary } from './glossary.ts';
import { parse } from './parse.ts';
import { type Problem, problemLine } from './problem.ts';

const encoder = new TextEncoder();

function front(lang: string, id: string, more: string): string {
  return `---
id: ${id}
lang: ${lang}
title: T
standfirst: S
kind: K
date: 2026-03-02
place: P
revised: 2026-03-05
summary: [S]
sources: [{ id: s1, publisher: P }]
${more}
---
`;
}

interface Written {
  readonly file?: string;
  readonly lang?: string;
  readonly id?: string;
  readonly more?: string;
  readonly body?: string;
}

function read({
  lang = 'en',
  file = `${lang}.md`,
  id = 'harbour',
  more = '',
  body = '',
}: Written): ReadBrief {
  const parsed = parse(file, encoder.encode(front(lang, id, more) + body));
  if ('problems' in parsed) throw new Error(parsed.problems.map((one) => problemLine(one, 'en')).join('\n'));
  return { file, ...parsed };
}

/** In English and in French, without the file. */
function lines(problems: readonly Problem[]): string[] {
  return problems.flatMap((one) => [problemLine(one, 'en'), problemLine(one, 'fr')]);
}

const proposal = (id: string, more = '') => `  - { id: ${id}, title: T, gist: G, sources: [s1]${more} }`;

describe('editions of one brief', () => {
  const body = '## A\n\nb\n\n- c\n- d\n\n> e\n\n|f|g|\n|-|-|\n|h|i|\n';

  it('match where their blocks and proposals do', () => {
    const more = `proposals:\n${proposal('p1')}`;
    const editions = [read({ lang: 'fr', body, more }), read({ body: body.toUpperCase(), more })];
    expect(checkTogether(editions, () => null)).toEqual([]);
  });

  it.each([
    [
      'kind',
      body.replace('- d', '\nd'),
      20,
      '“d” is a paragraph, but in fr.md a list item stands there',
      '«\u202fd\u202f» est un paragraphe, alors que dans fr.md se trouve là un élément de liste',
    ],
    [
      'level',
      body.replace('## A', '### A'),
      14,
      '“A” is a heading of level 3, but in fr.md a heading of level 2 stands there',
      '«\u202fA\u202f» est un titre de niveau 3, alors que dans fr.md se trouve là un titre de niveau 2',
    ],
    [
      'cells',
      body.replace('|f|g|\n|-|-|', '|f|\n|-|'),
      23,
      '“f” is a table row of 1 cell, but in fr.md a table row of 2 cells stands there',
      '«\u202ff\u202f» est une ligne de tableau à 1 case, alors que dans fr.md se trouve là une ligne de tableau à 2 cases',
    ],
    [
      'a missing end',
      body.slice(0, body.indexOf('|h')),
      23,
      'the edition ends here, but in fr.md a table row of 2 cells stands there',
      'l’édition finit ici, alors que dans fr.md se trouve là une ligne de tableau à 2 cases',
    ],
    [
      'more blocks',
      `${body}\nj\n`,
      27,
      '“j” is a paragraph, but in fr.md nothing more follows',
      '«\u202fj\u202f» est un paragraphe, alors que dans fr.md plus rien ne suit',
    ],
  ])('differ where the first block does: %s', (_, other, line, en, fr) => {
    expect(lines(checkTogether([read({ body: other }), read({ lang: 'fr', body })], () => null))).toEqual([
      `en.md:${line}: body: ${en}; editions must have the same blocks.`,
      `en.md:${line}: body: ${fr}\u202f; les éditions doivent avoir les mêmes blocs.`,
    ]);
  });

  it('have the same proposals in the same order', () => {
    const editions = [
      read({ lang: 'fr', more: `proposals:\n${proposal('p1')}\n${proposal('p2')}` }),
      read({ more: `proposals:\n${proposal('p2')}\n${proposal('p1')}` }),
      read({ lang: 'de' }),
    ];
    expect(lines(checkTogether(editions, () => null))).toEqual([
      'en.md:12: proposals: the proposals are p2, p1, but in fr.md they are p1 and p2; editions must have the same.',
      'en.md:12: proposals: les propositions sont p2, p1, alors que dans fr.md ce sont p1 et p2\u202f; les éditions doivent avoir les mêmes.',
      'de.md:2: proposals: the proposals are none, but in fr.md they are p1 and p2; editions must have the same.',
      'de.md:2: proposals: les propositions sont absentes, alors que dans fr.md ce sont p1 et p2\u202f; les éditions doivent avoir les mêmes.',
    ]);
  });

  it('stand once for each language', () => {
    const twice = [read({ file: 'a.md' }), read({ file: 'b.md' }), read({ id: 'other', file: 'c.md' })];
    expect(lines(checkTogether(twice, () => null))).toEqual([
      'b.md:3: lang: a.md is the same brief in the same language; each language is allowed once.',
      'b.md:3: lang: a.md est la même note dans la même langue\u202f; chaque langue n’est admise qu’une fois.',
    ]);
  });
});

describe('what leads out of a brief', () => {
  it('is a term of the glossary, where there is one', () => {
    const brief = read({
      body: '[a](term:wto) and\n[b](term:bri)',
      more: 'followUps: [{ date: 2026-04-01, text: "[c](term:x)" }]',
    });
    const parsed = parseGlossary(
      'glossary.en.yaml',
      encoder.encode('lang: en\nterms: [{ id: wto, term: WTO, definition: D }]\n'),
    );
    if ('problems' in parsed) throw new Error('the glossary is sound');
    expect(checkTogether([brief], () => null)).toEqual([]);
    expect(lines(checkTogether([brief], () => parsed.glossary))).toEqual([
      'en.md:12: followUps.0.text: the glossary has no term “x”; its terms are wto.',
      'en.md:12: followUps.0.text: le glossaire n’a pas de terme «\u202fx\u202f»\u202f; ses termes sont wto.',
      'en.md:14: body: the glossary has no term “bri”; its terms are wto.',
      'en.md:14: body: le glossaire n’a pas de terme «\u202fbri\u202f»\u202f; ses termes sont wto.',
    ]);
  });

  it('is a brief among these, and a proposal it has', () => {
    const later = read({
      id: 'later',
      file: 'later.md',
      more: `proposals:
${proposal('p1', ', takesUp: [{ proposal: harbour#p1, basis: theme }, { proposal: harbour#p9, basis: theme }, { proposal: gone#p1, basis: theme }]')}
followUps: [{ date: 2026-04-01, text: T, leadsTo: harbour }, { date: 2026-04-01, text: T, leadsTo: nowhere }]`,
    });
    expect(lines(checkTargets([read({ more: `proposals:\n${proposal('p1')}` }), later]))).toEqual([
      'later.md:13: proposals.0.takesUp.1.proposal: there is no proposal “p9”; the proposals are p1.',
      'later.md:13: proposals.0.takesUp.1.proposal: il n’y a pas de proposition «\u202fp9\u202f»\u202f; les propositions sont p1.',
      'later.md:13: proposals.0.takesUp.2.proposal: there is no brief “gone” among these; they are harbour and later.',
      'later.md:13: proposals.0.takesUp.2.proposal: il n’y a pas de note «\u202fgone\u202f» parmi celles-ci\u202f; ce sont harbour et later.',
      'later.md:14: followUps.1.leadsTo: there is no brief “nowhere” among these; they are harbour and later.',
      'later.md:14: followUps.1.leadsTo: il n’y a pas de note «\u202fnowhere\u202f» parmi celles-ci\u202f; ce sont harbour et later.',
    ]);
  });
});

describe('a remark', () => {
  /** The words of each block that is found without a source. */
  const uncited = (body: string): string[] =>
    remarksOn(read({ body })).flatMap(({ rule, found }) => (rule.code === 'uncited' ? [found] : []));

  it('is made on figures and quotations without a source', () => {
    expect(uncited('Word.\n\nIn 2025.\n\nShe said “yes”.\n\nIn 2026.[^s1]\n\n## 5\n\n```\n5\n```\n')).toEqual(
      ['In 2025.', 'She said “yes”.'],
    );
  });

  it('is not made where the paragraph next to a list, table or quotation cites', () => {
    const list = '- 1 a\n- 2 b[^s1]\n- c\n';
    expect(uncited(list)).toEqual(['1 a']);
    expect(uncited(`These:[^s1]\n\n${list}`)).toEqual([]);
    expect(uncited(`These:\n\n${list}\nSo it stands.[^s1]\n`)).toEqual([]);
    expect(uncited('## [^s1]A\n\n|1|2|\n|-|-|\n|3|4|\n\nb[^s1]\n')).toEqual([]);
    expect(uncited('|1|2|\n|-|-|\n|3|4|\n\nb\n\nc[^s1]')).toEqual(['3 4']);
    expect(uncited('> 5\n')).toEqual(['5']);
  });

  it('is made on proposals, promises, follow-ups and points of the summary without a source', () => {
    const brief = read({
      more: `proposals: [{ id: p1, title: T, gist: G }, { id: p2, title: T, gist: "G[^s1]" }, { id: p3, title: T, gist: G, sources: [s1] }]
commitments: [{ id: c1, by: [FR], text: C }]
followUps: [{ date: 2026-04-01, text: F }]`,
    });
    expect(lines(remarksOn(brief)).filter((_, index) => index % 2 === 0)).toEqual([
      'en.md:12: proposals.0.gist: “G” cites no source; a figure, a quotation, a proposal and a promise should.',
      'en.md:13: commitments.0.text: “C” cites no source; a figure, a quotation, a proposal and a promise should.',
      'en.md:14: followUps.0.text: “F” cites no source; a figure, a quotation, a proposal and a promise should.',
    ]);
  });

  it('names a slip of typography once a block, wherever it stands', () => {
    const more = 'series: { id: x, title: "L\'été" }';
    const body = "L'un et l'autre.[^s1]\n\n> Quoi?\n\n`a?b;c`\n\n```\nl'a\n```\n";
    expect(lines(remarksOn(read({ lang: 'fr', body, more })))).toEqual([
      "fr.md:12: series.title: “L'été” is not set as it should be; the apostrophe is ’.",
      "fr.md:12: series.title: «\u202fL'été\u202f» n’est pas composé selon l’usage\u202f; l’apostrophe s’écrit ’.",
      "fr.md:14: body: “L'un et” is not set as it should be; the apostrophe is ’.",
      "fr.md:14: body: «\u202fL'un et\u202f» n’est pas composé selon l’usage\u202f; l’apostrophe s’écrit ’.",
      'fr.md:16: body: “Quoi?” is not set as it should be; a narrow no-break space (U+202F) stands before ; ! ? » and after «.',
      'fr.md:16: body: «\u202fQuoi?\u202f» n’est pas composé selon l’usage\u202f; une espace fine insécable (U+202F) précède ; ! ? » et suit «.',
    ]);
  });

  it('is told a hundred times at most for a file', () => {
    expect(remarksOn(read({ body: 'In 2025...\n\n'.repeat(500) }))).toHaveLength(101);
  });
});
