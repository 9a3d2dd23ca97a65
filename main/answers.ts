import { setTimeout } from 'node:timers/promises';
import type { Annotation } from '../core/annotation.ts';
import type {
  Kept,
  Library,
  OpenBrief,
  PackedBrief,
  PackedEdition,
  PackedHistory,
  PackedLibrary,
  Result,
  Saved,
  Start,
} from '../core/api.ts';
import { type Brief, type EditionRef, editionOfUrn } from '../core/brief.ts';
import type { History } from '../core/history.ts';
import type { Packed } from '../core/packed.ts';
import { madeAbout } from '../core/places.ts';
import type { Positions } from '../core/position.ts';
import { type Problem, problemSentence } from '../core/problem.ts';
import type { Settings, UiLang } from '../core/settings.ts';
import { type Notice, noticeSentence, type Trouble } from '../core/trouble-words.ts';
import { type ExchangeSources, exchangeAnswers, openEditions } from './exchange/exchange.ts';
import { type Answers, failure } from './gate.ts';
import { writeBoard } from './library/board-file.ts';
import { readGlossary } from './library/glossary.ts';
import { type Cached, type Known, nothingKnown } from './library/known.ts';
import { type FoundLibrary, type Made, openEdition, readLibrary, type Shelf } from './library/library.ts';
import { type OwnSources, ownAnswers } from './library/own-briefs.ts';
import { type EditionProposals, readProposals } from './library/proposals.ts';
import { goneFrom, summaryOf, sumOfAnnotations, sumOfPositions } from './library/sums.ts';
import { packed, packingOnce } from './packed.ts';
import type { Printing } from './printing/print.ts';
import { printAnswers } from './printing/print-answers.ts';
import type { Search } from './searching/search.ts';
import { keepHistory, readHistory } from './stores/histories.ts';
import type { Titles } from './stores/kinds.ts';
import type { Written } from './stores/store.ts';
import type { Stores } from './stores/stores.ts';

/** What the answers are made from. */
export interface Sources {
  readonly shelves: readonly Shelf[];
  /** Where what was read of the library is kept for the next run. */
  readonly cached: Cached;
  readonly stores: Stores;
  readonly search: Search;
  readonly lang: () => UiLang;
  readonly now: () => Date;
  readonly settingsChanged: (settings: Settings) => void;
  readonly followLink: (url: string) => Promise<boolean | null>;
  /** The system's dialogs, and the thread that reads what comes from elsewhere. */
  readonly exchange: Pick<ExchangeSources, 'askWhere' | 'askWhich' | 'opened' | 'documents' | 'work'>;
  /** The reader's own folder, and the system's trash. */
  readonly own: Pick<OwnSources, 'folder' | 'work' | 'touched' | 'trash' | 'chooseFolder'> & {
    readonly name: () => Library['folder'];
    readonly changes: Known['changes'];
    /** Called where files are still being written: they are to be listed again soon. */
    readonly arriving: () => void;
  };
  readonly printing: Printing;
}

/** Answers every channel from the library on disk and the reader's stores. */
export function answersFrom(sources: Sources): Answers {
  const { shelves, stores, search, lang } = sources;
  const known = nothingKnown(sources.cached, sources.own.changes);
  let latest: Promise<FoundLibrary> | null = null;
  /** The last that has ended. */
  let listed: FoundLibrary | null = null;
  const proposalsMade: Made<EditionProposals> = new Map();
  const packedOnce = packingOnce<Annotation>();

  const fail = (trouble: Trouble) => failure(trouble, lang());
  const readShelves = () => {
    latest = readLibrary(shelves, known).then((library) => {
      listed = library;
      return library;
    });
    return latest;
  };
  const briefOf = async (id: string) =>
    (await (latest ?? readShelves())).briefs.find((brief) => brief.id === id);

  const { folder, work, touched } = sources.own;
  const own = { folder, work, touched, list: readShelves, known, lang };
  const editionsOf = async (id: string) => openEditions(shelves, await briefOf(id), known);

  async function list(): Promise<PackedLibrary> {
    await known.recall();
    const [library, annotations, positions] = await Promise.all([
      readShelves(),
      stores.annotations.sums(sumOfAnnotations, known.annotations),
      stores.positions.sums(sumOfPositions, known.positions),
    ]);
    void known.keep();
    if (library.arriving) sources.own.arriving();
    return {
      briefs: await packed(library.briefs.map((brief) => summaryOf(brief, annotations, positions))),
      unreadable: library.unreadable.map((found) => ({
        ...found,
        sentences: found.problems.map((problem) => problemSentence(problem, lang())),
      })),
      waiting: library.waiting.map(({ file }) => file),
      folder: sources.own.name(),
      gone: goneFrom(library, annotations, positions),
    };
  }

  async function open(edition: EditionRef): Promise<Result<Brief>> {
    const found = await openEdition(shelves, edition, known);
    if (!found) return fail({ kind: 'unknown-brief' });
    return 'brief' in found ? ok(found.brief) : failUnreadable(found.problems);
  }

  function failUnreadable([problem]: readonly Problem[]): Result<never> {
    return fail(
      problem ? { kind: 'unreadable-brief', file: problem.file, problem } : { kind: 'unknown-brief' },
    );
  }

  async function openWithNotes(edition: EditionRef): Promise<Result<OpenBrief>> {
    const [opened, annotations, positions] = await Promise.all([
      open(edition),
      readAnnotations(edition.id),
      readPositions(edition.id),
    ]);
    return opened.ok ? ok({ brief: opened.value, annotations, positions }) : opened;
  }

  async function show(edition: EditionRef, block: number): Promise<Result<PackedBrief>> {
    const [opened, positions] = await Promise.all([open(edition), readPositions(edition.id)]);
    if (!opened.ok) return opened;
    const [brief, read] = await Promise.all([
      packedEdition(opened.value),
      Promise.race([readAnnotations(edition.id), setTimeout(patience, null)]),
    ]);
    if (!read) return ok({ brief, annotations: null, more: true, positions });
    const more = read.value.length > many;
    const annotations = await packedKept(more ? about(opened.value, block, read) : read);
    return ok({ brief, annotations, more, positions });
  }

  function about(brief: Brief, block: number, { value, notice }: Kept<readonly Annotation[]>) {
    return { value: madeAbout(brief, value, block), notice };
  }

  async function readAnnotations(brief: string): Promise<Kept<readonly Annotation[]>> {
    const store = await stores.annotations.of(brief);
    return kept(store, store.value.items);
  }

  async function readPositions(brief: string): Promise<Kept<Positions>> {
    const store = await stores.positions.of(brief);
    return kept(store, store.value.positions);
  }

  function kept<T>({ notice }: { readonly notice: Notice | null }, value: T): Kept<T> {
    return { value, notice: notice && noticeSentence(notice, lang()) };
  }

  function saved(written: Written): Result<Saved> {
    return written.ok ? ok({ at: written.at }) : fail({ kind: written.unsaved });
  }

  /** The edition last read, then the welcome brief's; the whole library is only read where neither is there. */
  async function* firstChoices({ last }: Settings): AsyncGenerator<EditionRef> {
    if (last) yield last;
    yield { id: welcome, lang: lang() };
    const { briefs } = await readShelves();
    const ranked = [...briefs].sort((a, b) => Number(a.origin === 'own') - Number(b.origin === 'own'));
    for (const { id, editions } of ranked)
      yield {
        id,
        lang: (editions.find((edition) => edition.lang === lang()) ?? editions[0])?.lang ?? lang(),
      };
  }

  /** The titles to keep beside what is written on a brief, or `null` for a brief that nobody knows. */
  async function titlesOf(id: string, before: Titles): Promise<Titles | null> {
    const opened = [...known.opened.values()].filter(({ brief }) => brief.id === id);
    const isKnown = opened.length > 0 || Object.keys(before).length > 0;
    // What is written waits for no list: one of a large folder, or of hostile files, takes its time.
    const brief = isKnown ? listed?.briefs.find((one) => one.id === id) : await briefOf(id);
    const editions = [
      ...opened.map(({ brief: { lang, title } }) => ({ lang, title })),
      ...(brief?.editions ?? []),
    ];
    const titles = { ...before, ...Object.fromEntries(editions.map(({ lang, title }) => [lang, title])) };
    return Object.keys(titles).length ? titles : null;
  }

  return {
    start: async () => {
      const settings = await stores.settings;
      const start: Start = { lang: lang(), settings: kept(settings, settings.value), open: null };
      for await (const edition of firstChoices(settings.value)) {
        const opened = await show(edition, settings.value.reading[edition.id] ?? 0);
        if (opened.ok) return ok({ ...start, open: opened.value });
      }
      return ok(start);
    },
    'library.list': async () => {
      const library = await list();
      // The window asks for the list once its text is on the screen.
      search.begin();
      return ok(library);
    },
    'library.open': async (edition) => {
      const opened = await open(edition);
      return opened.ok ? ok(await packedEdition(opened.value)) : opened;
    },
    'library.show': show,
    'library.glossary': async (lang) => {
      const read = await readGlossary(shelves, lang);
      return 'glossary' in read ? ok(read.glossary) : failUnreadable(read.problems);
    },
    'library.proposals': async (lang) => {
      const { briefs } = await (latest ?? readShelves());
      const positions = await stores.positions.all();
      const positionsOn = (brief: string) => positions.get(brief)?.value.positions ?? {};
      return ok(await readProposals(shelves, briefs, lang, known, proposalsMade, positionsOn));
    },
    ...ownAnswers({ ...sources.own, ...own }),
    'library.exportBoard': (format, text) => writeBoard({ ...sources.exchange, lang: lang() }, format, text),
    'annotations.read': async (brief) => ok(await packedKept(await readAnnotations(brief), packedOnce)),
    'annotations.about': async (edition, block) => {
      const [opened, read] = await Promise.all([open(edition), readAnnotations(edition.id)]);
      return opened.ok ? ok(await packedKept(about(opened.value, block, read))) : opened;
    },
    'annotations.save': async (brief, put, drop) => {
      if (put.some(({ target }) => editionOfUrn(target.source)?.id !== brief))
        return fail({ kind: 'refused' });
      const store = await stores.annotations.of(brief);
      const titles = await titlesOf(brief, store.value.titles);
      if (!titles) return fail({ kind: 'unknown-brief' });
      const written = await store.change({ titles, put, drop });
      search.changed(brief);
      return saved(written);
    },
    ...exchangeAnswers({ ...sources, ...sources.exchange, own, editions: editionsOf }),
    'positions.read': async (brief) => ok(await readPositions(brief)),
    'positions.save': async (brief, changes) => {
      const store = await stores.positions.of(brief);
      const titles = await titlesOf(brief, store.value.titles);
      if (!titles) return fail({ kind: 'unknown-brief' });
      const written = await store.change({ titles, positions: changes });
      search.changed(brief);
      return saved(written);
    },
    'search.find': async (typed) => {
      const found = await search.find(typed, lang());
      return found ? ok(found) : fail({ kind: 'internal' });
    },
    'history.read': async (brief) => ok(await packedHistory(await readHistory(stores, brief, sources.now()))),
    'history.follow': async (brief, moves) => {
      if (!(await briefOf(brief))) return fail({ kind: 'unknown-brief' });
      return saved(await keepHistory(stores, brief, moves, sources.now()));
    },
    'earlier.list': async (brief) => {
      const states = await Promise.all([
        stores.annotations.earlier(brief, 'annotations'),
        stores.positions.earlier(brief, 'positions'),
      ]);
      return ok(states.flat().sort((a, b) => b.at.localeCompare(a.at)));
    },
    'earlier.read': async (brief, of, key) => {
      const annotations = of === 'annotations' ? await stores.annotations.readEarlier(brief, key) : null;
      const positions = of === 'positions' ? await stores.positions.readEarlier(brief, key) : null;
      if (!annotations && !positions) return fail({ kind: 'state-gone' });
      return ok({
        annotations: annotations && (await packed(annotations.items)),
        positions: positions?.positions ?? null,
      });
    },
    ...printAnswers(
      {
        open: openWithNotes,
        langs: async (id) => {
          const { briefs, unreadable, waiting } = await (latest ?? readShelves());
          const read = briefs.find((brief) => brief.id === id)?.editions.map(({ lang }) => lang) ?? [];
          const files = [...unreadable, ...waiting].flatMap(({ file }) =>
            file.startsWith(`${id}/`) ? [file] : [],
          );
          return [...read, ...files.map((file) => file.slice(id.length + 1).replace(/\.md$/, ''))];
        },
        options: async () => (await stores.settings).value.print,
        now: sources.now,
        work,
        internal: () => fail({ kind: 'internal' }),
      },
      sources.printing,
    ),
    'settings.read': async () => {
      const store = await stores.settings;
      return ok(kept(store, store.value));
    },
    'settings.save': async (change) => {
      const store = await stores.settings;
      const written = store.change(change);
      sources.settingsChanged(store.value);
      for (const brief of Object.keys(change.tags ?? {})) search.changed(brief);
      return saved(await written);
    },
    'links.open': async (url) => {
      const opened = await sources.followLink(url);
      return opened === null ? fail({ kind: 'refused' }) : ok(opened);
    },
  };
}

async function packedEdition(brief: Brief): Promise<PackedEdition> {
  return { ...brief, blocks: await packed(brief.blocks), layout: await packed(brief.layout) };
}

async function packedKept<T>(
  { value, notice }: Kept<readonly T[]>,
  pack = packed<T>,
): Promise<Kept<Packed<T>>> {
  return { value: await pack(value), notice };
}

/** How long a text that could be shown waits for what is written on it, in milliseconds. */
const patience = 20;

/** More annotations than this are not all sent along with the text. */
const many = 500;

async function packedHistory({ done, undone }: History): Promise<PackedHistory> {
  const packedSteps = async (steps: History['done']) => {
    const all: PackedHistory['done'][number][] = [];
    for (const { changes, key } of steps) all.push({ changes: await packed(changes), key });
    return all;
  };
  return { done: await packedSteps(done), undone: await packedSteps(undone) };
}

function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The brief a new reader meets first: the one with a little of everything the program can do. */
const welcome = '2025-04-26-almaty';
