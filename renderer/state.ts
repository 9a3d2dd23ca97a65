import { computed, signal } from '@lit-labs/signals';
import { type Anchor, standAll } from '../core/anchor.ts';
import type { Annotation, Selectors } from '../core/annotation.ts';
import type { GoneBrief, Library } from '../core/api.ts';
import { type Brief, briefUrn } from '../core/brief.ts';
import type { Glossary } from '../core/glossary-schema.ts';
import { type History, noHistory } from '../core/history.ts';
import { lookedUpTogether } from '../core/places.ts';
import type { Positions } from '../core/position.ts';
import { defaultSettings, type Settings, type UiLang } from '../core/settings.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';

/** A stretch of the open brief's text, UTF-16 offsets. */
export interface Passage {
  readonly start: number;
  readonly end: number;
}

/** An annotation of the open edition and where its passage is. */
export interface Mark extends Passage {
  readonly annotation: Annotation;
  /** Whether the passage has other words now than those that were marked. */
  readonly changed: boolean;
}

/** A place in the text the reader asked for. A new object each time, so that the same place can be asked for twice. */
export interface Goal extends Passage {
  /** `top` keeps the reading position, `middle` shows a passage among its neighbours and draws the eye to it. */
  readonly at: 'top' | 'middle';
}

/** Passages that are looked up together, since they tell of one another. */
export type Together = readonly Selectors[];

export interface Located {
  readonly text: string;
  readonly places: ReadonlyMap<Selectors, Anchor | null>;
}

export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly sentence: string };

/** The columns beside the text. */
export type Column = 'library' | 'side';

export type View = 'text' | 'lineage' | 'glossary';

export type Dialog =
  | 'palette'
  | 'paragraph'
  | 'help'
  | 'display'
  | 'restore'
  | 'gone'
  | 'print'
  | 'export'
  | 'import'
  | 'draft'
  | 'replace'
  | 'tags'
  | 'trash'
  | null;

/** All that the panes show. Panes read it; what is kept on disk is changed by `actions/` alone. */
export const state = {
  lang: signal<UiLang>('en'),
  settings: signal<Settings>(defaultSettings),
  library: signal<Library>({
    briefs: [],
    unreadable: [],
    waiting: [],
    folder: { name: '', isFirst: true },
    gone: [],
  }),
  brief: signal<Brief | null>(null),
  /** Another edition of the open brief, where the two are read side by side; `brief` is the one in hand. */
  beside: signal<Brief | null>(null),
  /** On every edition of the open brief. */
  annotations: signal<readonly Annotation[]>([]),
  /** Whether only some of them are there yet, and the others on their way. */
  arriving: signal(false),
  /** What was looked up of passages that do not stand where they did, and in which text. */
  located: signal<Located>({ text: '', places: new Map() }),
  locatedBeside: signal<Located>({ text: '', places: new Map() }),
  positions: signal<Positions>({}),
  history: signal<History>(noHistory),

  /** By block of the open edition, the annotations that stand on it in other editions. */
  elsewhere: signal<ReadonlyMap<number, readonly Annotation[]>>(new Map()),

  /** What is selected in the text. */
  selection: signal<Passage | null>(null),
  /** Where the keyboard or the last click is in the text. */
  caretAt: signal<number | null>(null),
  /** Id of the annotation in hand: the toolbar and the side pane work on it. */
  current: signal<string | null>(null),
  /** Whether the annotation in hand was taken up in the text, so that its toolbar stands beside it. */
  inText: signal(false),
  /** Id of the annotation whose note asks for the keyboard, once. */
  writing: signal<string | null>(null),
  /** Id of the proposal to show and light up in the checklist, once. */
  proposal: signal<string | null>(null),
  /** Id of the source to show in the summary, once. */
  source: signal<string | null>(null),
  /** Id of the glossary's term whose card is open. */
  term: signal<string | null>(null),
  /** The terms of the open edition's language; `null` until one is asked for. */
  glossary: signal<Glossary | null>(null),
  goal: signal<Goal | null>(null),
  /** A passage that is pointed at in the text, such as the one nearest to an orphan's. */
  pointed: signal<Passage | null>(null),
  caret: signal(false),
  /** What the mark in hand would cover if the end being dragged were let go. */
  stretched: signal<Passage | null>(null),

  saving: signal<Saving>({ kind: 'idle' }),
  /** A sentence that stays until the reader closes it. */
  notice: signal<string | null>(null),
  /** The last thing done, for those who cannot see it happen; a new object each time, so that the same is said again. */
  said: signal<{ readonly sentence: string }>({ sentence: '' }),
  /** How far the printing of a PDF has come, in steps, and into how many files it goes; `null` where none is printed. */
  printing: signal<{ readonly done: number; readonly of: number; readonly files: number } | null>(null),
  /** What came of the last thing that ends outside the window, such as a file: shown for a while. */
  told: signal(''),
  dialog: signal<Dialog>(null),
  /** The brief without text whose notes are shown. */
  gone: signal<GoneBrief | null>(null),
  /** What stands in the middle of the window. */
  view: signal<View>('text'),
  /** Which columns have no room of their own in the window and lie over the text while they are open. */
  crowded: signal<readonly Column[]>([]),
  /** The column that lies over the text for the moment. */
  over: signal<Column | null>(null),
  /** Index of the block at the top of the window, the same in all editions. */
  topBlock: signal(0),
  /** Where the reader is in the text, 0 to 1. */
  readPart: signal(0),
} as const;

export const words = computed(() => (state.lang.get() === 'fr' ? fr : en));

/** The columns that are open. Where one would lie over the text, what the reader chose for wide windows does not count. */
export const columnsShown = computed((): Readonly<Record<Column, boolean>> => {
  const { showLibrary, showSidePane } = state.settings.get();
  const crowded = state.crowded.get();
  const shown = (column: Column, chosen: boolean) =>
    crowded.includes(column) ? state.over.get() === column : chosen;
  return { library: shown('library', showLibrary), side: shown('side', showSidePane) };
});

/** The mark made before of the same annotation, where it is as it was: what is drawn of it need not be drawn again. */
const made = new WeakMap<Annotation, Mark>();

function sameMark(mark: Mark): Mark {
  const before = made.get(mark.annotation);
  if (before?.start === mark.start && before.end === mark.end && before.changed === mark.changed)
    return before;
  made.set(mark.annotation, mark);
  return mark;
}

/** Where passages stand unchanged in a text, looked at once each. */
function standingPlaces() {
  let known = { text: '', places: new WeakMap<Selectors, Anchor>() };
  return (text: string, annotations: readonly Annotation[]): WeakMap<Selectors, Anchor> => {
    if (known.text !== text) known = { text, places: new WeakMap() };
    const { places } = known;
    const unknown = annotations.map(({ target }) => target.selector).filter((one) => !places.has(one));
    standAll(text, unknown).forEach((place, index) => {
      const selectors = unknown[index];
      if (place && selectors) places.set(selectors, place);
    });
    return places;
  };
}

const standingHere = standingPlaces();

/** Looks ahead of time where annotations of the open edition stand, so that not all need be looked at in one go. */
export function lookUp(annotations: readonly Annotation[]): void {
  const brief = state.brief.get();
  if (brief) standingHere(brief.text, onEdition(brief, annotations));
}

/**
 * Where the annotations of an edition stand, those whose passage is not found, and the lists of passages to be looked up
 * together, each with at least one that does not stand where it did.
 */
function placing(
  edition: () => Brief | null,
  lookedUp: () => Located,
  standingIn: ReturnType<typeof standingPlaces>,
) {
  /** The order of the marks before the last change: what is nearly sorted is sorted at once. */
  let order: readonly Mark[] = [];

  return computed(() => {
    const brief = edition();
    const annotations = brief ? onEdition(brief, state.annotations.get()) : [];
    const found = new Map<string, Mark>();
    const orphans: Annotation[] = [];
    if (!brief) return { marks: [], orphans, pending: [] };
    const standing = standingIn(brief.text, annotations);
    const located = lookedUp();
    for (const annotation of annotations) {
      const { selector } = annotation.target;
      const stood = standing.get(selector);
      const place = stood ?? (located.text === brief.text ? located.places.get(selector) : undefined);
      if (place) {
        const { start, end } = place;
        const changed = !stood && brief.text.slice(start, end) !== selector[0].exact;
        found.set(annotation.id, sameMark({ annotation, start, end, changed }));
      } else if (place === null) orphans.push(annotation);
    }
    // Those that stand tell the others how the text has drifted.
    const pending = annotations.every(({ target }) => standing.has(target.selector))
      ? []
      : lookedUpTogether(brief.revision, annotations)
          .map((list) => list.map(({ target }) => target.selector))
          .filter((list) => !list.every((selectors) => standing.has(selectors)));
    const marks: Mark[] = [];
    for (const { annotation } of order) {
      const mark = found.get(annotation.id);
      if (mark) marks.push(mark);
      found.delete(annotation.id);
    }
    marks.push(...found.values());
    marks.sort((a, b) => a.start - b.start || b.end - a.end);
    order = marks;
    return { marks, orphans, pending };
  });
}

function onEdition(brief: Brief, annotations: readonly Annotation[]): readonly Annotation[] {
  const source = briefUrn(brief);
  return annotations.filter(({ target }) => target.source === source);
}

const placed = placing(
  () => state.brief.get(),
  () => state.located.get(),
  standingHere,
);
const placedBeside = placing(
  () => state.beside.get(),
  () => state.locatedBeside.get(),
  standingPlaces(),
);

/** Where the annotations of the open edition stand, in reading order. */
export const marks = computed((): readonly Mark[] => placed.get().marks);
/** Annotations of the open edition whose passage is not found. */
export const orphans = computed((): readonly Annotation[] => placed.get().orphans);
/** Whether the reader has kept an orphan as it is, knowing that the open revision lacks its passage. */
export function isKept({ target }: Annotation): boolean {
  return target.state === `urn:sha256:${state.brief.get()?.revision}`;
}

/** Lists of passages of the open edition to be looked up, each together. */
export const pending = computed((): readonly Together[] => placed.get().pending);

/** The same of the edition beside it. */
export const marksBeside = computed((): readonly Mark[] => placedBeside.get().marks);
export const pendingBeside = computed((): readonly Together[] => placedBeside.get().pending);

/** Annotations made in other editions of the open brief. */
export const elsewhere = computed((): readonly Annotation[] => {
  const brief = state.brief.get();
  const here = brief && briefUrn(brief);
  return state.annotations.get().filter(({ target }) => target.source !== here);
});

export const currentMark = computed(
  (): Mark | null => marks.get().find(({ annotation }) => annotation.id === state.current.get()) ?? null,
);
