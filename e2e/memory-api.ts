import type { Annotation } from '../core/annotation.ts';
import type {
  Answer,
  Api,
  EditionSummary,
  LibraryBrief,
  PackedBrief,
  PackedEdition,
  PackedLibrary,
  UnreadableBrief,
} from '../core/api.ts';
import type { Brief, EditionRef } from '../core/brief.ts';
import { pack } from '../core/packed.ts';
import { countDecided, type Positions } from '../core/position.ts';
import { docOfEdition } from '../core/search/doc.ts';
import { search } from '../core/search/search.ts';
import { buildSegment } from '../core/search/segment.ts';
import { changeSettings, defaultSettings, type Settings, type UiLang } from '../core/settings.ts';

/** What the library and the stores hold when the page opens. */
export interface Holdings {
  readonly lang: UiLang;
  /** Every edition of every brief. The first is open. */
  readonly briefs: readonly Brief[];
  readonly unreadable?: readonly UnreadableBrief[];
  readonly settings?: Partial<Settings>;
  /** By brief id. */
  readonly annotations?: Readonly<Record<string, readonly Annotation[]>>;
  /** By brief id. */
  readonly positions?: Readonly<Record<string, Positions>>;
}

/**
 * The main process without Electron and without a disk, so that the renderer runs in any browser: it answers as the real
 * one does, keeps what is saved while the page is open, opens no link and prints nothing.
 */
export function memoryApi(holdings: Holdings): Api {
  const { briefs, lang, unreadable = [] } = holdings;
  let settings = changeSettings(defaultSettings, holdings.settings ?? {});
  const annotations = new Map(
    Object.entries(holdings.annotations ?? {}).map(([brief, list]) => [
      brief,
      new Map(list.map((one) => [one.id, one])),
    ]),
  );
  const positions = new Map(Object.entries(holdings.positions ?? {}));

  const ok = async <T>(value: T): Answer<T> => ({ ok: true, value });
  const saved = (): ReturnType<Api['settings']['save']> => ok({ at: new Date().toISOString() });
  const kept = <T>(value: T) => ({ value, notice: null });
  const annotationsOn = (brief: string): readonly Annotation[] => [
    ...(annotations.get(brief)?.values() ?? []),
  ];
  const positionsOn = (brief: string): Positions => positions.get(brief) ?? {};

  function library(): PackedLibrary {
    const ids = [...new Set(briefs.map(({ id }) => id))];
    return {
      briefs: pack(ids.map(listed)),
      unreadable,
      waiting: [],
      folder: { name: 'briefs', isFirst: true },
      gone: [],
    };
  }

  function listed(id: string): LibraryBrief {
    const editions = briefs.filter((brief) => brief.id === id);
    const proposals = editions[0]?.proposals ?? [];
    return {
      id,
      origin: 'bundled',
      editions: editions.map(summary),
      proposals: proposals.length,
      decided: countDecided(proposals, positionsOn(id)),
      annotations: annotationsOn(id).length,
    };
  }

  function opened(brief: Brief): PackedBrief {
    return {
      brief: packedEdition(brief),
      annotations: kept(pack(annotationsOn(brief.id))),
      positions: kept(positionsOn(brief.id)),
      more: false,
    };
  }

  async function opening<T>({ id, lang: wanted }: EditionRef, made: (brief: Brief) => T): Answer<T> {
    const brief = briefs.find((one) => one.id === id && one.lang === wanted);
    if (brief) return { ok: true, value: made(brief) };
    return {
      ok: false,
      error: { code: 'not-found', sentence: `There is no ${wanted} edition of ${id}.` },
    };
  }

  return {
    start: () => {
      const [first] = briefs;
      return ok({ lang, settings: kept(settings), open: first ? opened(first) : null });
    },
    library: {
      list: () => ok(library()),
      proposals: () => ok([]),
      exportBoard: () => ok(null),
      add: () => ok({ kind: 'waiting', file: 'a.txt' }),
      draft: (file) => ok({ file, missing: [], foreign: [], suggestedTitle: '', opening: '' }),
      complete: () => ok({ sentences: [] }),
      trash: () => ok(true),
      chooseFolder: () => ok(null),
      glossary: (lang) => ok({ lang, terms: [], sources: [] }),
      open: (edition) => opening(edition, packedEdition),
      show: (edition) => opening(edition, opened),
    },
    annotations: {
      read: (brief) => ok(kept(pack(annotationsOn(brief)))),
      about: ({ id }) => ok(kept(pack(annotationsOn(id)))),
      save: (brief, put, drop) => {
        const now = new Map(annotations.get(brief));
        for (const annotation of put) now.set(annotation.id, annotation);
        for (const id of drop) now.delete(id);
        annotations.set(brief, now);
        return saved();
      },
      export: () => ok(null),
      exportAll: () => ok(null),
      importFile: () => ok(null),
      previewImport: () =>
        ok({
          file: '',
          briefs: [],
          items: pack([]),
          positions: [],
          sources: [],
          settings: 'none',
          titles: {},
        }),
      applyImport: () => ok({ briefs: [], changes: [], settings: null }),
    },
    positions: {
      read: (brief) => ok(kept(positionsOn(brief))),
      save: (brief, changes) => {
        const now = new Map(Object.entries(positionsOn(brief)));
        for (const [proposal, position] of Object.entries(changes)) {
          if (position) now.set(proposal, position);
          else now.delete(proposal);
        }
        positions.set(brief, Object.fromEntries(now));
        return saved();
      },
    },
    search: {
      find: (typed) => {
        const docs = briefs.map((brief) =>
          docOfEdition(
            brief,
            annotationsOn(brief.id),
            positionsOn(brief.id),
            settings.tags[brief.id] ?? [],
            `${brief.id}/${brief.lang}`,
            '',
          ),
        );
        const parts = [{ segment: buildSegment(docs), keeps: () => true }];
        return ok({ ...search(parts, typed, lang), reading: null });
      },
    },
    history: { read: () => ok({ done: [], undone: [] }), follow: saved },
    earlier: {
      list: () => ok([]),
      read: () => ok({ annotations: pack([]), positions: null }),
    },
    print: {
      preview: () => ok(emptyPage()),
      pdf: () => ok(null),
      board: () => ok(null),
      paper: () => ok(false),
      cancel: () => ok(true),
    },
    settings: {
      read: () => ok(kept(settings)),
      save: (change) => {
        settings = changeSettings(settings, change);
        return saved();
      },
    },
    links: { open: () => ok(false) },
    on: () => () => undefined,
  };
}

/** A PDF of one page without anything on it. */
function emptyPage(): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ];
  let file = '%PDF-1.7\n';
  const entries = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = ['0000000000 65535 f \n', ...entries];
  const trailer = `trailer\n<</Size ${table.length}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(`${file}xref\n0 ${table.length}\n${table.join('')}${trailer}`);
}

function summary({ lang, title, kind, series, tags, date, place, revision, text }: Brief): EditionSummary {
  const words = text.split(/\s+/).length;
  return { lang, title, kind, tags, date, place, revision, words, ...(series ? { series } : {}) };
}

function packedEdition(brief: Brief): PackedEdition {
  return { ...brief, blocks: pack(brief.blocks), layout: pack(brief.layout) };
}
