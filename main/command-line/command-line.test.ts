import { describe, expect, it } from 'vitest';
import { type Misuse, parseCommandLine } from './command-line.ts';
import { helpWords, misuseSentence } from './command-words.ts';

const plain = { userDataDir: null, json: false, lang: null };

describe('a command line', () => {
  it.each([
    ['list', { ...plain, verb: 'list' }],
    ['list --json --user-data-dir=/a', { verb: 'list', json: true, userDataDir: '/a', lang: null }],
    ['--lang fr --user-data-dir b list', { verb: 'list', json: false, userDataDir: 'b', lang: 'fr' }],
    ['check a b/c', { ...plain, verb: 'check', paths: ['a', 'b/c'] }],
    ['check -- --json -x', { ...plain, verb: 'check', paths: ['--json', '-x'] }],
    [
      'print a --to=b.pdf',
      { ...plain, verb: 'print', briefs: ['a'], edition: null, to: 'b.pdf', options: {} },
    ],
    [
      'print a/fr.md --lang fr --to b.pdf --paper letter --annotations=none',
      {
        ...{ ...plain, lang: 'fr', verb: 'print', briefs: ['a/fr.md'], edition: 'fr', to: 'b.pdf' },
        options: { paper: 'letter', annotations: 'none' },
      },
    ],
    [
      'print a --to=b --lang=zh-Hans',
      { ...plain, verb: 'print', briefs: ['a'], edition: 'zh-Hans', to: 'b', options: {} },
    ],
    [
      'print a b/fr.md --to=c --margins=wide --text-size large --editions=in-turn --without=summary,sources --no-numbers',
      {
        ...{ ...plain, verb: 'print', briefs: ['a', 'b/fr.md'], edition: null, to: 'c' },
        options: {
          margins: 'wide',
          textSize: 'large',
          editions: 'in-turn',
          summary: false,
          sources: false,
          paragraphNumbers: false,
        },
      },
    ],
    [
      'print a --to=b --copy=delegation --tags=à,b --colours=yellow,blue --circulation=Restreint',
      {
        ...{ ...plain, verb: 'print', briefs: ['a'], edition: null, to: 'b' },
        options: {
          copy: 'delegation',
          only: { colours: ['yellow', 'blue'], tags: ['à', 'b'], proposals: [] },
          circulation: 'Restreint',
        },
      },
    ],
    [
      'print a --to=b --clean',
      { ...plain, verb: 'print', briefs: ['a'], edition: null, to: 'b', options: { copy: 'clean' } },
    ],
    ['--help', { ...plain, verb: 'help' }],
    ['nonsense --help', { ...plain, verb: 'help' }],
  ])('is understood: %s', (line, command) => {
    expect(parseCommandLine(line.split(' '))).toEqual({ command });
  });

  it.each<[string, Misuse, string, string]>([
    [
      '',
      { code: 'no-verb' },
      'A verb is missing; allowed are list, check, print, export, import.',
      'Il manque un verbe\u202f; sont admis list, check, print, export, import.',
    ],
    [
      'prnt',
      { code: 'unknown-verb', found: 'prnt' },
      '“prnt” is not a verb; allowed are list, check, print, export, import.',
      '«\u202fprnt\u202f» n’est pas un verbe\u202f; sont admis list, check, print, export, import.',
    ],
    [
      'toString',
      { code: 'unknown-verb', found: 'toString' },
      '“toString” is not a verb; allowed are list, check, print, export, import.',
      '«\u202ftoString\u202f» n’est pas un verbe\u202f; sont admis list, check, print, export, import.',
    ],
    [
      'list --colour=red',
      { code: 'unknown-option', found: '--colour=red' },
      '“--colour=red” is not an option here; --help lists the options.',
      '«\u202f--colour=red\u202f» n’est pas une option d’ici\u202f; --help donne celles qui existent.',
    ],
    [
      'list --constructor',
      { code: 'unknown-option', found: '--constructor' },
      '“--constructor” is not an option here; --help lists the options.',
      '«\u202f--constructor\u202f» n’est pas une option d’ici\u202f; --help donne celles qui existent.',
    ],
    [
      'list -j',
      { code: 'unknown-option', found: '-j' },
      '“-j” is not an option here; --help lists the options.',
      '«\u202f-j\u202f» n’est pas une option d’ici\u202f; --help donne celles qui existent.',
    ],
    [
      'check a --to=b',
      { code: 'unknown-option', found: '--to' },
      '“--to” is not an option here; --help lists the options.',
      '«\u202f--to\u202f» n’est pas une option d’ici\u202f; --help donne celles qui existent.',
    ],
    [
      'list a',
      { code: 'unwanted-argument', found: 'a' },
      '“a” is not expected here; --help shows what is.',
      '«\u202fa\u202f» est de trop ici\u202f; --help dit ce qui est attendu.',
    ],
    [
      'print a --to=c --without=notes',
      {
        code: 'wrong-value',
        option: '--without',
        found: 'notes',
        allowed: ['summary', 'proposals', 'sources'],
      },
      '“notes” is not a value of --without; allowed are summary, proposals, sources.',
      '«\u202fnotes\u202f» n’est pas une valeur de --without\u202f; sont admises summary, proposals, sources.',
    ],
    [
      'print a --to=c --colours=yellow,red',
      {
        ...{ code: 'wrong-value', option: '--colours', found: 'yellow,red' },
        allowed: ['yellow', 'green', 'blue', 'pink'],
      },
      '“yellow,red” is not a value of --colours; allowed are yellow, green, blue, pink.',
      '«\u202fyellow,red\u202f» n’est pas une valeur de --colours\u202f; sont admises yellow, green, blue, pink.',
    ],
    [
      'print a --to=c --clean --copy=own',
      { code: 'repeated-option', option: '--copy' },
      'The option --copy is given twice; it is allowed once.',
      'L’option --copy figure deux fois\u202f; elle n’est admise qu’une fois.',
    ],
    [
      'list --user-data-dir',
      { code: 'no-value', option: '--user-data-dir' },
      'The option --user-data-dir needs a value; write --user-data-dir=VALUE.',
      'Il manque la valeur de l’option --user-data-dir\u202f; écrire --user-data-dir=VALEUR.',
    ],
    [
      'list --user-data-dir= ',
      { code: 'no-value', option: '--user-data-dir' },
      'The option --user-data-dir needs a value; write --user-data-dir=VALUE.',
      'Il manque la valeur de l’option --user-data-dir\u202f; écrire --user-data-dir=VALEUR.',
    ],
    [
      'print a --to --json',
      { code: 'no-value', option: '--to' },
      'The option --to needs a value; write --to=VALUE.',
      'Il manque la valeur de l’option --to\u202f; écrire --to=VALEUR.',
    ],
    [
      'list --json=yes',
      { code: 'unwanted-value', option: '--json' },
      'The option --json takes no value; write it alone.',
      'L’option --json n’a pas de valeur\u202f; l’écrire seule.',
    ],
    [
      'list --lang=fr --lang=en',
      { code: 'repeated-option', option: '--lang' },
      'The option --lang is given twice; it is allowed once.',
      'L’option --lang figure deux fois\u202f; elle n’est admise qu’une fois.',
    ],
    [
      'check',
      { code: 'no-paths' },
      'There is nothing to check; name at least one file or folder.',
      'Il n’y a rien à contrôler\u202f; nommez au moins un fichier ou un dossier.',
    ],
    [
      'print --to=a',
      { code: 'no-brief' },
      'There is nothing to print; name a brief by its id, or a file.',
      'Il n’y a rien à imprimer\u202f; nommez une note par son identifiant, ou un fichier.',
    ],
    [
      'print a',
      { code: 'no-target' },
      'The file to print to is missing; write --to=FILE.pdf.',
      'Il manque le fichier à écrire\u202f; écrire --to=FICHIER.pdf.',
    ],
    [
      'list --lang=de',
      { code: 'wrong-value', option: '--lang', found: 'de', allowed: ['fr', 'en'] },
      '“de” is not a value of --lang; allowed are fr, en.',
      '«\u202fde\u202f» n’est pas une valeur de --lang\u202f; sont admises fr, en.',
    ],
    [
      'print a --to=b --lang=french',
      { code: 'wrong-value', option: '--lang', found: 'french', allowed: ['fr', 'en', 'zh-Hans…'] },
      '“french” is not a value of --lang; allowed are fr, en, zh-Hans….',
      '«\u202ffrench\u202f» n’est pas une valeur de --lang\u202f; sont admises fr, en, zh-Hans….',
    ],
    [
      'print a --to=b --paper=a5',
      { code: 'wrong-value', option: '--paper', found: 'a5', allowed: ['a4', 'letter'] },
      '“a5” is not a value of --paper; allowed are a4, letter.',
      '«\u202fa5\u202f» n’est pas une valeur de --paper\u202f; sont admises a4, letter.',
    ],
    [
      'print a --to=b --annotations=all',
      { code: 'wrong-value', option: '--annotations', found: 'all', allowed: ['endnotes', 'margin', 'none'] },
      '“all” is not a value of --annotations; allowed are endnotes, margin, none.',
      '«\u202fall\u202f» n’est pas une valeur de --annotations\u202f; sont admises endnotes, margin, none.',
    ],
    [
      'export --to=a.csv',
      { code: 'no-subject' },
      'There is nothing to export; name a brief by its id, or “all”.',
      'Il n’y a rien à exporter\u202f; nommez une note par son identifiant, ou «\u202fall\u202f» pour toutes.',
    ],
    [
      'export all',
      { code: 'no-file' },
      'The file to write is missing; write --to=FILE.',
      'Il manque le fichier à écrire\u202f; écrire --to=FICHIER.',
    ],
    [
      'export all --to=a.csv --format=xml',
      {
        code: 'wrong-value',
        option: '--format',
        found: 'xml',
        allowed: ['jsonld', 'annotations', 'markdown', 'csv', 'csl', 'bibtex', 'archive'],
      },
      '“xml” is not a value of --format; allowed are jsonld, annotations, markdown, csv, csl, bibtex, archive.',
      '«\u202fxml\u202f» n’est pas une valeur de --format\u202f; sont admises jsonld, annotations, markdown, csv, csl, bibtex, archive.',
    ],
    [
      'export almaty --to=a.zip',
      {
        code: 'wrong-value',
        option: '--format',
        found: 'archive',
        allowed: ['jsonld', 'annotations', 'markdown', 'csv', 'csl', 'bibtex'],
      },
      '“archive” is not a value of --format; allowed are jsonld, annotations, markdown, csv, csl, bibtex.',
      '«\u202farchive\u202f» n’est pas une valeur de --format\u202f; sont admises jsonld, annotations, markdown, csv, csl, bibtex.',
    ],
    [
      'import',
      { code: 'no-import' },
      'There is no file to import; name one.',
      'Il n’y a pas de fichier à importer\u202f; nommez-en un.',
    ],
    [
      'import a --into=../b',
      { code: 'wrong-value', option: '--into', found: '../b', allowed: ['ID', 'ID:fr', 'ID:en…'] },
      '“../b” is not a value of --into; allowed are ID, ID:fr, ID:en….',
      '«\u202f../b\u202f» n’est pas une valeur de --into\u202f; sont admises ID, ID:fr, ID:en….',
    ],
    [
      'import a --conflicts=all',
      { code: 'wrong-value', option: '--conflicts', found: 'all', allowed: ['mine', 'theirs', 'both'] },
      '“all” is not a value of --conflicts; allowed are mine, theirs, both.',
      '«\u202fall\u202f» n’est pas une valeur de --conflicts\u202f; sont admises mine, theirs, both.',
    ],
    [
      'import a --paper=a4',
      { code: 'unknown-option', found: '--paper' },
      '“--paper” is not an option here; --help lists the options.',
      '«\u202f--paper\u202f» n’est pas une option d’ici\u202f; --help donne celles qui existent.',
    ],
  ])('is not understood: %s', (line, misuse, en, fr) => {
    expect(parseCommandLine(line.split(' ').filter(Boolean))).toMatchObject({ misuse });
    expect(misuseSentence(misuse, 'en')).toBe(en);
    expect(misuseSentence(misuse, 'fr')).toBe(fr);
  });

  it('names the format of an export by the end of its file too', () => {
    for (const [to, format] of [
      ['a.jsonld', 'jsonld'],
      ['a.annotations', 'annotations'],
      ['a.md', 'markdown'],
      ['a.csv', 'csv'],
      ['a.json', 'csl'],
      ['a.bib', 'bibtex'],
      ['a.zip', 'archive'],
    ])
      expect(parseCommandLine(['export', 'all', '--to', `${to}`])).toMatchObject({
        command: { verb: 'export', brief: null, format, to },
      });
    expect(parseCommandLine(['export', 'b', '--to=a.csv', '--format=bibtex'])).toMatchObject({
      command: { brief: 'b', format: 'bibtex' },
    });
  });

  it('imports with what the reader has before what comes, unless told otherwise', () => {
    expect(parseCommandLine(['import', 'f.json'])).toMatchObject({
      command: { verb: 'import', file: 'f.json', dryRun: false, into: null, conflicts: 'mine' },
    });
    expect(
      parseCommandLine(['import', 'f.json', '--dry-run', '--into=b:zh-Hans', '--conflicts=both']),
    ).toMatchObject({ command: { dryRun: true, into: { id: 'b', lang: 'zh-Hans' }, conflicts: 'both' } });
    expect(parseCommandLine(['import', 'f.json', '--into=b'])).toMatchObject({
      command: { into: { id: 'b', lang: null } },
    });
  });

  it('is answered in the language it asks for, also when it is not understood', () => {
    expect(parseCommandLine(['list', '--colour', '--lang=fr'])).toMatchObject({ lang: 'fr' });
    expect(parseCommandLine(['list', '--colour'])).toMatchObject({ lang: null });
  });

  it('turns nothing on a terminal by what is quoted of it', () => {
    expect(misuseSentence({ code: 'unknown-verb', found: '\u001b[31m\n\u202e' }, 'en')).not.toMatch(/\p{C}/u);
  });

  it('has a help that names each option', () => {
    for (const help of Object.values(helpWords))
      for (const option of [
        'list',
        'check',
        'print',
        '--to',
        '--lang',
        '--annotations',
        '--paper',
        '--margins',
        '--text-size',
        '--editions',
        '--without',
        '--no-numbers',
        '--colours',
        '--tags',
        '--proposals',
        '--copy',
        '--clean',
        '--circulation',
        'export',
        '--format',
        'import',
        '--dry-run',
        '--into',
        '--conflicts',
        '--user-data-dir',
        '--json',
      ])
        expect(help).toContain(option);
  });
});
