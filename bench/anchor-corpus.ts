/**
 * A corpus made by seed: French and English briefs with the repetition of real ones (formulas with changing names,
 * boilerplate paragraphs, numbered articles), and revisions of which each word's fate is known by construction.
 */

/** A word of a text and who it is: the same word keeps its identity through all revisions. */
export interface Word {
  readonly text: string;
  readonly identity: number;
  /** Rewritten in place since. */
  readonly edited: boolean;
}

/** Blocks of sentences of words. */
export type Draft = readonly (readonly (readonly Word[])[])[];

export type Random = () => number;

/** Mulberry32, by Tommy Ettinger (public domain): a uniform number in [0, 1) from a 32-bit state. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function below(limit: number, rand: Random): number {
  return Math.floor(rand() * limit);
}

function pick<T>(list: readonly T[], rand: Random): T {
  const one = list[below(list.length, rand)];
  if (one === undefined) throw new Error('Nothing to pick from');
  return one;
}

export type Lang = 'fr' | 'en';

const small = {
  fr: 'de la le et les des en un une du dans que pour sur au par qui il est ce ne se pas plus avec sont aux ou leur été être cette ces comme mais sans entre après sous dont'.split(
    ' ',
  ),
  en: 'the of and to in a is that for on as with by be are from at or which it this an was its not have their has will shall these between after under such other may all'.split(
    ' ',
  ),
} as const;

const syllables = {
  fr: 'ac com mis sion con ven tion dé lé ga tion ac cord par te nai res pré si dent mi nis tre co opé ra ti ve loppe ment éner gie trans port fron tiè re sé cu ri té cul tu rel inves tis se ment ré gion al'.split(
    ' ',
  ),
  en: 'com mis sion con ven tion de le ga tion ac cord part ner ship pre si dent mi nis ter co op er a tive de vel op ment en er gy trans port bor der se cu ri ty cul tur al in vest ment re gion al'.split(
    ' ',
  ),
} as const;

const formulas = {
  fr: [
    'Les Parties conviennent de renforcer la coopération dans le domaine de # , dans le respect de leur législation nationale .',
    'Le ministre chargé de # présente au Conseil un rapport annuel sur l’application du présent article .',
    'Les modalités d’application du présent article sont fixées par décret en Conseil d’État , après avis de # .',
    'La partie # rappelle son attachement au principe de non-ingérence et à la Charte des Nations unies .',
    'Un groupe de travail conjoint se réunit au moins une fois par an , alternativement à # et à # .',
    'Sans préjudice des dispositions de l’article # , les autorités compétentes échangent toute information utile .',
    'Il est proposé de soutenir la proposition de # et d’en confier le suivi au secrétariat .',
    'Source : communiqué conjoint du # , publié par le ministère des Affaires étrangères .',
  ],
  en: [
    'The Parties agree to strengthen cooperation in the field of # , in accordance with their national legislation .',
    'The minister responsible for # shall submit to the Council an annual report on the application of this article .',
    'The detailed rules for the application of this article shall be laid down by decree , after consulting # .',
    'The # side reaffirms its commitment to the principle of non-interference and to the Charter of the United Nations .',
    'A joint working group shall meet at least once a year , alternately in # and in # .',
    'Without prejudice to the provisions of article # , the competent authorities shall exchange all relevant information .',
    'It is proposed to support the proposal of # and to entrust the secretariat with its follow-up .',
    'Source : joint communiqué of # , published by the Ministry of Foreign Affairs .',
  ],
} as const;

function invented(lang: Lang): string[] {
  const rand = random(1);
  return Array.from({ length: 6000 }, () => {
    let word = '';
    for (let i = 1 + below(3, rand) + below(2, rand); i > 0; i -= 1) word += pick(syllables[lang], rand);
    return word;
  });
}

const vocabularies = { fr: invented('fr'), en: invented('en') } as const;

/** More formulas, of invented words. */
function inventFormulas(lang: Lang): string[] {
  const rand = random(2);
  return Array.from({ length: 40 }, () => {
    const words = Array.from({ length: 8 + below(12, rand) }, () =>
      rand() < 0.45 ? pick(small[lang], rand) : rand() < 0.12 ? '#' : pick(vocabularies[lang], rand),
    );
    return `${words.join(' ')} .`;
  });
}

const inventedFormulas = { fr: inventFormulas('fr'), en: inventFormulas('en') } as const;

/** Makes sentences of a language; words fall off in frequency as they do in texts (Zipf). */
function writer(lang: Lang, rand: Random): { sentence: () => string[]; word: () => string } {
  const vocabulary = vocabularies[lang];
  const content = (): string => {
    const rank = Math.floor(vocabulary.length ** rand());
    return vocabulary[Math.min(vocabulary.length - 1, rank)] ?? '';
  };
  const word = (): string =>
    rand() < 0.45 ? pick(small[lang], rand) : rand() < 0.03 ? String(below(2030, rand)) : content();
  const formula = (): string =>
    rand() < 0.3 ? pick(formulas[lang], rand) : pick(inventedFormulas[lang], rand);
  const sentence = (): string[] => {
    if (rand() < 0.06)
      return formula()
        .split(' ')
        .flatMap((part) => (part === '#' ? Array.from({ length: 1 + below(3, rand) }, content) : [part]));
    const words = Array.from({ length: 6 + below(24, rand) }, word);
    const first = words[0] ?? '';
    words[0] = first.charAt(0).toUpperCase() + first.slice(1);
    if (words.length > 12 && rand() < 0.6) words.splice(4 + below(6, rand), 0, ',');
    words.push('.');
    return words;
  };
  return { sentence, word };
}

/** A text of about so many words. */
export function draft(lang: Lang, words: number, seed: number): Draft {
  const rand = random(seed);
  const { sentence } = writer(lang, rand);
  let identity = 0;
  const boilerplate = Array.from({ length: 12 }, () => Array.from({ length: 2 + below(3, rand) }, sentence));
  const blocks: Word[][][] = [];
  while (identity < words) {
    const plain =
      rand() < 0.12
        ? [['Article', String(blocks.length + 1), '.'], sentence()]
        : rand() < 0.01
          ? pick(boilerplate, rand)
          : Array.from({ length: 1 + below(6, rand) }, sentence);
    blocks.push(
      plain.map((line) =>
        line.map((text) => {
          identity += 1;
          return { text, identity, edited: false };
        }),
      ),
    );
  }
  return blocks;
}

/**
 * A revision that changes the share `rate` of a text: three fifths of it word by word (replaced, deleted, preceded by a
 * new one, misspelt), the rest by whole blocks (deleted, moved, put in another order, preceded by a new one).
 */
export function revise(text: Draft, lang: Lang, rate: number, seed: number): Draft {
  const rand = random(seed);
  const { sentence, word } = writer(lang, rand);
  const fresh = (made: string): Word => ({ text: made, identity: 0, edited: false });
  const revised: (readonly (readonly Word[])[])[] = [];
  const moved: (readonly (readonly Word[])[])[] = [];
  for (const block of text) {
    let lines = block.map((line) =>
      line.flatMap((old): Word[] => {
        if (rand() >= rate * 0.6) return [old];
        const fate = rand();
        if (fate < 0.4) return [fresh(word())];
        if (fate < 0.6) return [];
        if (fate < 0.8) return [fresh(word()), old];
        return [{ ...old, text: misspelt(old.text, rand), edited: true }];
      }),
    );
    if (rand() < rate * 0.4) {
      const fate = below(4, rand);
      if (fate === 0) continue;
      if (fate === 1) {
        moved.push(lines);
        continue;
      }
      if (fate === 2) lines = shuffled(lines, rand);
      else revised.push(Array.from({ length: 1 + below(4, rand) }, () => sentence().map(fresh)));
    }
    revised.push(lines);
  }
  for (const lines of moved) revised.splice(below(revised.length + 1, rand), 0, lines);
  return revised;
}

function misspelt(text: string, rand: Random): string {
  const at = below(text.length, rand);
  return rand() < 0.5 ? `${text}s` : text.slice(0, at) + text.slice(at + 1) || `${text}e`;
}

function shuffled<T>(list: readonly T[], rand: Random): T[] {
  const left = [...list];
  return list.map(() => {
    const [one] = left.splice(below(left.length, rand), 1);
    if (one === undefined) throw new Error('Fewer than counted');
    return one;
  });
}

/** The draft as a brief's text, with the UTF-16 range of each word in reading order. */
export interface Laid {
  readonly text: string;
  readonly words: readonly (Word & { readonly start: number; readonly end: number })[];
}

export function lay(text: Draft): Laid {
  let made = '';
  const words: (Word & { start: number; end: number })[] = [];
  for (const block of text) {
    if (made) made += '\n';
    const begin = made.length;
    for (const line of block)
      for (const word of line) {
        if (made.length > begin && !/^[.,]$/.test(word.text)) made += ' ';
        words.push({ ...word, start: made.length, end: made.length + word.text.length });
        made += word.text;
      }
  }
  return { text: made, words };
}
