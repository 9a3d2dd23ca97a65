import {
  type Incoming,
  type IncomingPassage,
  instantOf,
  largestSource,
  listOf,
  objectOf,
  textOf,
} from './incoming.ts';
import { isOfType, keptSelectors, readPosition } from './web-annotation.ts';

type Members = ReadonlyMap<string, unknown>;

/** Whether a thing has the shape of Hypothesis's API: an address, targets, and no JSON-LD. */
export function isHypothesis(value: unknown): boolean {
  const members = objectOf(value);
  return members !== null && typeof members.get('uri') === 'string' && !members.has('@context');
}

/**
 * Annotations of Hypothesis's API or export. Its positions count UTF-16 code units, its text is Markdown. A reply stands as
 * text in the note of the annotation that its thread began with; where that is not in the file, it stands alone.
 */
export function readHypothesis(values: readonly unknown[]): (Incoming | null)[] {
  const all = values.map(objectOf);
  const replies = new Map<string, Members[]>();
  for (const members of all) {
    const id = textOf(members?.get('id'));
    if (members && id && !threadOf(members)) replies.set(id, []);
  }
  for (const members of all) if (members) replies.get(threadOf(members))?.push(members);
  return all.flatMap((members) => {
    if (!members || typeof members.get('uri') !== 'string') return [null];
    if (replies.has(threadOf(members))) return [];
    return [readOne(members, replies.get(textOf(members.get('id'))) ?? [])];
  });
}

/** The id of the annotation that a reply's thread began with; empty for what is no reply. */
function threadOf(members: Members): string {
  return textOf(listOf(members.get('references'))[0]);
}

function readOne(members: Members, replies: readonly Members[]): Incoming {
  const target = objectOf(listOf(members.get('target'))[0]);
  const created = instantOf(members.get('created'));
  const answers = [...replies].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1)).map(quoted);
  return {
    id: textOf(members.get('id')),
    source: (textOf(target?.get('source')) || textOf(members.get('uri'))).slice(0, largestSource),
    created,
    modified: instantOf(members.get('updated')) ?? created,
    creator: userOf(members),
    content: {
      colour: 'yellow',
      note: [textOf(members.get('text')), ...answers].filter((part) => part.trim()).join('\n\n'),
      tags: listOf(members.get('tags')).map(textOf),
    },
    passage: readPassage(listOf(target?.get('selector'))),
  };
}

function readPassage(selectors: readonly unknown[]): IncomingPassage {
  let quote: IncomingPassage['quote'] = null;
  let position: IncomingPassage['position'] = null;
  for (const selector of selectors) {
    const members = objectOf(selector);
    if (!members) continue;
    if (isOfType(members, 'TextQuoteSelector') && textOf(members.get('exact')))
      quote ??= {
        exact: textOf(members.get('exact')),
        prefix: textOf(members.get('prefix')),
        suffix: textOf(members.get('suffix')),
      };
    if (isOfType(members, 'TextPositionSelector')) position ??= readPosition(members, 'unit');
  }
  return { quote, position, fragment: null, revision: null, others: keptSelectors(selectors) };
}

/** A reply as a quotation under who wrote it and when. */
function quoted(reply: Members): string {
  const lines = textOf(reply.get('text')).trim().split('\n');
  const head = [`**${userOf(reply) || '?'}**`, dateOf(reply).slice(0, 10)].filter(Boolean).join(', ');
  return [head, '', ...lines].map((line) => `> ${line}`.trimEnd()).join('\n');
}

function dateOf(members: Members): string {
  return instantOf(members.get('created')) ?? '';
}

/** `acct:name@host` without what is always the same. */
function userOf(members: Members): string {
  const name = textOf(objectOf(members.get('user_info'))?.get('display_name'));
  return (name || textOf(members.get('user')).replace(/^acct:([^@]+)@.*$/, '$1')).slice(0, 200);
}
