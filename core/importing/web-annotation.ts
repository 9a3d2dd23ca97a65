import type { Colour, ForeignSelector } from '../annotation.ts';
import { foreignSelector } from '../annotation-schema.ts';
import {
  colourOf,
  type Incoming,
  type IncomingPassage,
  type IncomingPosition,
  instantOf,
  largestSource,
  listOf,
  objectOf,
  type TextFragment,
  textFragmentOf,
  textOf,
} from './incoming.ts';

type Members = ReadonlyMap<string, unknown>;

/**
 * A W3C Web Annotation, or one of its profiles (Readium V1 and V2, EPUB Annotations): one annotation a target. Unknown members are
 * passed over. Empty where it is no annotation at all.
 * @param about What the annotations of a set are about, which then stands for their relative sources.
 */
export function readWebAnnotation(value: unknown, about: string): Incoming[] {
  const members = objectOf(value);
  if (!members || !isOfType(members, 'Annotation')) return [];
  const targets = listOf(members.get('target'));
  const bodies = [...listOf(members.get('body')), ...listOf(members.get('bodyValue')).map(literal)];
  const { note, tags, colour } = readBodies(bodies);
  const created = instantOf(members.get('created'));
  const id = textOf(members.get('id') ?? members.get('@id'));
  const creator = readCreator(members.get('creator'));
  return (targets.length ? targets : [null]).map((target, index) => {
    const styled = objectOf(target);
    return {
      // An annotation of several passages becomes several: each must have a name of its own.
      id: index && id ? `${id}#target-${index + 1}` : id,
      source: sourceOf(target, about),
      created,
      modified: instantOf(members.get('modified')) ?? created,
      creator,
      content: {
        colour: (styled && firstColour(listOf(styled.get('styleClass')))) ?? colour ?? 'yellow',
        note,
        tags,
      },
      passage: readPassage(styled),
    };
  });
}

export function isOfType(members: Members, type: string): boolean {
  return listOf(members.get('type') ?? members.get('@type')).some(
    (one) => one === type || one === `oa:${type}`,
  );
}

function literal(value: unknown): object {
  return { type: 'TextualBody', value };
}

interface Bodies {
  note: string;
  readonly tags: string[];
  colour: Colour | null;
}

/** All that is said, tags apart; bodies that lie elsewhere are kept as their address. */
function readBodies(bodies: readonly unknown[]): Bodies {
  const read: Bodies = { note: '', tags: [], colour: null };
  const waiting = [...bodies].reverse();
  for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
    const members = objectOf(body) ?? new Map([['id', body]]);
    const items = listOf(members.get('items'));
    if (items.length && waiting.length < 1000) waiting.push(...[...items].reverse());
    const said = textOf(members.get('value') ?? members.get('source') ?? members.get('id'));
    if (listOf(members.get('purpose')).includes('tagging')) read.tags.push(said);
    else if (said.trim()) read.note = read.note ? `${read.note}\n\n${said}` : said;
    // Readium's V1 has one tag, under either name; V2 has a list.
    for (const name of ['tags', 'tag', 'keyword'])
      read.tags.push(...listOf(members.get(name)).map(textOf).filter(Boolean));
    read.colour ??= colourOf(members.get('color'));
  }
  return read;
}

function firstColour(labels: readonly unknown[]): Colour | null {
  for (const label of labels) {
    const colour = colourOf(label);
    if (colour) return colour;
  }
  return null;
}

function readCreator(value: unknown): string {
  const [first] = listOf(value);
  return textOf(objectOf(first)?.get('name') ?? objectOf(first)?.get('id') ?? first).slice(0, 200);
}

function sourceOf(target: unknown, about: string): string {
  const members = objectOf(target);
  const named = members ? (members.get('source') ?? members.get('id')) : target;
  const source = textOf(objectOf(named)?.get('id') ?? named);
  return (/^[a-z][a-z\d+.-]*:/i.test(source) || !about ? source : about).slice(0, largestSource);
}

function readPassage(target: Members | null): IncomingPassage {
  let quote: IncomingPassage['quote'] = null;
  let position: IncomingPosition | null = null;
  let fragment: TextFragment | null = null;
  const selectors = listOf(target?.get('selector'));
  let own = 0;
  selectors.forEach((selector, index) => {
    const members = objectOf(selector);
    if (!members) return;
    // A position within something that is first to be found counts from there, not from the start of the text.
    if (!position && isOfType(members, 'TextPositionSelector')) {
      position = readPosition(members);
      own = index + 1;
    }
    for (const link of chain(members)) {
      if (isOfType(link, 'TextQuoteSelector')) quote ??= readQuote(link);
      if (isOfType(link, 'FragmentSelector')) fragment ??= textFragmentOf(textOf(link.get('value')));
    }
  });
  const revision = revisionOf(target?.get('state'));
  // What this program writes for others stands before its own two selectors.
  const kept = revision && quote && position ? selectors.slice(own) : selectors;
  return { quote, position, fragment, revision, others: keptSelectors(kept) };
}

/** A selector and those that refine it. */
function chain(selector: Members): Members[] {
  const links: Members[] = [];
  for (let link: Members | null = selector; link && links.length < 8; ) {
    links.push(link);
    link = objectOf(listOf(link.get('refinedBy'))[0]);
  }
  return links;
}

function readQuote(selector: Members): IncomingPassage['quote'] {
  if (typeof selector.get('exact') !== 'string') return null;
  return {
    exact: textOf(selector.get('exact')),
    prefix: textOf(selector.get('prefix')),
    suffix: textOf(selector.get('suffix')),
  };
}

export function readPosition(
  selector: Members,
  unit: IncomingPosition['unit'] = 'point',
): IncomingPosition | null {
  const [start, end] = [selector.get('start'), selector.get('end')];
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start
    ? { start, end, unit }
    : null;
}

function revisionOf(state: unknown): string | null {
  for (const one of listOf(state)) {
    const [, hex] = /^urn:sha256:([0-9a-f]{64})$/.exec(textOf(objectOf(one)?.get('id') ?? one)) ?? [];
    if (hex) return hex;
  }
  return null;
}

/** At most as many, and as large, as an annotation may keep. */
export function keptSelectors(selectors: readonly unknown[]): ForeignSelector[] {
  return selectors
    .flatMap((selector) => {
      const text = typeof selector === 'string' ? { type: 'FragmentSelector', value: selector } : selector;
      const kept = foreignSelector.safeParse(text);
      return kept.success ? [kept.data] : [];
    })
    .slice(0, 20);
}
