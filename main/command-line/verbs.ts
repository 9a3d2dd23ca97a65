import type { LibraryBrief } from '../../core/api.ts';
import { type Problem, problemLine, visible } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import type { ExchangeWork } from '../exchange/exchange-work.ts';
import { readLibrary, type Shelf } from '../library/library.ts';
import type { Profile } from '../profile.ts';
import { uiLangOf } from '../ui-lang.ts';
import { checkFiles } from './check-files.ts';
import { parseCommandLine } from './command-line.ts';
import { helpWords, misuseSentence } from './command-words.ts';
import { exportVerb, importVerb } from './exchange-verbs.ts';

/** What a run of the program says and how it ends: 0 done, 1 failed, 2 wrong usage. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  /** One sentence a problem. */
  readonly err: string;
}

export interface Surroundings {
  /** The system's languages, the first one first. */
  readonly systemLangs: readonly string[];
  /** What relative paths count from. */
  readonly cwd: string;
  /** Of the profile named by `--user-data-dir`, or of the reader's own. */
  readonly shelves: (userDataDir: string | null) => readonly Shelf[];
  readonly profile: (userDataDir: string | null) => Profile;
  readonly now: () => Date;
  /** Reads what comes from elsewhere, within limits. */
  readonly work: ExchangeWork;
}

/** Runs a verb that needs no Electron. */
export async function runVerb(argv: readonly string[], around: Surroundings): Promise<Outcome> {
  const parsed = parseCommandLine(argv);
  if ('misuse' in parsed) {
    const lang = uiLangOf(parsed.lang ?? '', null, around.systemLangs);
    return { code: 2, out: '', err: `aide-memoire: ${misuseSentence(parsed.misuse, lang)}\n` };
  }
  const { command } = parsed;
  const lang = uiLangOf(command.lang ?? '', null, around.systemLangs);
  switch (command.verb) {
    case 'help':
      return { code: 0, out: helpWords[lang], err: '' };
    case 'list':
      return list(around.shelves(command.userDataDir), command.json, lang);
    case 'check':
      return check(command.paths, around.cwd, command.json, lang);
    case 'export':
      return exportVerb(command, around, lang);
    case 'import':
      return importVerb(command, around, lang);
    case 'print':
      return { code: 2, out: '', err: `aide-memoire: ${misuseSentence({ code: 'needs-app' }, lang)}\n` };
  }
}

/** The briefs, and those that are none, which do not keep the others from being listed. */
async function list(shelves: readonly Shelf[], json: boolean, lang: UiLang): Promise<Outcome> {
  const { briefs, waiting, ...found } = await readLibrary(shelves);
  const unreadable = [...found.unreadable, ...waiting];
  const problems = unreadable.flatMap((file) => file.problems);
  if (json) {
    const listed = briefs.map(({ id, origin, editions }) => ({
      id,
      origin,
      date: editions[0]?.date,
      proposals: editions[0]?.proposals.length ?? 0,
      editions: editions.map((edition) => ({
        lang: edition.lang,
        title: edition.title,
        kind: edition.kind,
        series: edition.series,
        place: edition.place,
        revised: edition.revised,
        revision: edition.revision,
      })),
    }));
    const broken = unreadable.map(({ file, problems }) => ({ file, problems: told(problems, lang) }));
    return done(document({ briefs: listed, unreadable: broken }));
  }
  const rows = briefs.map(({ id, editions, origin }) => {
    const shown = editions.find((edition) => edition.lang === lang) ?? editions[0];
    const langs = editions.map((edition) => edition.lang).join(',');
    return [id, shown?.date.start, langs, originWords[lang][origin], visible(shown?.title ?? '')].join('\t');
  });
  return done(lines([...rows, ...problems.map((problem) => problemLine(problem, lang))]));
}

const originWords: Readonly<Record<UiLang, Readonly<Record<LibraryBrief['origin'], string>>>> = {
  fr: { bundled: 'fournie', own: 'personnelle' },
  en: { bundled: 'bundled', own: 'own' },
};

async function check(paths: readonly string[], cwd: string, json: boolean, lang: UiLang): Promise<Outcome> {
  const { files, problems, remarks } = await checkFiles(paths, cwd);
  const out = json
    ? document({ files, problems: told(problems, lang), remarks: told(remarks, lang) })
    : lines([
        ...remarks.map((remark) => problemLine(remark, lang)),
        tally(files.length, problems.length, remarks.length, lang),
      ]);
  return {
    code: problems.length ? 1 : 0,
    out,
    err: lines(problems.map((problem) => problemLine(problem, lang))),
  };
}

function tally(files: number, problems: number, remarks: number, lang: UiLang): string {
  const [one, two, three] = [files, problems, remarks].map((count) => count.toLocaleString(lang));
  return lang === 'fr'
    ? `Fichiers contrôlés\u00a0: ${one}. Problèmes\u00a0: ${two}. Remarques\u00a0: ${three}.`
    : `Files checked: ${one}. Problems: ${two}. Remarks: ${three}.`;
}

function told(problems: readonly Problem[], lang: UiLang): object[] {
  return problems.map((problem) => ({ ...problem, sentence: problemLine(problem, lang) }));
}

function done(out: string): Outcome {
  return { code: 0, out, err: '' };
}

function document(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
