import type { PieceKind } from '../../core/search/doc.ts';
import type { UiLang } from '../../core/settings.ts';
import { countEn, countFr } from './plural.ts';

/** The words of the search and of the find bar. Narrow no-break spaces as in `fr.ts`. */

interface SearchWords {
  readonly placeholder: string;
  readonly kinds: Readonly<Record<PieceKind, string>>;
  readonly glossary: string;
  /** After the first hits of a brief: how many more there are. */
  readonly more: (n: number) => string;
  readonly total: (n: number) => string;
  readonly reading: (n: number) => string;
  readonly hint: string;

  readonly find: string;
  readonly findPlaceholder: string;
  readonly next: string;
  readonly previous: string;
  readonly close: string;
  readonly count: (at: number, all: number) => string;
}

const fr: SearchWords = {
  placeholder: 'Chercher dans les notes de synthèse, annotations et propositions…',
  kinds: {
    title: 'Titre',
    standfirst: 'Chapeau',
    text: 'Texte',
    summary: 'Synthèse',
    about: 'En bref',
    proposal: 'Proposition',
    commitment: 'Engagement',
    'follow-up': 'Suite',
    remark: 'Remarque',
    quote: 'Annotation',
    note: 'Annotation',
    tags: 'Étiquettes',
    term: 'Terme',
  },
  glossary: 'Glossaire',
  more: (n) => `et ${countFr(n, 'autre passage', 'autres passages')}`,
  total: (n) => countFr(n, 'résultat', 'résultats'),
  reading: (n) => `Lecture de la bibliothèque\u00a0: encore ${countFr(n, 'note', 'notes')}`,
  hint: '«\u202fexpression exacte\u202f» · lang:fr · tag:commerce · position:réserve · avant:2025 · après:2024-06',

  find: 'Rechercher dans le texte',
  findPlaceholder: 'Rechercher dans le texte…',
  next: 'Suivant',
  previous: 'Précédent',
  close: 'Fermer la recherche',
  count: (at, all) => (all ? `${at ? `${at} sur ` : ''}${all.toLocaleString('fr')}` : 'Aucun'),
};

const en: SearchWords = {
  placeholder: 'Search briefs, annotations and proposals…',
  kinds: {
    title: 'Title',
    standfirst: 'Standfirst',
    text: 'Text',
    summary: 'Summary',
    about: 'In brief',
    proposal: 'Proposal',
    commitment: 'Commitment',
    'follow-up': 'Follow-up',
    remark: 'Remark',
    quote: 'Annotation',
    note: 'Annotation',
    tags: 'Tags',
    term: 'Term',
  },
  glossary: 'Glossary',
  more: (n) => `and ${countEn(n, 'more passage', 'more passages')}`,
  total: (n) => countEn(n, 'result', 'results'),
  reading: (n) => `Reading the library: ${countEn(n, 'brief', 'briefs')} to go`,
  hint: '“exact phrase” · lang:en · tag:trade · position:support · before:2025 · after:2024-06',

  find: 'Find in the text',
  findPlaceholder: 'Find in the text…',
  next: 'Next',
  previous: 'Previous',
  close: 'Close the search',
  count: (at, all) => (all ? `${at ? `${at} of ` : ''}${all.toLocaleString('en')}` : 'None'),
};

export const searchWordsOf: Readonly<Record<UiLang, SearchWords>> = { fr, en };
