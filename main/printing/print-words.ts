import { sourceNumbers } from '../../core/citations.ts';
import type { PrintDocument } from '../../core/printing/print-document.ts';
import { visible } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import type { Unwritten } from '../disk/whole-file.ts';

/** Why nothing was printed: the pages could not be made, or the file could not be written. */
export type Unprinted = 'pages' | 'printer' | Unwritten;

/** One sentence on why nothing was printed. `file` is the name the reader chose. */
export function unprintedSentence(reason: Unprinted, file: string, lang: UiLang): string {
  const [fr, en] = sentences[reason];
  return (lang === 'fr' ? fr : en).replace('{file}', () => visible(file));
}

const sentences: Readonly<Record<Unprinted, readonly [fr: string, en: string]>> = {
  pages: [
    'Les pages n’ont pas pu être composées et rien n’a été imprimé\u202f; recommencez.',
    'The pages could not be made and nothing was printed; try again.',
  ],
  printer: [
    'L’imprimante n’a pas accepté le document, rien n’a été imprimé\u202f; vérifiez-la, puis recommencez.',
    'The printer did not accept the document, nothing was printed; check it and try again.',
  ],
  'no-folder': [
    '{file} n’a pas été écrit\u00a0: son dossier n’existe pas\u202f; choisissez-en un autre.',
    '{file} was not written: its folder does not exist; choose another.',
  ],
  'not-a-file': [
    '{file} n’a pas été écrit\u00a0: un dossier porte déjà ce nom\u202f; choisissez-en un autre.',
    '{file} was not written: a folder already has that name; choose another.',
  ],
  denied: [
    '{file} n’a pas été écrit\u00a0: ce dossier est protégé en écriture\u202f; choisissez-en un autre.',
    '{file} was not written: this folder is write-protected; choose another.',
  ],
  'disk-full': [
    '{file} n’a pas été écrit\u00a0: le disque est plein\u202f; libérez de la place, puis recommencez.',
    '{file} was not written: the disk is full; free some space and try again.',
  ],
  'in-use': [
    '{file} n’a pas été écrit\u00a0: un autre programme l’a ouvert\u202f; fermez-le, puis recommencez.',
    '{file} was not written: another program has it open; close it there and try again.',
  ],
  failed: [
    '{file} n’a pas été écrit\u00a0: le disque a refusé\u202f; vérifiez-le, ou choisissez-en un autre.',
    '{file} was not written: the disk refused; check it, or choose another.',
  ],
};

/** What the links of the printed pages may lead to, by the order of the parts. Plain data. */
export interface Leads {
  readonly lang: UiLang;
  readonly parts: readonly {
    readonly lang: UiLang;
    readonly title: string;
    /** The numbers of sources. */
    readonly sources: ReadonlyMap<string, number>;
    /** The titles of proposals. */
    readonly proposals: ReadonlyMap<string, string>;
  }[];
}

export function leadsOf({ parts, lang }: PrintDocument): Leads {
  return {
    lang,
    parts: parts.map(({ editions: [{ brief, lang }] }) => ({
      lang,
      title: brief.title,
      sources: sourceNumbers(brief),
      proposals: new Map(brief.proposals.map(({ id, title }) => [id, title])),
    })),
  };
}

/** What a link of the printed pages leads to, for those who cannot see where it stands. */
export function linkWords({ parts, lang }: Leads): (destination: string) => string {
  return (destination) => {
    const [, kind, number, id = ''] =
      /^(note|mark|source|proposal|part)-(?:(\d+)-)?(.*)$/.exec(destination) ?? [];
    const part = parts[Number(number) - 1];
    const words = leads[part?.lang ?? lang];
    switch (kind) {
      case 'note':
        return words.note(id);
      case 'mark':
        return words.passage(id);
      case 'source':
        return words.source(String(part?.sources.get(id) ?? id));
      case 'proposal':
        return words.proposal(part?.proposals.get(id) ?? id);
      case 'part':
        return parts[Number(id) - 1]?.title ?? words.elsewhere;
      default:
        return words.elsewhere;
    }
  };
}

const leads = {
  fr: {
    note: (number: string) => `Note ${number}`,
    passage: (number: string) => `Passage de la note ${number}`,
    source: (number: string) => `Source ${number}`,
    proposal: (title: string) => `Proposition\u00a0: ${title}`,
    elsewhere: 'Lien',
  },
  en: {
    note: (number: string) => `Note ${number}`,
    passage: (number: string) => `Passage of note ${number}`,
    source: (number: string) => `Source ${number}`,
    proposal: (title: string) => `Proposal: ${title}`,
    elsewhere: 'Link',
  },
};
