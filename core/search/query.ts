import type { Decision } from '../position.ts';
import { fold, stem, wordsOf } from './fold.ts';

/**
 * What was asked. `lang:fr tag:énergie position:réserve before:2025 "bonne foi" commerce`: all words and phrases must be in
 * one edition of a brief, and all filters hold.
 */
export interface Query {
  /** Each a word, or the words of a phrase in quotation marks; folded. */
  readonly wanted: readonly Wanted[];
  readonly lang: string | null;
  /** As `tagLabel` makes them. */
  readonly tags: readonly string[];
  readonly positions: readonly Decision[];
  /** The first day that is too late, ISO; `null` for none. */
  readonly before: string | null;
  /** The last day that is too early. */
  readonly after: string | null;
}

export interface Wanted {
  /** At least one. */
  readonly words: readonly string[];
  /** In quotation marks: as it stands, but for case and accents. */
  readonly isPhrase: boolean;
  /** The last word may be the beginning of one: it is still being typed. */
  readonly isOpen: boolean;
}

/** More words than this are not looked at; nor more words in a phrase. */
const most = { wanted: 10, phrase: 20 } as const;
/** More characters than this are not read. */
const longest = 1000;

const names: Readonly<Record<string, 'lang' | 'tag' | 'position' | 'before' | 'after'>> = {
  lang: 'lang',
  langue: 'lang',
  language: 'lang',
  tag: 'tag',
  etiquette: 'tag',
  position: 'position',
  before: 'before',
  avant: 'before',
  after: 'after',
  apres: 'after',
};

const decisions: Readonly<Record<string, Decision>> = Object.fromEntries(
  (
    [
      ['support', 'support supported appui appuyer appuye soutien soutenir soutenu'],
      ['reserve', 'reserve reserved reserver'],
      ['oppose', 'oppose opposed opposition opposer sopposer contre'],
      ['to-study', 'tostudy study etudier aetudier'],
    ] as const
  ).flatMap(([decision, words]) => words.split(' ').map((word) => [stem(word), decision] as const)),
);

const langs: Readonly<Record<string, string>> = {
  francais: 'fr',
  french: 'fr',
  anglais: 'en',
  english: 'en',
};

/** A filter or a phrase, or what stands between them. Spaces may stand inside the marks, as French sets them. */
const parts =
  /(?<name>\p{L}+)\s?:(?:[«"“„](?<quoted>[^»"”“]*)[»"”“]?|(?<value>[^\s«"“„]+))|[«"“„](?<phrase>[^»"”“]*)(?<closed>[»"”“]?)/gu;

/** Reads what was typed; anything that is no filter is words. Never throws. */
export function parseQuery(typed: string): Query {
  const text = typed.slice(0, longest);
  const wanted: Wanted[] = [];
  const tags: string[] = [];
  const positions: Decision[] = [];
  let lang: string | null = null;
  let before: string | null = null;
  let after: string | null = null;
  let read = 0;

  const addWords = (words: string, isLast: boolean) => {
    const found = wordsOf(words);
    const isOpen = isLast && /[\p{L}\p{N}\p{M}]$/u.test(words);
    for (const [index, word] of found.entries())
      wanted.push({ words: [word], isPhrase: false, isOpen: isOpen && index === found.length - 1 });
  };

  for (const match of text.matchAll(parts)) {
    const { name, quoted, value, phrase, closed } = match.groups ?? {};
    if (phrase === undefined) {
      if (!filter(fold(name ?? ''), quoted ?? value ?? '')) continue;
    }
    addWords(text.slice(read, match.index), false);
    read = match.index + match[0].length;
    if (phrase === undefined) continue;
    const words = wordsOf(phrase).slice(0, most.phrase);
    if (words.length) wanted.push({ words, isPhrase: true, isOpen: !closed });
  }
  addWords(text.slice(read), true);

  /** Takes a filter up; `false` where it is none after all. */
  function filter(name: string, value: string): boolean {
    switch (Object.hasOwn(names, name) ? names[name] : undefined) {
      case 'lang': {
        const word = fold(value);
        lang = Object.hasOwn(langs, word) ? (langs[word] ?? null) : value;
        return value !== '';
      }
      case 'tag': {
        const label = tagLabel(value);
        if (label) tags.push(label);
        return label !== '';
      }
      case 'position': {
        const word = stem(fold(value));
        const decision = Object.hasOwn(decisions, word) ? decisions[word] : undefined;
        if (decision) positions.push(decision);
        return decision !== undefined;
      }
      case 'before': {
        const days = daysOf(value);
        before = days?.first ?? before;
        return days !== null;
      }
      case 'after': {
        const days = daysOf(value);
        after = days?.last ?? after;
        return days !== null;
      }
      default:
        return false;
    }
  }

  return { wanted: essential(wanted), lang, tags, positions, before, after };
}

/** Whether anything is asked at all. */
export function isEmpty({ wanted, lang, tags, positions, before, after }: Query): boolean {
  return (
    !wanted.length && lang === null && !tags.length && !positions.length && before === null && after === null
  );
}

/** How a tag is told apart, whatever its case, accents and number; the empty string where it has no word. */
export function tagLabel(tag: string): string {
  return wordsOf(tag).map(stem).join(' ');
}

/** Articles and the like, which every text holds. */
const functionWords = new Set(
  'le la les un une des du de et en au aux dans par pour sur que qui the an of and to in for on with by at from'.split(
    ' ',
  ),
);

/** Beside other words, a letter alone says nothing, nor do function words but in a phrase. */
function essential(wanted: readonly Wanted[]): readonly Wanted[] {
  const telling = wanted.filter(({ words, isPhrase, isOpen }) => {
    const [word = ''] = words;
    return isPhrase || (word.length > 1 && (isOpen || !functionWords.has(word)));
  });
  return (telling.length ? telling : wanted).slice(0, most.wanted);
}

/** The days that `2025`, `2025-06` or `2025-06-17` stands for. */
function daysOf(value: string): { readonly first: string; readonly last: string } | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(value) ?? [];
  if (year === undefined || Number(month ?? 1) > 12 || Number(day ?? 1) > 31) return null;
  return {
    first: `${year}-${month ?? '01'}-${day ?? '01'}`,
    last: `${year}-${month ?? '12'}-${day ?? '31'}`,
  };
}
