import type { FailureCode } from './api.ts';
import { type Problem, problemSentence } from './problem.ts';
import type { UiLang } from './settings.ts';

/** What the main process tells the reader, worded. No path of the disk, no word of the system's own errors. */

/** Why something asked for was not done. */
export type Trouble =
  | { readonly kind: 'refused' | 'internal' | 'unknown-brief' | 'state-gone' }
  | { readonly kind: 'unreadable-brief'; readonly file: string; readonly problem: Problem }
  | { readonly kind: 'disk-full' | 'denied' | 'disk-failed' | 'disk-gone' | 'read-only' };

/** What was found amiss, and mended, while reading what the reader wrote. `file` is a bare name. */
export type Notice =
  /** Damaged: moved aside under the name `file`; the last good copy was loaded, or there was none. */
  | { readonly kind: 'set-aside'; readonly file: string; readonly loaded: 'copy' | 'nothing' }
  /** Gone: brought back from the last good copy. */
  | { readonly kind: 'restored'; readonly file: string }
  /** Another program wrote to it while it was open: what that wrote is kept under the name `file`. */
  | { readonly kind: 'changed'; readonly file: string }
  /** Written by a newer program: shown as far as it is understood, never written. */
  | { readonly kind: 'newer'; readonly file: string }
  /** There, but neither to be read nor moved: never written either. */
  | { readonly kind: 'out-of-reach'; readonly file: string };

type Words = Readonly<Record<UiLang, string>>;

const codes: Readonly<Record<Trouble['kind'], FailureCode>> = {
  refused: 'refused',
  internal: 'internal',
  'unknown-brief': 'not-found',
  'state-gone': 'not-found',
  'unreadable-brief': 'unreadable',
  'disk-full': 'not-saved',
  denied: 'not-saved',
  'disk-failed': 'not-saved',
  'disk-gone': 'not-saved',
  'read-only': 'not-saved',
};

export function troubleCode({ kind }: Trouble): FailureCode {
  return codes[kind];
}

export function troubleSentence(trouble: Trouble, lang: UiLang): string {
  return troubleWords(trouble)[lang];
}

export function noticeSentence(notice: Notice, lang: UiLang): string {
  return noticeWords(notice)[lang];
}

function troubleWords(trouble: Trouble): Words {
  switch (trouble.kind) {
    case 'refused':
      return {
        fr: 'Cette demande n’a pas été comprise ; rien n’a été changé.',
        en: 'This request was not understood; nothing was changed.',
      };
    case 'internal':
      return {
        fr: 'Une erreur du programme a empêché cette action ; vos notes enregistrées sont intactes.',
        en: 'An error in the program prevented this; your saved notes are untouched.',
      };
    case 'unknown-brief':
      return {
        fr: 'Cette note n’est plus dans la bibliothèque.',
        en: 'This brief is no longer in the library.',
      };
    case 'state-gone':
      return {
        fr: 'Cet état antérieur n’existe plus ou ne peut plus être lu ; rien n’a été changé.',
        en: 'This earlier state is gone or can no longer be read; nothing was changed.',
      };
    case 'unreadable-brief':
      return {
        fr: `Le fichier ${trouble.file} ne peut pas être lu comme une note. ${problemSentence(trouble.problem, 'fr')}`,
        en: `The file ${trouble.file} cannot be read as a brief. ${problemSentence(trouble.problem, 'en')}`,
      };
    case 'disk-full':
      return {
        fr: 'Le disque est plein : la modification est gardée en mémoire. Libérez de la place ; elle sera enregistrée dès que possible.',
        en: 'The disk is full: the change is kept in memory. Free some space; it will be saved as soon as possible.',
      };
    case 'denied':
      return {
        fr: 'Le dossier des notes est protégé en écriture : la modification est gardée en mémoire. Vérifiez ses droits ; elle sera enregistrée dès que possible.',
        en: 'The notes folder is write-protected: the change is kept in memory. Check its permissions; it will be saved as soon as possible.',
      };
    case 'disk-failed':
      return {
        fr: 'Le disque a refusé l’écriture : la modification est gardée en mémoire. Vérifiez le disque ; elle sera enregistrée dès que possible.',
        en: 'The disk failed to write: the change is kept in memory. Check the disk; it will be saved as soon as possible.',
      };
    case 'disk-gone':
      return {
        fr: 'Le disque où se trouve le dossier des notes n’est plus là : la modification est gardée en mémoire. Rebranchez-le ou reconnectez-vous ; elle sera enregistrée dès que possible.',
        en: 'The disk that holds the notes folder is gone: the change is kept in memory. Plug it in or connect again; it will be saved as soon as possible.',
      };
    case 'read-only':
      return {
        fr: 'Le fichier de ces notes ne peut pas être modifié par cette version du programme ; rien n’a été changé.',
        en: 'The file of these notes cannot be changed by this version of the program; nothing was changed.',
      };
  }
}

function noticeWords({ kind, file, ...rest }: Notice): Words {
  switch (kind) {
    case 'set-aside':
      return 'loaded' in rest && rest.loaded === 'copy'
        ? {
            fr: `Un fichier de notes était endommagé : il est mis de côté sous le nom ${file}, et la dernière bonne copie est chargée.`,
            en: `A file of notes was damaged: it is set aside as ${file}, and the last good copy is loaded.`,
          }
        : {
            fr: `Un fichier de notes était endommagé : il est mis de côté sous le nom ${file} ; il n’en existait pas de copie.`,
            en: `A file of notes was damaged: it is set aside as ${file}; there was no copy of it.`,
          };
    case 'restored':
      return {
        fr: `Le fichier ${file} avait disparu : il est rétabli d’après la dernière bonne copie.`,
        en: `The file ${file} had gone: it is restored from the last good copy.`,
      };
    case 'changed':
      return {
        fr: `Un autre programme a modifié un fichier de notes ouvert ici : sa version est gardée sous le nom ${file}, et la vôtre reste en place.`,
        en: `Another program changed a file of notes that is open here: its version is kept as ${file}, and yours stays in place.`,
      };
    case 'newer':
      return {
        fr: `Le fichier ${file} vient d’une version plus récente du programme : il est ouvert en lecture seule.`,
        en: `The file ${file} was written by a newer version of the program: it is open read-only.`,
      };
    case 'out-of-reach':
      return {
        fr: `Le fichier ${file} ne peut pas être lu : il reste intact, et rien n’y sera écrit. Vérifiez ses droits et le disque, puis relancez le programme.`,
        en: `The file ${file} cannot be read: it stays untouched, and nothing will be written to it. Check its permissions and the disk, then start the program again.`,
      };
  }
}
