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
