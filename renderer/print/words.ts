import type { UiLang } from '../../core/settings.ts';

/** The words that stand on paper alone; the others are those of the interface. */
export interface PrintWords {
  readonly program: string;
  readonly pack: string;
  readonly contents: string;
  readonly brief: string;
  readonly proposal: string;
  readonly decided: string;
  readonly undecided: string;
  readonly party: (who: string) => string;
  readonly notes: (count: number) => string;
  readonly noteNumbers: (count: number) => string;
  readonly printedOn: (day: string) => string;
  readonly backToPassage: (number: number) => string;
  readonly orphans: string;
  readonly orphansReason: string;
  readonly revised: (day: string) => string;
  readonly quoted: (words: string) => string;
}

export const printWords: Readonly<Record<UiLang, PrintWords>> = {
  fr: {
    program: 'Aide-mémoire',
    pack: 'Dossier',
    contents: 'Table des matières',
    brief: 'Note de synthèse',
    proposal: 'Proposition',
    decided: 'Tranchée',
    undecided: 'À trancher',
    party: (who) => `${who}\u00a0: `,
    notes: (count) => (count < 2 ? `${count} note` : `${count} notes`),
    noteNumbers: (count) => (count < 2 ? 'Note' : 'Notes'),
    printedOn: (day) => `imprimé le ${day}`,
    backToPassage: (number) => `Retour au passage ${number}`,
    orphans: 'Passages introuvables',
    orphansReason:
      'Le texte a changé depuis ces annotations\u202f: leur passage ne s’y retrouve plus. Elles gardent leur citation d’origine.',
    revised: (day) => `Aide-mémoire · version du ${day}`,
    quoted: (words) => `«\u202f${words}\u202f»`,
  },
  en: {
    program: 'Aide-mémoire',
    pack: 'Briefing pack',
    contents: 'Contents',
    brief: 'Briefing note',
    proposal: 'Proposal',
    decided: 'Decided',
    undecided: 'Not decided',
    party: (who) => `${who}: `,
    notes: (count) => (count === 1 ? '1 note' : `${count} notes`),
    noteNumbers: (count) => (count === 1 ? 'Note' : 'Notes'),
    printedOn: (day) => `printed on ${day}`,
    backToPassage: (number) => `Back to passage ${number}`,
    orphans: 'Passages not found',
    orphansReason:
      'The text has changed since these annotations were made, and their passage is no longer in it. They keep the words they were made on.',
    revised: (day) => `Aide-mémoire · version of ${day}`,
    quoted: (words) => `“${words}”`,
  },
};
