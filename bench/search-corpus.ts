import type { Doc, Piece } from '../core/search/doc.ts';
import { below, type Lang, type Random, random } from './anchor-corpus.ts';

/**
 * Briefs made by seed for the search: French and English words in the proportions of real texts (few words very often,
 * many hardly ever: Zipf's law), with accents, elisions, plurals, names and numbers.
 */

const small = {
  fr: 'de la le et les des en un une du dans que pour sur au par qui il est ce ne se pas plus avec sont aux ou leur été cette ces comme sans entre après sous dont'.split(
    ' ',
  ),
  en: 'the of and to in a is that for on as with by be are from at or which it this an was its not have their has will these between after under such other may all'.split(
    ' ',
  ),
} as const;

const syllables = {
  fr: 'ac com mis sion con ven tion dé lé ga cord par te nai res pré si dent mi nis tre co opé ra ti ve lop ment éner gie trans port fron tiè re sé cu ri té cul tu rel in ves tis se ré gion al fi nan cier dé ve loi ré gle ment plan sou tien é chan ge ex por im por ta mar ché pro duit ser vi ce va leur ga ran tie ac tion chô ma ge é tat au to no mie vo lon hé ri ta ge bu dget'.split(
    ' ',
  ),
  en: 'com mis sion con ven tion de le ga tion ac cord part ner ship pre si dent mi nis ter co op er a tive de vel op ment en er gy trans port bor der se cu ri ty cul tur al in vest re gion fi nan cial law rule plan sup port ex change im mar ket pro duct ser vice va lue guar an tee ac un em ploy state au to no my vol un her it age bud get wa ter grain rail road cus toms health school'.split(
    ' ',
  ),
} as const;

/** How many different words each language has, and how many of a text are small words. */
const vocabulary = 40_000;
const smallPart = 0.42;

export interface MadeBrief {
  readonly doc: Doc;
  readonly lang: Lang;
  /** Everything in it, a line a piece. */
  readonly text: string;
}

function wordList(lang: Lang, rand: Random): string[] {
  const words = new Set<string>();
  while (words.size < vocabulary) {
    const length = 2 + (rand() < 0.3 ? 1 : 0) + (rand() < 0.05 ? 1 : 0);
    let word = '';
    for (let i = 0; i < length; i += 1) word += pick(syllables[lang], rand);
    words.add(word);
  }
  return [...words];
}

/** `count` briefs of about `words` words. The same seed gives the same briefs. */
export function makeBriefs(count: number, words: number, seed: number): MadeBrief[] {
  const rand = random(seed);
  const lists = { fr: wordList('fr', rand), en: wordList('en', rand) };
  return Array.from({ length: count }, (_, index) => {
    const lang: Lang = index % 2 ? 'en' : 'fr';
    const word = () => {
      // The rank of a word by Zipf's law, by inverting its distribution where it is continuous.
      const rank = Math.floor(vocabulary ** rand()) - 1;
      const lemma = lists[lang][rank] ?? '';
      if (rand() >= 0.2) return lemma;
      if (lang === 'fr') return lemma.endsWith('al') ? `${lemma.slice(0, -1)}ux` : `${lemma}s`;
      return lemma.endsWith('y') ? `${lemma.slice(0, -1)}ies` : `${lemma}s`;
    };
    const sentence = (length: number) => {
      const made: string[] = [];
      for (let i = 0; i < length; i += 1) {
        if (rand() < smallPart) made.push(pick(small[lang], rand));
        else if (rand() < 0.02) made.push(String(below(3000, rand)));
        else {
          const next = word();
          made.push(lang === 'fr' && /^[aeiouéhà]/.test(next) && rand() < 0.3 ? `l’${next}` : next);
        }
      }
      const line = made.join(' ');
      return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
    };
    const lines = (sentences: number) =>
      Array.from({ length: sentences }, () => sentence(12 + below(18, rand))).join(' ');
    const id = `brief-${index}`;
    const title = sentence(7).slice(0, -1);
    const pieces: Piece[] = [piece('title', title), piece('standfirst', sentence(18))];
    let written = 25;
    let at = 0;
    const add = (kind: Piece['kind'], text: string, ref: string) => {
      pieces.push({ ...piece(kind, text), ref, at });
      at += text.length + 1;
      written += text.split(' ').length;
    };
    for (let i = 0; i < 3; i += 1) add('summary', lines(1), '');
    for (let i = 0; i < 3; i += 1) add('proposal', lines(1), `p${i}`);
    at = 0;
    for (let number = 1; written < words; number += 1) add('text', lines(2 + below(3, rand)), String(number));
    const day = new Date(Date.UTC(2000, 0, 1 + below(9000, rand))).toISOString().slice(0, 10);
    const doc = { key: `${id}/${lang}`, stamp: '', id, lang, title, date: { start: day, end: day }, pieces };
    return { doc, lang, text: pieces.map(({ text }) => text).join('\n') };
  });
}

function piece(kind: Piece['kind'], text: string): Piece {
  return { kind, ref: '', at: 0, text, labels: [] };
}

export function pick<T>(list: readonly T[], rand: Random): T {
  const one = list[below(list.length, rand)];
  if (one === undefined) throw new Error('Nothing to pick from');
  return one;
}
