import type { Annotation } from '../../core/annotation.ts';
import { briefUrn, type EditionRef, editionOfUrn } from '../../core/brief.ts';
import type {
  Choices,
  ImportChoices,
  ImportedChanges,
  ImportPosition,
  ImportPreview,
} from '../../core/exchange.ts';
import type { Change } from '../../core/history.ts';
import { briefsAbout, type ImportContent } from '../../core/importing/content.ts';
import { type OfferedPlace, offeredPlaces, setOn } from '../../core/importing/offered.ts';
import { type ImportText, importText } from '../../core/importing/placing.ts';
import {
  contentShown,
  type GroundEdition,
  importChanges,
  type Weighed,
  weigh,
} from '../../core/importing/weigh.ts';
import { standChanges, standShown, weighBriefs, weighStands } from '../../core/importing/weigh-stands.ts';
import { type Packed, pack, unpack } from '../../core/packed.ts';
import type { Positions } from '../../core/position.ts';
import { changeSettings, defaultSettings, type Settings } from '../../core/settings.ts';
import { type FileProblem, readFile } from './read-file.ts';

/** One step of an import. Plain data, since another thread does the work. */
export type ImportJob =
  | { readonly step: 'read'; readonly bytes: Uint8Array }
  | {
      readonly step: 'weigh';
      readonly file: string;
      readonly content: HeldContent;
      readonly ground: ImportGround;
    };

/** Content on its way between threads, with what the library is to be asked for. */
export interface HeldContent extends Omit<ImportContent, 'items'> {
  readonly items: Packed<ImportContent['items'][number]>;
  /** Ids of the briefs that it is about, as the file has them. */
  readonly about: readonly string[];
}

/** What a file is held against. */
export interface ImportGround {
  /** Of the library: those the file names, and those chosen for what is none. */
  readonly editions: readonly GroundEdition[];
  /** What the reader has on those briefs. */
  readonly mine: Packed<Annotation>;
  /** By brief; the reader's positions on those that are known. */
  readonly positions: ReadonlyMap<string, Positions>;
  readonly settings: Settings;
  /** What unknown sources are taken for, by name. */
  readonly chosen: ReadonlyMap<string, EditionRef | null>;
  /** What a source is taken for that is no brief's, and that nothing is chosen for. */
  readonly open: EditionRef | null;
  /** Now, ISO 8601 in UTC. */
  readonly at: string;
  /** `null` to look only. */
  readonly choices: ImportChoices | null;
}

export type ImportDone = { readonly problem: FileProblem } | { readonly content: HeldContent } | WeighedFile;

export interface WeighedFile {
  readonly preview: ImportPreview;
  readonly changes: readonly ImportedChanges[];
  /** Places among the file's briefs: those to be written to the reader's own folder. */
  readonly taken: readonly number[];
}

/** Reads a file, or weighs what was read. The same job gives the same answer. */
export async function runImport(job: ImportJob): Promise<ImportDone> {
  if (job.step === 'weigh')
    return weighFile(job.file, { ...job.content, items: unpack(job.content.items) }, job.ground);
  const read = await readFile(job.bytes);
  if ('problem' in read) return read;
  const { content } = read;
  return { content: { ...content, items: pack(content.items), about: [...briefsAbout(content)] } };
}

function weighFile(file: string, content: ImportContent, ground: ImportGround): WeighedFile {
  const chosen = new Map<string, EditionRef>();
  for (const source of new Set(content.items.flatMap((item) => item?.source ?? []))) {
    // A brief that is not there is no other brief, unless the reader says so.
    const byDefault = editionOfUrn(source) ? null : ground.open;
    const edition = ground.chosen.has(source) ? ground.chosen.get(source) : byDefault;
    if (edition) chosen.set(source, edition);
  }
  const brought = content.briefs.flatMap(({ brief }): GroundEdition[] =>
    brief ? [{ brief, origin: 'file' }] : [],
  );
  const editions = [...ground.editions, ...brought];
  const texts = textsOf(editions, content);
  const mine = byBrief(unpack(ground.mine));
  const items = weigh(content.items, {
    text: (edition) => texts(edition),
    mine: (brief) => mine.get(brief) ?? new Map(),
    chosen,
    at: ground.at,
  });
  const isKnown = (brief: string) =>
    content.titles.has(brief) || editions.some((one) => one.brief.id === brief);
  const positions = weighStands(content.positions, {
    mine: (brief) => (isKnown(brief) ? (ground.positions.get(brief) ?? {}) : null),
    title: (brief, proposal) => proposalOf(editions, brief, proposal),
  });
  const briefs = weighBriefs(content.briefs, ground.editions);
  const { choices } = ground;
  const offered = choices ? null : offeredFor(items, editions);
  return {
    preview: {
      file,
      briefs,
      items: pack(
        items.map(({ state, theirs, mine: own }, index) => ({
          state,
          theirs: theirs && contentShown(theirs),
          mine: state === 'conflicting' && own ? contentShown(own) : null,
          edition: theirs && editionOfUrn(theirs.target.source),
          places: offered?.get(index) ?? [],
        })),
      ),
      positions: positions.map(standShown),
      sources: sourcesOf(items, chosen),
      settings: settingsState(content, ground.settings),
      titles: Object.fromEntries(
        [...briefsAbout(content)].map((brief) => [brief, titleOf(brief, editions, content)]),
      ),
    },
    changes: choices ? changesOf(setByReader(items, editions, choices), positions, choices) : [],
    taken: choices
      ? briefs.flatMap(({ state }, index) =>
          state === 'new' || (state === 'conflicting' && chosenIn(choices.briefs)(index) === 'theirs')
            ? [index]
            : [],
        )
      : [],
  };
}

/** So many of what is not found are offered places: choosing among more is work for the list of annotations. */
const mostOffered = 500;

/** By the place in the file; one text after the other, since each is made ready but once. */
function offeredFor(
  items: readonly Weighed[],
  editions: readonly GroundEdition[],
): ReadonlyMap<number, readonly OfferedPlace[]> {
  const offered = new Map<number, readonly OfferedPlace[]>();
  const waiting = [...items.entries()].filter(([, item]) => isLost(item)).slice(0, mostOffered);
  for (const { brief } of editions) {
    const urn = briefUrn(brief);
    for (const [index, { theirs }] of waiting)
      if (theirs?.target.source === urn && !offered.has(index))
        offered.set(index, offeredPlaces(brief, theirs));
  }
  return offered;
}

function isLost({ state }: Weighed): boolean {
  return state === 'ambiguous' || state === 'passage-not-found';
}

/** What was not found, set where the reader says; as it was where none is said. */
function setByReader(
  items: readonly Weighed[],
  editions: readonly GroundEdition[],
  { places }: ImportChoices,
): Weighed[] {
  return items.map((item, index) => {
    const { theirs } = item;
    const place = isLost(item) && Object.hasOwn(places, index) ? places[index] : undefined;
    if (!place || !theirs) return item;
    const edition = editions.find(({ brief }) => briefUrn(brief) === theirs.target.source);
    return edition ? { ...item, theirs: setOn(edition.brief, theirs, place) } : item;
  });
}

/** Texts by their edition, each made ready when it is first asked for. Of an archive's brief that is gone it is empty. */
function textsOf(
  editions: readonly GroundEdition[],
  { titles }: ImportContent,
): (edition: EditionRef) => ImportText | null {
  const ready = new Map<string, ImportText | null>();
  return (edition) => {
    const urn = briefUrn(edition);
    const known = ready.get(urn);
    if (known !== undefined) return known;
    const found = editions.find(({ brief }) => brief.id === edition.id && brief.lang === edition.lang)?.brief;
    const isGone = !found && titles.has(edition.id);
    const text = found
      ? importText(found)
      : isGone
        ? importText({ text: '', revision: '0'.repeat(64) })
        : null;
    ready.set(urn, text);
    return text;
  };
}

function byBrief(annotations: readonly Annotation[]): Map<string, Map<string, Annotation>> {
  const briefs = new Map<string, Map<string, Annotation>>();
  for (const annotation of annotations) {
    const brief = briefOf(annotation);
    const own = briefs.get(brief) ?? new Map<string, Annotation>();
    briefs.set(brief, own.set(annotation.id, annotation));
  }
  return briefs;
}

function briefOf({ target }: Annotation): string {
  return editionOfUrn(target.source)?.id ?? '';
}

function proposalOf(
  editions: readonly GroundEdition[],
  id: string,
  proposal: string,
): { readonly title: string; readonly lang: string } {
  for (const { brief } of editions) {
    const found = brief.id === id && brief.proposals.find((one) => one.id === proposal);
    if (found) return { title: found.title, lang: brief.lang };
  }
  return { title: proposal, lang: 'und' };
}

function titleOf(id: string, editions: readonly GroundEdition[], { titles }: ImportContent): string {
  const edition = editions.find(({ brief }) => brief.id === id);
  return edition?.brief.title ?? Object.values(titles.get(id) ?? {})[0] ?? id;
}

function sourcesOf(
  weighed: readonly Weighed[],
  chosen: ReadonlyMap<string, EditionRef>,
): ImportPreview['sources'] {
  const counts = new Map<string, number>();
  for (const { source } of weighed) if (source !== null) counts.set(source, (counts.get(source) ?? 0) + 1);
  return [...counts].map(([name, items]) => ({ name, items, edition: chosen.get(name) ?? null }));
}

/** Settings that were never touched are none that anything could be in conflict with. */
function settingsState({ settings }: ImportContent, mine: Settings): ImportPreview['settings'] {
  if (!settings) return 'none';
  const told = (one: Settings) => JSON.stringify({ ...one, last: null, reading: {}, read: {} });
  const theirs = told(changeSettings(defaultSettings, settings));
  return told(mine) === theirs || told(mine) === told(defaultSettings) ? 'new' : 'conflicting';
}

function changesOf(
  items: readonly Weighed[],
  positions: readonly ImportPosition[],
  choices: ImportChoices,
): ImportedChanges[] {
  const briefs = new Map<string, Change[]>();
  const add = (brief: string, change: Change) => {
    const changes = briefs.get(brief) ?? [];
    changes.push(change);
    briefs.set(brief, changes);
  };
  for (const { before, after } of importChanges(items, chosenIn(choices.annotations)))
    add(briefOf(after), { of: 'annotation', id: after.id, before, after });
  for (const { brief, change } of standChanges(positions, chosenIn(choices.positions))) add(brief, change);
  return [...briefs].map(([brief, changes]) => {
    const annotation = changes.filter(({ of }) => of === 'annotation').length;
    const counts = { annotation, position: changes.length - annotation };
    return { brief, changes: pack(changes), counts };
  });
}

function chosenIn<T>({ all, others }: Choices<T>): (index: number) => T {
  const own = new Map(Object.entries(others));
  return (index) => own.get(String(index)) ?? all;
}
