import type { ImportBrief } from '../exchange.ts';
import type { UiLang } from '../settings.ts';
import type { ImportState } from './weigh.ts';

/** What importing an item means, in a word or two: for the window's list and for the command line. */
export const stateWords: Readonly<Record<UiLang, Readonly<Record<ImportState, string>>>> = {
  fr: {
    new: 'nouvelle',
    same: 'déjà là',
    conflicting: 'en conflit',
    'source-unknown': 'source inconnue',
    'selector-unsupported': 'sans passage lisible',
    'passage-not-found': 'passage introuvable',
    ambiguous: 'plusieurs passages possibles',
    unreadable: 'illisible',
  },
  en: {
    new: 'new',
    same: 'already there',
    conflicting: 'conflicting',
    'source-unknown': 'unknown source',
    'selector-unsupported': 'no readable passage',
    'passage-not-found': 'passage not found',
    ambiguous: 'several possible passages',
    unreadable: 'unreadable',
  },
};

/** The same of a brief that a file carries. */
export const briefStateWords: Readonly<Record<UiLang, Readonly<Record<ImportBrief['state'], string>>>> = {
  fr: {
    new: 'nouvelle',
    same: 'déjà là',
    conflicting: 'autre texte',
    bundled: 'autre texte, fourni avec le programme',
    unreadable: 'illisible',
  },
  en: {
    new: 'new',
    same: 'already there',
    conflicting: 'another text',
    bundled: 'another text, bundled with the program',
    unreadable: 'unreadable',
  },
};
