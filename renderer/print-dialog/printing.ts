import { computed, signal } from '@lit-labs/signals';
import { type Annotation, tagsOf } from '../../core/annotation.ts';
import type { LibraryBrief, PrintJob } from '../../core/api.ts';
import { briefUrn, type EditionRef } from '../../core/brief.ts';
import { defaultPrintOptions, type PrintOptions } from '../../core/printing/print.ts';
import { state } from '../state.ts';
import { printWords } from '../words/printing.ts';

/** What the print dialog shows; `actions/printing.ts` changes it. */
export const printing = {
  /** What the reader came for; the dialog offers both. */
  to: signal<'pdf' | 'paper'>('pdf'),
  /** Ids of the briefs to print, and whether the reader chooses them or prints the open one. */
  briefs: signal<ReadonlySet<string>>(new Set()),
  choosing: signal(false),
  /** The language of the editions to print, where a brief has one in it. */
  lang: signal(''),
  options: signal<PrintOptions>(defaultPrintOptions),
  files: signal<PrintJob['files']>('one'),
  /** What is written on the briefs to print, by brief. */
  annotations: signal<ReadonlyMap<string, readonly Annotation[]>>(new Map()),
  /** The file as it would be written; its pages are shown until those of a newer one are there. */
  pages: signal<Uint8Array | null>(null),
  /** Whether pages are being made that are not shown yet. */
  layingOut: signal(false),
  /** Why there are no pages of what is chosen, in one sentence. */
  trouble: signal<string | null>(null),
  /** Whether the main process is asking where, or how, to print. */
  asking: signal(false),
} as const;

export const sheetWords = computed(() => printWords[state.lang.get()]);

/** The briefs of the library in the order of their meetings, as they are printed. */
export const briefsByDate = computed((): readonly LibraryBrief[] =>
  [...state.library.get().briefs].sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || (a.id < b.id ? -1 : 1)),
);

function dayOf({ editions }: LibraryBrief): string {
  return editions[0]?.date.start ?? '';
}

export const chosenBriefs = computed((): readonly LibraryBrief[] =>
  briefsByDate.get().filter(({ id }) => printing.briefs.get().has(id)),
);

/** The language a brief is printed in: the one chosen, else its first. */
export function langOf({ editions }: LibraryBrief): string {
  const langs = editions.map(({ lang }) => lang);
  const wanted = printing.lang.get();
  return langs.includes(wanted) ? wanted : (langs[0] ?? wanted);
}

/** The languages that any of the briefs has an edition in. */
export const langs = computed((): readonly string[] => [
  ...new Set(chosenBriefs.get().flatMap(({ editions }) => editions.map(({ lang }) => lang))),
]);

/** The editions to print. The open brief's is known before the library is, and whatever has become of its file. */
const editions = computed((): readonly EditionRef[] => {
  const open = state.brief.get();
  if (printing.choosing.get())
    return chosenBriefs.get().map((brief) => ({ id: brief.id, lang: langOf(brief) }));
  return open ? [{ id: open.id, lang: printing.lang.get() }] : [];
});

/** What is to be printed; `null` while no brief is chosen. */
export const job = computed((): PrintJob | null => {
  const [first, ...others] = editions.get();
  return first
    ? { editions: [first, ...others], options: printing.options.get(), files: printing.files.get() }
    : null;
});

/** The tags on the editions to print, and those chosen, each with how many annotations have it; in the order of the language. */
export const tags = computed((): readonly (readonly [tag: string, count: number])[] => {
  const options = printing.options.get();
  const counts = new Map(options.only.tags.map((tag) => [tag, 0]));
  for (const edition of editions.get()) {
    for (const annotation of printing.annotations.get().get(edition.id) ?? []) {
      if (options.editions === 'one' && annotation.target.source !== briefUrn(edition)) continue;
      for (const tag of tagsOf(annotation)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
  }
  const collator = new Intl.Collator(state.lang.get());
  return [...counts].sort(([a], [b]) => collator.compare(a, b));
});
