import { basename, resolve } from 'node:path';
import type { EditionRef } from '../../core/brief.ts';
import { briefId } from '../../core/brief-schema.ts';
import type { ImportedChanges } from '../../core/exchange.ts';
import { stateWords } from '../../core/importing/state-words.ts';
import { quotable, visible } from '../../core/problem.ts';
import { troubleSentence } from '../../core/sentences.ts';
import type { UiLang } from '../../core/settings.ts';
import {
  countOf,
  type EditionsOf,
  exportBytes,
  exportedBriefs,
  openEditions,
  readImportFile,
  weighFile,
} from '../exchange/exchange.ts';
import { exchangeSentence, inUseSentence, unknownBriefSentence } from '../exchange/exchange-words.ts';
import { runImport } from '../exchange/import-job.ts';
import { readLibrary } from '../library/library.ts';
import { unprintedSentence } from '../printing/print-words.ts';
import { takeProfile } from '../profile-lock.ts';
import { keepHistory } from '../stores/histories.ts';
import { openStores, type Stores } from '../stores/stores.ts';
import { writeWhole } from '../whole-file.ts';
import type { Command } from './command-line.ts';
import type { Outcome, Surroundings } from './verbs.ts';

type ExportCommand = Extract<Command, { readonly verb: 'export' }>;
type ImportCommand = Extract<Command, { readonly verb: 'import' }>;

/** `export ID|all --to=FILE`. The profile is only read, so that the app may be open on it. */
export async function exportVerb(
  { brief, format, to, json, userDataDir }: ExportCommand,
  { profile, shelves, now, cwd }: Surroundings,
  lang: UiLang,
): Promise<Outcome> {
  if (brief !== null && !briefId.safeParse(brief).success) return failed(unknownBriefSentence(brief, lang));
  const stores = openStores(profile(userDataDir), { now, access: 'read' });
  const { briefs } = await readLibrary(shelves(userDataDir));
  const editions: EditionsOf = (id) =>
    openEditions(
      shelves(userDataDir),
      briefs.find((found) => found.id === id),
    );
  const exported = await exportedBriefs(stores, editions, brief, null);
  if (!exported.length) {
    const isKnown = brief === null || briefs.some(({ id }) => id === brief);
    return failed(
      isKnown ? exchangeSentence({ code: 'nothing-to-export' }, '', lang) : unknownBriefSentence(brief, lang),
    );
  }
  const written = await writeWhole(resolve(cwd, to), exportBytes(format, exported, now(), lang));
  if (written !== 'written') return failed(unprintedSentence(written, to, lang));
  const annotations = countOf(exported);
  const told = { file: resolve(cwd, to), format, briefs: exported.map(({ id }) => id), annotations };
  return done(json ? document({ exported: told }) : `${visible(to)}: ${annotations}\n`);
}

/** `import FILE`. Nothing is written while the app, or another command, has the profile. */
export async function importVerb(
  command: ImportCommand,
  { profile, shelves, now, cwd }: Surroundings,
  lang: UiLang,
): Promise<Outcome> {
  const { file, dryRun, into, conflicts, userDataDir } = command;
  const read = await readImportFile(resolve(cwd, file), basename(file));
  if ('trouble' in read) return failed(exchangeSentence(read.trouble, file, lang));
  const { briefs } = await readLibrary(shelves(userDataDir));
  const editions: EditionsOf = (id) =>
    openEditions(
      shelves(userDataDir),
      briefs.find((found) => found.id === id),
    );
  const open = into && editionIn(await editions(into.id), into.lang);
  if (into && !open) return failed(unknownBriefSentence(into.id, lang));

  const release = dryRun ? () => undefined : takeProfile(profile(userDataDir).lock);
  if (typeof release !== 'function') return failed(inUseSentence(release, lang));
  try {
    const stores = openStores(profile(userDataDir), { now, access: dryRun ? 'read' : 'write' });
    const held = { ...read, chosen: new Map(), open, at: now().toISOString() };
    const weighed = await weighFile({ stores, editions, runImport: async (job) => runImport(job) }, held, {
      conflicts,
      others: {},
    });
    if ('trouble' in weighed) return failed(exchangeSentence(weighed.trouble, file, lang));
    const unsaved = dryRun ? null : await take(stores, weighed.changes, editions, now, lang);
    if (unsaved) return failed(unsaved);
    return done(told(command, weighed, lang));
  } finally {
    release();
  }
}

/** Saves what an import changes, and lets the app take it back; answers why not, or `null`. */
async function take(
  stores: Stores,
  imported: readonly ImportedChanges[],
  editions: EditionsOf,
  now: () => Date,
  lang: UiLang,
): Promise<string | null> {
  for (const { brief, changes } of imported) {
    const store = await stores.annotations.of(brief);
    const titles = (await editions(brief)).map((edition) => [edition.lang, edition.title] as const);
    const written = await store.change({
      titles: { ...store.value.titles, ...Object.fromEntries(titles) },
      put: changes.map(({ after }) => after),
      drop: [],
    });
    if (!written.ok) return troubleSentence({ kind: written.unsaved }, lang);
    const step = changes.map(
      ({ before, after }) => ({ of: 'annotation', id: after.id, before, after }) as const,
    );
    await keepHistory(stores, brief, [{ kind: 'record', changes: step, key: null }], now());
    await store.idle();
  }
  return null;
}

function editionIn(editions: Awaited<ReturnType<EditionsOf>>, lang: string | null): EditionRef | null {
  const found = editions.find((edition) => lang === null || edition.lang === lang);
  return found ? { id: found.id, lang: found.lang } : null;
}

function told(
  { json, dryRun, file }: ImportCommand,
  { preview, changes }: Extract<Awaited<ReturnType<typeof weighFile>>, { readonly preview: unknown }>,
  lang: UiLang,
): string {
  const changed = changes.reduce((sum, one) => sum + one.changes.length, 0);
  if (json)
    return document({
      file,
      dryRun,
      changed: dryRun ? 0 : changed,
      would: changed,
      sources: preview.sources,
      items: preview.items,
    });
  const words = stateWords[lang];
  const rows = preview.items.map(({ state, edition, theirs }) =>
    [words[state], edition ? `${edition.id}:${edition.lang}` : '', quotable(theirs?.quote ?? '')].join('\t'),
  );
  const sum = changed.toLocaleString(lang);
  const tally = {
    fr: dryRun ? `Annotations qui changeraient\u00a0: ${sum}.` : `Annotations importées\u00a0: ${sum}.`,
    en: dryRun ? `Annotations that would change: ${sum}.` : `Annotations imported: ${sum}.`,
  };
  return `${[...rows, tally[lang]].join('\n')}\n`;
}

function done(out: string): Outcome {
  return { code: 0, out, err: '' };
}

function failed(sentence: string): Outcome {
  return { code: 1, out: '', err: `aide-memoire: ${sentence}\n` };
}

function document(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
