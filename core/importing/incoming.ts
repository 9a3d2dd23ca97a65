import type { AnnotationContent, Colour, ForeignSelector, TextQuoteSelector } from '../annotation.ts';

/** One annotation as a file tells it, before it is set on a brief. */
export interface Incoming {
  /** As the file names it; empty where it does not. */
  readonly id: string;
  /** What it is about: `urn:brief:…`, an address, or any other name; empty where nothing is named. */
  readonly source: string;
  /** ISO 8601 in UTC; `null` where the file does not say. */
  readonly created: string | null;
  readonly modified: string | null;
  /** Who wrote it; empty where the file does not say. */
  readonly creator: string;
  readonly content: AnnotationContent;
  readonly passage: IncomingPassage;
}

export interface IncomingPassage {
  readonly quote: Omit<TextQuoteSelector, 'type'> | null;
  readonly position: IncomingPosition | null;
  readonly fragment: TextFragment | null;
  /** SHA-256 of the text that the selectors were made on, where the file says so: then they are as this program makes them. */
  readonly revision: string | null;
  /** The selectors to keep beside quote and position, as they came. */
  readonly others: readonly ForeignSelector[];
}

export interface IncomingPosition {
  readonly start: number;
  readonly end: number;
  /** Unicode code points, as the Recommendation has it, or UTF-16 code units, as browsers count. */
  readonly unit: 'point' | 'unit';
}

/** https://wicg.github.io/scroll-to-text-fragment/ */
export interface TextFragment {
  readonly prefix: string;
  readonly start: string;
  /** Empty where `start` is the whole passage. */
  readonly end: string;
  readonly suffix: string;
}

/** Characters of a source's name; what is longer is cut. */
export const largestSource = 2000;

/** An object of a file, or `null` for anything else. Own members only: `__proto__` is a member like any other. */
export function objectOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value));
}

/** JSON-LD writes a list of one as the thing itself. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A half of a surrogate pair alone is no character and could not be written to a file. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : '';
}

/** An instant as this program writes it, or `null` for what is none. What is written so already stays to the letter. */
export function instantOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const time = Date.parse(value);
  if (Number.isNaN(time)) return null;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) ? value : new Date(time).toISOString();
}

/** The nearest of this program's colours to a colour's label. */
export function colourOf(label: unknown): Colour | null {
  switch (typeof label === 'string' ? label.toLowerCase() : '') {
    case 'yellow':
    case 'orange':
      return 'yellow';
    case 'green':
      return 'green';
    case 'blue':
    case 'cyan':
      return 'blue';
    case 'pink':
    case 'purple':
    case 'red':
    case 'magenta':
      return 'pink';
    default:
      return null;
  }
}

/** What a text fragment directive names (`:~:text=prefix-,start,end,-suffix`), or `null` where there is none. */
export function textFragmentOf(value: string): TextFragment | null {
  const opening = value.indexOf(':~:');
  if (opening < 0) return null;
  const directives = value.slice(opening + ':~:'.length).split('&');
  const directive = directives.findLast((one) => one.startsWith('text='))?.slice('text='.length);
  if (directive === undefined) return null;
  const parts = directive.split(',');
  const prefix = parts[0]?.endsWith('-') ? decoded((parts.shift() ?? '').slice(0, -1)) : '';
  const suffix = parts.at(-1)?.startsWith('-') ? decoded((parts.pop() ?? '').slice(1)) : '';
  const [start, end, ...rest] = parts.map(decoded);
  return start && !rest.length ? { prefix, start, end: end ?? '', suffix } : null;
}

function decoded(part: string): string {
  try {
    return textOf(decodeURIComponent(part));
  } catch {
    // A stray per cent sign: taken as it stands.
    return textOf(part);
  }
}
