import type { FailureCode } from '../../core/api.ts';
import { quotable } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';

/** Why something was not done with the reader's own files. */
export type OwnTrouble =
  | 'kind'
  | 'too-large'
  | 'not-text'
  | 'unread'
  | 'taken'
  | 'gone'
  | 'unwritten'
  | 'not-trashed';

export const ownCodes: Readonly<Record<OwnTrouble, FailureCode>> = {
  kind: 'unreadable',
  'too-large': 'unreadable',
  'not-text': 'unreadable',
  unread: 'unreadable',
  taken: 'refused',
  gone: 'not-found',
  unwritten: 'not-saved',
  'not-trashed': 'not-saved',
};

/** One sentence; nothing has been changed. `file` is the name the reader knows. */
export function ownSentence(trouble: OwnTrouble, file: string, lang: UiLang): string {
  const [fr, en] = sentences[trouble];
  return (lang === 'fr' ? fr : en).replace('{file}', () => quotable(file));
}

const sentences: Readonly<Record<OwnTrouble, readonly [fr: string, en: string]>> = {
  kind: [
    '{file} n’a pas été ajouté\u00a0: la bibliothèque prend des fichiers Markdown (.md) et de texte (.txt).',
    '{file} was not added: the library takes Markdown (.md) and text (.txt) files.',
  ],
  'too-large': [
    '{file} n’a pas été ajouté\u00a0: il dépasse 2\u00a0Mio\u202f; partagez-le en plusieurs notes.',
    '{file} was not added: it is larger than 2 MiB; split it into several briefs.',
  ],
  'not-text': [
    '{file} n’a pas été ajouté\u00a0: ce n’est pas du texte en UTF-8\u202f; enregistrez-le en UTF-8, puis ajoutez-le à nouveau.',
    '{file} was not added: it is not UTF-8 text; save it as UTF-8 and add it again.',
  ],
  unread: [
    '{file} n’a pas pu être lu\u202f; vérifiez que c’est bien un fichier et que vous avez le droit de l’ouvrir.',
    '{file} could not be read; check that it is a file and that you may open it.',
  ],
  taken: [
    'L’identifiant {file} est déjà celui d’une autre note\u202f; choisissez-en un autre.',
    'The identifier {file} is already another brief’s; choose another.',
  ],
  gone: [
    'Ce fichier n’est plus dans votre dossier de notes\u202f; ajoutez-le à nouveau.',
    'This file is no longer in your folder of briefs; add it again.',
  ],
  unwritten: [
    '{file} n’a pas pu être écrit dans votre dossier de notes\u202f; vérifiez ses droits et la place libre.',
    '{file} could not be written to your folder of briefs; check its permissions and the free space.',
  ],
  'not-trashed': [
    '{file} n’a pas pu être mis à la corbeille du système, rien n’a été supprimé\u202f; supprimez-le dans votre dossier.',
    '{file} could not be moved to the system’s trash, nothing was deleted; delete it in your folder.',
  ],
};
