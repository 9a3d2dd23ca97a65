import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { type Problem, problemLine, problemSentence, quotable } from './problem.ts';

/** A file without problems. */
const sound = `---
id: 2026-03-02-harbour
lang: en
title: Harbour talks
standfirst: The two port authorities meet.
kind: Working meeting
date: 2026-03-02
place: Port of Example
participants:
  - name: A. Example
    country: FR
    sources: [s1]
summary:
  - They met.[^s1]
proposals:
  - id: p1
    title: One list
    gist: Keep one list.
    takesUp:
      - proposal: 2024-12-01-chengdu#p7
        basis: source
commitments:
  - id: c1
    by: [FR]
    text: Keep it.
followUps:
  - date: 2026-04-01
    text: They meet again.
    leadsTo: 2026-04-01-quay
sources:
  - id: s1
    publisher: Port of Example
    url: https://port.example/
revised: 2026-03-05
---

A [list](proposal:p1).[^s1]
`;

interface Case {
  /** What stands in the sound file, and what stands there instead. */
  readonly old: string;
  readonly new: string;
  readonly line: number;
  readonly field: string;
  readonly en: string;
  readonly fr: string;
}

/** Each with the one problem it makes, or the first of several. */
const cases: readonly Case[] = [
  {
    old: sound,
    new: '',
    line: 1,
    field: 'file',
    en: 'File: the file is empty; it must start with a front matter between two lines of ---.',
    fr: 'Fichier\u00a0: le fichier est vide\u202f; il doit commencer par un en-tête entre deux lignes de ---.',
  },
  {
    old: sound,
    new: 'x',
    line: 1,
    field: 'file',
    en: 'File: the file starts with “x”; it must start with a front matter between two lines of ---.',
    fr: 'Fichier\u00a0: le fichier commence par «\u202fx\u202f»\u202f; il doit commencer par un en-tête entre deux lignes de ---.',
  },
  {
    old: 'revised: 2026-03-05\n---',
    new: 'revised: 2026-03-05',
    line: 1,
    field: 'file',
    en: 'File: the front matter has no end; a line of --- must close it.',
    fr: 'Fichier\u00a0: l’en-tête n’a pas de fin\u202f; une ligne de --- doit le fermer.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: Harbour: talks',
    line: 4,
    field: 'file',
    en: 'File: “title: Harbour: talks” is not valid YAML; a text that holds a colon or starts with a sign must stand in double quotes.',
    fr: 'Fichier\u00a0: «\u202ftitle: Harbour: talks\u202f» n’est pas du YAML valable\u202f; un texte qui contient un deux-points ou commence par un signe doit être mis entre guillemets droits doubles.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: "Harbour talks',
    line: 4,
    field: 'file',
    en: 'File: “title: "Harbour talks” is not valid YAML; each bracket and quotation mark must be closed.',
    fr: 'Fichier\u00a0: «\u202ftitle: "Harbour talks\u202f» n’est pas du YAML valable\u202f; chaque crochet et chaque guillemet doit être fermé.',
  },
  {
    old: 'title: Harbour talks',
    new: '	title: Harbour talks',
    line: 4,
    field: 'file',
    en: 'File: “title: Harbour talks” is not valid YAML; only spaces may indent.',
    fr: 'Fichier\u00a0: «\u202ftitle: Harbour talks\u202f» n’est pas du YAML valable\u202f; seules les espaces peuvent servir de retrait.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: &a Harbour talks',
    line: 4,
    field: 'title',
    en: 'Field “title”: “Harbour talks” is a YAML anchor; only plain texts, lists and named fields are allowed.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: «\u202fHarbour talks\u202f» est une ancre YAML\u202f; seuls textes simples, listes et champs nommés sont admis.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: *a',
    line: 4,
    field: 'title',
    en: 'Field “title”: “*a” is a YAML alias; only plain texts, lists and named fields are allowed.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: «\u202f*a\u202f» est un alias YAML\u202f; seuls textes simples, listes et champs nommés sont admis.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: !!str Harbour talks',
    line: 4,
    field: 'title',
    en: 'Field “title”: “Harbour talks” is a YAML tag; only plain texts, lists and named fields are allowed.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: «\u202fHarbour talks\u202f» est une étiquette YAML\u202f; seuls textes simples, listes et champs nommés sont admis.',
  },
  {
    old: 'title: Harbour talks',
    new: '? [a]\n: Harbour talks',
    line: 4,
    field: 'file',
    en: 'File: “[a]” is not the name of a field; only plain texts, lists and named fields are allowed.',
    fr: 'Fichier\u00a0: «\u202f[a]\u202f» est autre chose qu’un nom de champ\u202f; seuls textes simples, listes et champs nommés sont admis.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: Harbour talks\ntitle: b',
    line: 5,
    field: 'title',
    en: 'Field “title”: the field stands on line 4 already; it is allowed once.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: le champ figure déjà ligne 4\u202f; il n’est admis qu’une fois.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: Harbour talks\ntitel: b',
    line: 5,
    field: 'titel',
    en: 'Field “titel”: “titel” is not a field here; allowed are id, lang, title, standfirst, kind, series, tags, date, place, participants, summary, proposals, commitments, followUps, sources and revised.',
    fr: 'Champ «\u202ftitel\u202f»\u00a0: «\u202ftitel\u202f» n’est pas un champ d’ici\u202f; sont admis id, lang, title, standfirst, kind, series, tags, date, place, participants, summary, proposals, commitments, followUps, sources et revised.',
  },
  {
    old: 'title: Harbour talks\n',
    new: '',
    line: 2,
    field: 'title',
    en: 'Field “title”: nothing is given here; a value is required.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: rien ne figure ici\u202f; une valeur est obligatoire.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title:',
    line: 4,
    field: 'title',
    en: 'Field “title”: nothing is given here; a value is required.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: rien ne figure ici\u202f; une valeur est obligatoire.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: ""',
    line: 4,
    field: 'title',
    en: 'Field “title”: nothing is given here; a value is required.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: rien ne figure ici\u202f; une valeur est obligatoire.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: 12',
    line: 4,
    field: 'title',
    en: 'Field “title”: “12” is of the wrong kind; it must be a text, in double quotes where YAML takes it for something else.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: «\u202f12\u202f» n’est pas de la bonne sorte\u202f; il faut un texte, entre guillemets droits doubles si YAML le prend pour autre chose.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: [a]',
    line: 4,
    field: 'title',
    en: 'Field “title”: “[a]” is of the wrong kind; it must be a text, in double quotes where YAML takes it for something else.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: «\u202f[a]\u202f» n’est pas de la bonne sorte\u202f; il faut un texte, entre guillemets droits doubles si YAML le prend pour autre chose.',
  },
  {
    old: 'title: Harbour talks',
    new: `title: ${'x'.repeat(501)}`,
    line: 4,
    field: 'title',
    en: 'Field “title”: “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” is too long; at most 500 characters are allowed.',
    fr: 'Champ «\u202ftitle\u202f»\u00a0: «\u202fxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\u202f» est trop long\u202f; 500 caractères au plus sont admis.',
  },
  {
    old: 'lang: en',
    new: 'lang: english',
    line: 3,
    field: 'lang',
    en: 'Field “lang”: “english” does not fit here; it must be a language tag such as fr, en or zh-Hans.',
    fr: 'Champ «\u202flang\u202f»\u00a0: «\u202fenglish\u202f» ne convient pas ici\u202f; il faut une étiquette de langue comme fr, en ou zh-Hans.',
  },
  {
    old: 'id: 2026-03-02-harbour',
    new: 'id: Harbour',
    line: 2,
    field: 'id',
    en: 'Field “id”: “Harbour” does not fit here; it must be an id of lower-case letters, digits and single hyphens, such as 2025-04-26-almaty, that is not a name Windows keeps for itself.',
    fr: 'Champ «\u202fid\u202f»\u00a0: «\u202fHarbour\u202f» ne convient pas ici\u202f; il faut un identifiant en minuscules, chiffres et traits d’union simples, comme 2025-04-26-almaty, qui ne soit pas un nom réservé de Windows.',
  },
  {
    old: 'id: 2026-03-02-harbour',
    new: 'id: con',
    line: 2,
    field: 'id',
    en: 'Field “id”: “con” does not fit here; it must be an id of lower-case letters, digits and single hyphens, such as 2025-04-26-almaty, that is not a name Windows keeps for itself.',
    fr: 'Champ «\u202fid\u202f»\u00a0: «\u202fcon\u202f» ne convient pas ici\u202f; il faut un identifiant en minuscules, chiffres et traits d’union simples, comme 2025-04-26-almaty, qui ne soit pas un nom réservé de Windows.',
  },
  {
    old: 'date: 2026-03-02',
    new: 'date: 2026-02-30',
    line: 7,
    field: 'date',
    en: 'Field “date”: “2026-02-30” does not fit here; it must be a day that exists, such as 2025-04-26, or the fields start and end.',
    fr: 'Champ «\u202fdate\u202f»\u00a0: «\u202f2026-02-30\u202f» ne convient pas ici\u202f; il faut un jour qui existe, comme 2025-04-26, ou les champs start et end.',
  },
  {
    old: 'date: 2026-03-02',
    new: 'date: { start: 2026-03-02, end: 2026-03-01 }',
    line: 7,
    field: 'date',
    en: 'Field “date”: “{ start: 2026-03-02, end: 2026-03-01 }” ends before it starts; the end must be the day of the start or a later one.',
    fr: 'Champ «\u202fdate\u202f»\u00a0: «\u202f{ start: 2026-03-02, end: 2026-03-01 }\u202f» finit avant de commencer\u202f; la fin doit être le jour du début ou un jour suivant.',
  },
  {
    old: 'date: 2026-03-02',
    new: 'date: { start: 2026-03-02, end: 2026-13-01 }',
    line: 7,
    field: 'date.end',
    en: 'Field “date.end”: “2026-13-01” does not fit here; it must be a day that exists, such as 2025-04-26.',
    fr: 'Champ «\u202fdate.end\u202f»\u00a0: «\u202f2026-13-01\u202f» ne convient pas ici\u202f; il faut un jour qui existe, comme 2025-04-26.',
  },
  {
    old: 'date: 2026-03-02',
    new: 'date: { start: 2026-03-02 }',
    line: 7,
    field: 'date.end',
    en: 'Field “date.end”: nothing is given here; a value is required.',
    fr: 'Champ «\u202fdate.end\u202f»\u00a0: rien ne figure ici\u202f; une valeur est obligatoire.',
  },
  {
    old: 'date: 2026-03-02',
    new: 'date: { start: 2026-03-02, end: 2026-03-02, x: 1 }',
    line: 7,
    field: 'date.x',
    en: 'Field “date.x”: “x” is not a field here; allowed are start and end.',
    fr: 'Champ «\u202fdate.x\u202f»\u00a0: «\u202fx\u202f» n’est pas un champ d’ici\u202f; sont admis start et end.',
  },
  {
    old: 'date: 2026-03-02',
    new: 'date: [2026-03-02]',
    line: 7,
    field: 'date',
    en: 'Field “date”: “[2026-03-02]” does not fit here; it must be a day that exists, such as 2025-04-26, or the fields start and end.',
    fr: 'Champ «\u202fdate\u202f»\u00a0: «\u202f[2026-03-02]\u202f» ne convient pas ici\u202f; il faut un jour qui existe, comme 2025-04-26, ou les champs start et end.',
  },
  {
    old: 'country: FR',
    new: 'country: France',
    line: 11,
    field: 'participants.0.country',
    en: 'Field “participants.0.country”: “France” does not fit here; it must be a country code of two capitals, such as KZ.',
    fr: 'Champ «\u202fparticipants.0.country\u202f»\u00a0: «\u202fFrance\u202f» ne convient pas ici\u202f; il faut un code de pays en deux capitales, comme KZ.',
  },
  {
    old: '    sources: [s1]',
    new: '    sources: [s2]',
    line: 12,
    field: 'participants.0.sources.0',
    en: 'Field “participants.0.sources.0”: the source “s2” is cited but not listed; the sources listed are s1.',
    fr: 'Champ «\u202fparticipants.0.sources.0\u202f»\u00a0: la source «\u202fs2\u202f» est citée mais ne figure pas dans la liste\u202f; celle-ci contient s1.',
  },
  {
    old: '    sources: [s1]',
    new: '    sources: s1',
    line: 12,
    field: 'participants.0.sources',
    en: 'Field “participants.0.sources”: “s1” is of the wrong kind; it must be a list.',
    fr: 'Champ «\u202fparticipants.0.sources\u202f»\u00a0: «\u202fs1\u202f» n’est pas de la bonne sorte\u202f; il faut une liste.',
  },
  {
    old: '    sources: [s1]',
    new: '    rôle: x',
    line: 12,
    field: 'participants.0.rôle',
    en: 'Field “participants.0.rôle”: “rôle” is not a field here; allowed are name, role, country and sources.',
    fr: 'Champ «\u202fparticipants.0.rôle\u202f»\u00a0: «\u202frôle\u202f» n’est pas un champ d’ici\u202f; sont admis name, role, country et sources.',
  },
  {
    old: 'They met.[^s1]',
    new: 'They met.[^1]',
    line: 14,
    field: 'summary.0',
    en: 'Field “summary.0”: the source “1” is cited but not listed; the sources listed are s1.',
    fr: 'Champ «\u202fsummary.0\u202f»\u00a0: la source «\u202f1\u202f» est citée mais ne figure pas dans la liste\u202f; celle-ci contient s1.',
  },
  {
    old: 'summary:\n  - They met.[^s1]',
    new: 'summary: []',
    line: 13,
    field: 'summary',
    en: 'Field “summary”: the list is too short (0); at least 1 must be in it.',
    fr: 'Champ «\u202fsummary\u202f»\u00a0: la liste est trop courte (0)\u202f; il en faut au moins 1.',
  },
  {
    old: 'summary:\n  - They met.[^s1]',
    new: 'summary: They met.',
    line: 13,
    field: 'summary',
    en: 'Field “summary”: “They met.” is of the wrong kind; it must be a list.',
    fr: 'Champ «\u202fsummary\u202f»\u00a0: «\u202fThey met.\u202f» n’est pas de la bonne sorte\u202f; il faut une liste.',
  },
  {
    old: '2024-12-01-chengdu#p7',
    new: 'chengdu',
    line: 20,
    field: 'proposals.0.takesUp.0.proposal',
    en: 'Field “proposals.0.takesUp.0.proposal”: “chengdu” does not fit here; it must be a brief and its proposal, such as 2024-12-01-chengdu#p7.',
    fr: 'Champ «\u202fproposals.0.takesUp.0.proposal\u202f»\u00a0: «\u202fchengdu\u202f» ne convient pas ici\u202f; il faut une note et sa proposition, comme 2024-12-01-chengdu#p7.',
  },
  {
    old: 'basis: source',
    new: 'basis: guess',
    line: 21,
    field: 'proposals.0.takesUp.0.basis',
    en: 'Field “proposals.0.takesUp.0.basis”: “guess” is not one of the choices; allowed are source, wording and theme.',
    fr: 'Champ «\u202fproposals.0.takesUp.0.basis\u202f»\u00a0: «\u202fguess\u202f» n’est pas l’un des choix\u202f; sont admis source, wording et theme.',
  },
  {
    old: '    by: [FR]\n',
    new: '',
    line: 23,
    field: 'commitments.0.by',
    en: 'Field “commitments.0.by”: nothing is given here; a value is required.',
    fr: 'Champ «\u202fcommitments.0.by\u202f»\u00a0: rien ne figure ici\u202f; une valeur est obligatoire.',
  },
  {
    old: '    by: [FR]',
    new: '    by: []',
    line: 24,
    field: 'commitments.0.by',
    en: 'Field “commitments.0.by”: the list is too short (0); at least 1 must be in it.',
    fr: 'Champ «\u202fcommitments.0.by\u202f»\u00a0: la liste est trop courte (0)\u202f; il en faut au moins 1.',
  },
  {
    old: 'leadsTo: 2026-04-01-quay',
    new: 'leadsTo: Quay',
    line: 29,
    field: 'followUps.0.leadsTo',
    en: 'Field “followUps.0.leadsTo”: “Quay” does not fit here; it must be an id of lower-case letters, digits and single hyphens, such as 2025-04-26-almaty, that is not a name Windows keeps for itself.',
    fr: 'Champ «\u202ffollowUps.0.leadsTo\u202f»\u00a0: «\u202fQuay\u202f» ne convient pas ici\u202f; il faut un identifiant en minuscules, chiffres et traits d’union simples, comme 2025-04-26-almaty, qui ne soit pas un nom réservé de Windows.',
  },
  {
    old: 'https://port.example/',
    new: 'ftp://port.example/',
    line: 33,
    field: 'sources.0.url',
    en: 'Field “sources.0.url”: “ftp://port.example/” does not fit here; it must be an address that starts with https:// or http://.',
    fr: 'Champ «\u202fsources.0.url\u202f»\u00a0: «\u202fftp://port.example/\u202f» ne convient pas ici\u202f; il faut une adresse qui commence par https:// ou http://.',
  },
  {
    old: 'revised: 2026-03-05',
    new: 'revised: 5 March',
    line: 34,
    field: 'revised',
    en: 'Field “revised”: “5 March” does not fit here; it must be a day that exists, such as 2025-04-26.',
    fr: 'Champ «\u202frevised\u202f»\u00a0: «\u202f5 March\u202f» ne convient pas ici\u202f; il faut un jour qui existe, comme 2025-04-26.',
  },
  {
    old: '  - id: s1\n    publisher: Port of Example',
    new: '  - id: s1\n    publisher: A\n  - id: s1\n    publisher: Port of Example',
    line: 33,
    field: 'sources.1.id',
    en: 'Field “sources.1.id”: “s1” is already the id of another entry, on line 31; each id is used once.',
    fr: 'Champ «\u202fsources.1.id\u202f»\u00a0: «\u202fs1\u202f» est déjà l’identifiant d’un autre élément, ligne 31\u202f; chacun ne sert qu’une fois.',
  },
  {
    old: 'proposal:p1',
    new: 'proposal:p2',
    line: 37,
    field: 'body',
    en: 'Body: there is no proposal “p2”; the proposals are p1.',
    fr: 'Corps du texte\u00a0: il n’y a pas de proposition «\u202fp2\u202f»\u202f; les propositions sont p1.',
  },
  {
    old: '.[^s1]\n',
    new: '.[^s2]\n',
    line: 14,
    field: 'summary.0',
    en: 'Field “summary.0”: the source “s2” is cited but not listed; the sources listed are s1.',
    fr: 'Champ «\u202fsummary.0\u202f»\u00a0: la source «\u202fs2\u202f» est citée mais ne figure pas dans la liste\u202f; celle-ci contient s1.',
  },
  {
    old: 'title: One list',
    new: 'title: "a\\u0007"',
    line: 17,
    field: 'proposals.0.title',
    en: 'Field “proposals.0.title”: the control character U+0007 stands here; only tabs and line breaks are allowed.',
    fr: 'Champ «\u202fproposals.0.title\u202f»\u00a0: le caractère de commande U+0007 se trouve ici\u202f; seuls tabulations et sauts de ligne sont admis.',
  },
  {
    old: 'A [list]',
    new: 'A \u0007[list]',
    line: 37,
    field: 'file',
    en: 'File: the control character U+0007 stands here; only tabs and line breaks are allowed.',
    fr: 'Fichier\u00a0: le caractère de commande U+0007 se trouve ici\u202f; seuls tabulations et sauts de ligne sont admis.',
  },
  {
    old: 'A [list]',
    new: `${'> '.repeat(20)}A [list]`,
    line: 37,
    field: 'body',
    en: 'Body: lists and quotations are nested 16 deep; at most 15 are allowed.',
    fr: 'Corps du texte\u00a0: listes et citations sont imbriquées sur 16 niveaux\u202f; 15 au plus sont admis.',
  },
  {
    old: 'A [list]',
    new: `${'x'.repeat(100_001)}A [list]`,
    line: 37,
    field: 'body',
    en: 'Body: one paragraph has 100,028 characters; at most 100,000 are allowed.',
    fr: 'Corps du texte\u00a0: un paragraphe compte 100\u202f028 caractères\u202f; 100\u202f000 au plus sont admis.',
  },
  {
    old: 'A [list]',
    new: `${'\n'.repeat(50_001)}A [list]`,
    line: 36,
    field: 'body',
    en: 'Body: the body has 50,004 lines; at most 50,000 are allowed.',
    fr: 'Corps du texte\u00a0: le corps compte 50\u202f004 lignes\u202f; 50\u202f000 au plus sont admises.',
  },
  {
    old: 'A [list]',
    new: `${'[^s1]'.repeat(15_000)}\n\n`.repeat(4),
    line: 43,
    field: 'body',
    en: 'Body: the body has more than 50,000 blocks, cells, items, quotations, emphases, links and citations; no more are allowed.',
    fr: 'Corps du texte\u00a0: le corps a plus de 50\u202f000 blocs, cases, éléments de liste, citations, mises en relief, liens et renvois\u202f; c’est le plus grand nombre admis.',
  },
  {
    old: 'A [list]',
    new: '# a\n'.repeat(20_001),
    line: 20_037,
    field: 'body',
    en: 'Body: the body has more than 20,000 headings, paragraphs, items and rows; no more are allowed.',
    fr: 'Corps du texte\u00a0: le corps a plus de 20\u202f000 titres, paragraphes, éléments de liste et lignes de tableau\u202f; c’est le plus grand nombre admis.',
  },
  {
    old: 'A [list]',
    new: `|${'a|'.repeat(101)}\n|${'-|'.repeat(101)}\n\nA [list]`,
    line: 37,
    field: 'body',
    en: 'Body: a table has more than 100 columns; no more are allowed.',
    fr: 'Corps du texte\u00a0: un tableau a plus de 100 colonnes\u202f; c’est le plus grand nombre admis.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: Harbour talks\nx: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]',
    line: 5,
    field: 'x.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0',
    en: 'Field “x.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0”: fields and lists are nested deeper than 16 levels; no more are allowed.',
    fr: 'Champ «\u202fx.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0\u202f»\u00a0: champs et listes sont imbriqués sur plus de 16 niveaux\u202f; c’est le plus grand nombre admis.',
  },
  {
    old: 'title: Harbour talks',
    new: `title: Harbour talks\n${Array.from({ length: 2000 }, (_, index) => `k${index}: 1\n`).join('')}`,
    line: 2002,
    field: 'file',
    en: 'File: there are more than 2,000 fields; no more are allowed.',
    fr: 'Fichier\u00a0: il y a plus de 2\u202f000 champs\u202f; c’est le plus grand nombre admis.',
  },
  {
    old: 'title: Harbour talks',
    new: `title: ${'x'.repeat(70_000)}`,
    line: 1,
    field: 'file',
    en: 'File: the front matter has 70,630 bytes; at most 65,536 are allowed.',
    fr: 'Fichier\u00a0: l’en-tête compte 70\u202f630 octets\u202f; 65\u202f536 au plus sont admis.',
  },
  {
    old: 'title: Harbour talks',
    new: 'title: Harbour talks\n...',
    line: 6,
    field: 'file',
    en: 'File: “standfirst: The two port authorities meet.” is not valid YAML; each field must be written “name: value” and indented like its neighbours.',
    fr: 'Fichier\u00a0: «\u202fstandfirst: The two port authorities meet.\u202f» n’est pas du YAML valable\u202f; chaque champ doit s’écrire «\u202fnom: valeur\u202f», avec le même retrait que ses voisins.',
  },
  {
    old: '  - id: s1\n',
    new: '  -\n',
    line: 32,
    field: 'sources.0.id',
    en: 'Field “sources.0.id”: nothing is given here; a value is required.',
    fr: 'Champ «\u202fsources.0.id\u202f»\u00a0: rien ne figure ici\u202f; une valeur est obligatoire.',
  },
  {
    old: 'proposals:',
    new: 'proposals: x\nq:',
    line: 15,
    field: 'proposals',
    en: 'Field “proposals”: “x” is of the wrong kind; it must be a list.',
    fr: 'Champ «\u202fproposals\u202f»\u00a0: «\u202fx\u202f» n’est pas de la bonne sorte\u202f; il faut une liste.',
  },
  {
    old: sound,
    new: '---\n- a\n---\n',
    line: 2,
    field: 'file',
    en: 'File: “- a” is of the wrong kind; it must be a set of named fields.',
    fr: 'Fichier\u00a0: «\u202f- a\u202f» n’est pas de la bonne sorte\u202f; il faut un ensemble de champs nommés.',
  },
  {
    old: sound,
    new: '---\n---\n',
    line: 2,
    field: 'id',
    en: 'Field “id”: nothing is given here; a value is required.',
    fr: 'Champ «\u202fid\u202f»\u00a0: rien ne figure ici\u202f; une valeur est obligatoire.',
  },
  {
    old: sound,
    new: '---\n--- a\n---\n',
    line: 2,
    field: 'file',
    en: 'File: “a” is of the wrong kind; it must be a set of named fields.',
    fr: 'Fichier\u00a0: «\u202fa\u202f» n’est pas de la bonne sorte\u202f; il faut un ensemble de champs nommés.',
  },
  {
    old: 'sources:\n  - id: s1',
    new: `sources:\n  - ${'1\n  - '.repeat(501)}id: s1`,
    line: 30,
    field: 'sources',
    en: 'Field “sources”: the list is too long (502); at most 500 are allowed.',
    fr: 'Champ «\u202fsources\u202f»\u00a0: la liste est trop longue (502)\u202f; 500 éléments au plus sont admis.',
  },
];

function problemsOf(text: string): readonly Problem[] {
  const parsed = parse('en.md', new TextEncoder().encode(text));
  return 'problems' in parsed ? parsed.problems : [];
}

describe('a problem', () => {
  it('is not found in a sound file', () => {
    expect(problemsOf(sound)).toEqual([]);
  });

  it.each(cases)('is told by its place and in a sentence: $en', ({ old, new: now, line, field, en, fr }) => {
    expect(sound).toContain(old);
    const [problem] = problemsOf(sound.replace(old, () => now));
    if (!problem) throw new Error('no problem was found');
    expect(problem).toMatchObject({ file: 'en.md', line, field });
    expect(problemSentence(problem, 'en')).toBe(en);
    expect(problemSentence(problem, 'fr')).toBe(fr);
    expect(problemLine(problem, 'en')).toBe(`en.md:${line}: ${field}: ${en.slice(en.indexOf(': ') + 2)}`);
    expect(problemLine(problem, 'fr')).toBe(`en.md:${line}: ${field}: ${fr.slice(fr.indexOf(': ') + 2)}`);
  });

  it('never hides another', () => {
    const broken = sound
      .replace('lang: en', 'lang: english')
      .replace('date: 2026-03-02', 'date: 2026-02-30')
      .replace('country: FR', 'contry: FR')
      .replace('They met.[^s1]', 'They met.[^s2]')
      .replace('(proposal:p1)', '(proposal:p2)');
    expect(problemsOf(broken).map(({ line, rule }) => [line, rule.code])).toEqual([
      [3, 'form'],
      [7, 'form'],
      [11, 'unknown-field'],
      [14, 'unknown-source'],
      [37, 'unknown-proposal'],
    ]);
  });

  it('follows from no other', () => {
    const codes = (text: string): string[] => problemsOf(text).map(({ rule }) => rule.code);
    expect(codes(sound.replace('title: Harbour talks', 'title: a: b'))).toEqual(['yaml']);
    expect(codes(sound.replace('sources:\n  - id', 'sources:\n  - di'))).toEqual([
      'missing',
      'unknown-field',
    ]);
    expect(codes(sound.replace('proposals:', 'proposals: none\nx:'))).toEqual(['type', 'unknown-field']);
  });

  it('stands for those after the hundredth', () => {
    const problems = problemsOf(sound.replace('A [list]', '[^x] '.repeat(300)));
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ line: 37, rule: { code: 'more-problems', count: 200 } });
  });

  it('is found on the line of the first byte that is no UTF-8', () => {
    const bytes = new TextEncoder().encode(sound);
    bytes[bytes.length - 3] = 0xff;
    const parsed = parse('en.md', bytes);
    expect('problems' in parsed && parsed.problems).toMatchObject([{ line: 37, rule: { code: 'encoding' } }]);
  });

  it('is found in a file that is too large, before any of it is read', () => {
    const parsed = parse('en.md', new Uint8Array(2 * 1024 * 1024 + 1));
    expect('problems' in parsed && parsed.problems).toMatchObject([
      { found: '2097153', rule: { code: 'file-size' } },
    ]);
  });
});

describe('what is quoted from a file', () => {
  it('is one short line without signs that hide or turn others', () => {
    expect(quotable(' a\n\tb ')).toBe('a b');
    expect(quotable('a\u202eb\u001b[31m\u200b')).toBe('a\ufffdb\ufffd[31m\ufffd');
    expect([...quotable('👩'.repeat(100))]).toHaveLength(60);
    expect(quotable(`${'👩'.repeat(59)}…`)).toBe(`${'👩'.repeat(59)}…`);
  });

  it('turns nothing on a terminal, whichever of it is told', () => {
    // A file may hold this mark of direction.
    const turned = '\u200f';
    const problems = problemsOf(
      sound.replace('- id: s1', `- id: "s${turned}"`).replace('country: FR', `"${turned}": FR`),
    );
    expect(problems.length).toBeGreaterThan(2);
    for (const problem of problems)
      expect(problemLine({ ...problem, file: `${turned}.md` }, 'fr')).not.toMatch(/\p{C}/u);
  });
});
