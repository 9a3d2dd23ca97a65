import { basename, resolve } from 'node:path';
import type { EditionRef } from '../../core/brief.ts';
import { briefId } from '../../core/brief-schema.ts';
import type { ImportedChanges } from '../../core/exchange.ts';
import { briefStateWords, stateWords } from '../../core/importing/state-words.ts';
import { unpack } from '../../core/packed.ts';
import { quotable, visible } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import { troubleSentence } from '../../core/trouble-words.ts';
import { writeWhole } from '../disk/whole-file.ts';
import {
  countOf,
  type EditionsOf,
  exportedBriefs,
  openEditions,
  readContent,
  readImportFile,
  takeBriefs,
  weighHeld,
} from '../exchange/exchange.ts';
import { exchangeSentence, inUseSentence, unknownBriefSentence } from '../exchange/exchange-words.ts';
import { packExports } from '../exchange/exchange-work.ts';
import { belongings } from '../exchange/export-all.ts';
import type { WeighedFile } from '../exchange/import-job.ts';
import { briefsHere } from '../library/briefs-here.ts';
import { nothingKnown } from '../library/known.ts';
import { type FoundLibrary, readLibrary, type Shelf } from '../library/library.ts';
import { unprintedSentence } from '../printing/print-words.ts';
import { takeProfile } from '../profile-lock.ts';
import { keepHistory } from '../stores/histories.ts';
import type { Titles } from '../stores/kinds.ts';
import { openStores, type Stores, saveAll } from '../stores/stores.ts';
import type { Command } from './command-line.ts';
import type { Outcome, Surroundings } from './verbs.ts';

type ExportCommand = Extract<Command, { readonly verb: 'export' }>;
type ImportCommand = Extract<Command, { readonly verb: 'import' }>;

/** `export ID|all --to=FILE`. The profile is only read, so that the app may be open on it. */
export async function exportVerb(
  { brief, format, to, json, userDataDir }: ExportCommand,
  around: Surroundings,
  lang: UiLang,
): Promise<Outcome> {
  const { profile, shelves, now, cwd, work } = around;
  if (brief !== null && !briefId.safeParse(brief).success) return failed(unknownBriefSentence(brief, lang));
  const stores = openStores(profile(userDataDir), { now, access: 'read' });
  if (format === 'archive') return exportArchive(stores, { to, json, userDataDir }, around, lang);
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
  const bytes = await work.runExport({
    format,
    briefs: await packExports(exported),
    at: now().toISOString(),
    lang,
  });
  if (bytes === 'overrun') return failed(troubleSentence({ kind: 'internal' }, lang));
  const written = await writeWhole(resolve(cwd, to), bytes);
  if (written !== 'written') return failed(unprintedSentence(written, to, lang));
  const annotations = countOf(exported);
  const told = { file: resolve(cwd, to), format, briefs: exported.map(({ id }) => id), annotations };
  return done(json ? document({ exported: told }) : `${visible(to)}: ${annotations}\n`);
}

/** `export all --format=archive`. */
async function exportArchive(
  stores: Stores,
  { to, json, userDataDir }: Pick<ExportCommand, 'to' | 'json' | 'userDataDir'>,
  { profile, shelves, now, cwd, work }: Surroundings,
  lang: UiLang,
): Promise<Outcome> {
  const known = nothingKnown();
  const folder = () => ownFolder(shelves(userDataDir), profile(userDataDir).briefs);
  const list = () => readLibrary(shelves(userDataDir), known);
  const all = await belongings(stores, { folder, list, known });
  if ('unread' in all) return failed(exchangeSentence({ code: 'own-unread' }, all.unread, lang));
  const bytes = await work.runExport({ format: 'archive', own: all, at: now().toISOString() });
  if (bytes === 'overrun') return failed(troubleSentence({ kind: 'internal' }, lang));
  const written = await writeWhole(resolve(cwd, to), bytes);
  if (written !== 'written') return failed(unprintedSentence(written, to, lang));
  const { annotations, positions } = all.counts;
  const told = {
    file: resolve(cwd, to),
    format: 'archive',
    briefs: all.briefs.length,
    annotations,
    positions,
  };
  return done(json ? document({ exported: told }) : `${visible(to)}: ${annotations}\n`);
}

function ownFolder(shelves: readonly Shelf[], otherwise: string): string {
  return shelves.find(({ origin }) => origin === 'own')?.folder ?? otherwise;
}

/** `import FILE`. Nothing is written while the app, or another command, has the profile. */
export async function importVerb(
  command: ImportCommand,
  around: Surroundings,
  lang: UiLang,
): Promise<Outcome> {
  const { file, dryRun, into, conflicts, userDataDir } = command;
  const { profile, shelves, now, cwd, work } = around;
  const read = await readImportFile(resolve(cwd, file), basename(file));
  if ('trouble' in read) return failed(exchangeSentence(read.trouble, file, lang));
  const known = nothingKnown();
  const list = () => readLibrary(shelves(userDataDir), known);
  const { briefs } = await list();
  const editions: EditionsOf = (id) =>
    openEditions(
      shelves(userDataDir),
      briefs.find((found) => found.id === id),
      known,
    );
  const open = into && editionIn(await editions(into.id), into.lang);
  if (into && !open) return failed(unknownBriefSentence(into.id, lang));
  const content = await readContent(work, read.bytes);
  if ('trouble' in content) return failed(exchangeSentence(content.trouble, file, lang));

  const release = dryRun ? () => undefined : takeProfile(profile(userDataDir).lock);
  if (typeof release !== 'function') return failed(inUseSentence(release, lang));
  try {
    const stores = openStores(profile(userDataDir), { now, access: dryRun ? 'read' : 'write' });
    const held = { name: read.name, ...content, chosen: new Map(), open, at: now().toISOString() };
    const side = conflicts === 'theirs' ? 'theirs' : 'mine';
    const weighed = await weighHeld({ stores, editions, work }, held, {
      annotations: { all: conflicts, others: {} },
      positions: { all: side, others: {} },
      briefs: { all: side, others: {} },
      places: {},
      settings: false,
    });
    if ('trouble' in weighed) return failed(exchangeSentence(weighed.trouble, file, lang));
    const takesSettings =
      weighed.preview.settings === 'new' || (weighed.preview.settings === 'conflicting' && side === 'theirs');
    if (!dryRun) {
      const folder = () => ownFolder(shelves(userDataDir), profile(userDataDir).briefs);
      const taken = await takeBriefs(
        { own: { folder, list, known, work: briefsHere, touched: () => {}, lang: () => lang }, stores },
        held.content,
        weighed,
      );
      if (!taken.ok) return failed(taken.error.sentence);
      const unsaved = await take(stores, weighed.changes, await titlesNow(list), now, lang);
      if (unsaved) return failed(unsaved);
      if (takesSettings && held.content.settings) await (await stores.settings).change(held.content.settings);
      await saveAll(stores);
    }
    return done(told(command, weighed, takesSettings, lang));
  } finally {
    release();
  }
}

/** The titles of the editions that are in the library, by brief. */
async function titlesNow(list: () => Promise<FoundLibrary>): Promise<ReadonlyMap<string, Titles>> {
  const { briefs } = await list();
  return new Map(
    briefs.map(({ id, editions }) => [
      id,
      Object.fromEntries(editions.map(({ lang, title }) => [lang, title])),
    ]),
  );
}

/** Saves what an import changes, and lets the app take it back; answers why not, or `null`. */
async function take(
  stores: Stores,
  imported: readonly ImportedChanges[],
  titles: ReadonlyMap<string, Titles>,
  now: () => Date,
  lang: UiLang,
): Promise<string | null> {
  for (const { brief, changes: packed } of imported) {
    const changes = unpack(packed);
    const put = changes.flatMap((change) => (change.of === 'annotation' && change.after) || []);
    const decided = changes.flatMap((change) =>
      change.of === 'position' ? [[change.id, change.after] as const] : [],
    );
    const [annotations, positions] = [await stores.annotations.of(brief), await stores.positions.of(brief)];
    if (put.length) {
      const written = await annotations.change({
        titles: { ...annotations.value.titles, ...titles.get(brief) },
        put,
        drop: [],
      });
      if (!written.ok) return troubleSentence({ kind: written.unsaved }, lang);
    }
    if (decided.length) {
      const written = await positions.change({
        titles: { ...positions.value.titles, ...titles.get(brief) },
        positions: Object.fromEntries(decided),
      });
      if (!written.ok) return troubleSentence({ kind: written.unsaved }, lang);
    }
    await keepHistory(stores, brief, [{ kind: 'record', changes, key: null }], now());
    await Promise.all([annotations.idle(), positions.idle()]);
  }
  return null;
}

function editionIn(editions: Awaited<ReturnType<EditionsOf>>, lang: string | null): EditionRef | null {
  const found = editions.find(({ brief }) => lang === null || brief.lang === lang)?.brief;
  return found ? { id: found.id, lang: found.lang } : null;
}

function told(
  { json, dryRun, file }: ImportCommand,
  { preview, changes, taken }: WeighedFile,
  settings: boolean,
  lang: UiLang,
): string {
  const count = (of: 'annotation' | 'position') => changes.reduce((sum, { counts }) => sum + counts[of], 0);
  const would = { changed: count('annotation'), positions: count('position'), briefs: taken.length };
  if (json)
    return document({
      file,
      dryRun,
      changed: dryRun ? 0 : would.changed,
      would: would.changed,
      ...(preview.briefs.length && { briefs: preview.briefs, wouldBriefs: would.briefs }),
      ...(preview.positions.length && { positions: preview.positions, wouldPositions: would.positions }),
      ...(preview.settings !== 'none' && { settings }),
      sources: preview.sources,
      items: unpack(preview.items),
    });
  const words = stateWords[lang];
  const edition = (of: EditionRef | null) => (of ? `${of.id}:${of.lang}` : '');
  const rows = [
    ...preview.briefs.map((one) =>
      [briefStateWords[lang][one.state], edition(one.edition), quotable(one.title)].join('\t'),
    ),
    ...unpack(preview.items).map(({ state, edition: of, theirs }) =>
      [words[state], edition(of), quotable(theirs?.quote ?? '')].join('\t'),
    ),
    ...preview.positions.map(({ state, brief, proposal, title }) =>
      [words[state], `${brief}#${proposal}`, quotable(title)].join('\t'),
    ),
  ];
  const lines = (['briefs', 'changed', 'positions'] as const)
    .filter((kind) => kind === 'changed' || preview[kind].length)
    .map((kind) => `${tallyWords[lang][kind][dryRun ? 0 : 1]} ${would[kind].toLocaleString(lang)}.`);
  return `${[...rows, ...lines].join('\n')}\n`;
}

const tallyWords: Readonly<
  Record<UiLang, Readonly<Record<'changed' | 'positions' | 'briefs', readonly [would: string, did: string]>>>
> = {
  fr: {
    changed: ['Annotations qui changeraient\u00a0:', 'Annotations importées\u00a0:'],
    positions: ['Positions qui changeraient\u00a0:', 'Positions importées\u00a0:'],
    briefs: ['Notes qui seraient ajoutées\u00a0:', 'Notes ajoutées\u00a0:'],
  },
  en: {
    changed: ['Annotations that would change:', 'Annotations imported:'],
    positions: ['Positions that would change:', 'Positions imported:'],
    briefs: ['Briefs that would be added:', 'Briefs added:'],
  },
};

function done(out: string): Outcome {
  return { code: 0, out, err: '' };
}

function failed(sentence: string): Outcome {
  return { code: 1, out: '', err: `aide-memoire: ${sentence}\n` };
}

function document(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
