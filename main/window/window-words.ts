import type { UiLang } from '../../core/settings.ts';

/** What the windows of the system say: menus and dialogs. The sentences for the pages stand in `core/trouble-words.ts`. */

type Words<K extends string> = Readonly<Record<UiLang, Readonly<Record<K, string>>>>;

export const menuWords: Words<
  | 'quit'
  | 'about'
  | 'hide'
  | 'close'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'zoomIn'
  | 'zoomOut'
  | 'resetZoom'
  | 'fullScreen'
> = {
  fr: {
    quit: 'Quitter',
    about: 'À propos d’Aide-mémoire',
    hide: 'Masquer Aide-mémoire',
    close: 'Fermer la fenêtre',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    selectAll: 'Tout sélectionner',
    zoomIn: 'Agrandir l’interface',
    zoomOut: 'Réduire l’interface',
    resetZoom: 'Taille réelle de l’interface',
    fullScreen: 'Plein écran',
  },
  en: {
    quit: 'Quit',
    about: 'About Aide-mémoire',
    hide: 'Hide Aide-mémoire',
    close: 'Close the window',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    zoomIn: 'Zoom in on the interface',
    zoomOut: 'Zoom out of the interface',
    resetZoom: 'Actual size of the interface',
    fullScreen: 'Full screen',
  },
};

export const linkWords: Words<'leads' | 'insecure' | 'open' | 'write' | 'copy' | 'cancel'> = {
  fr: {
    leads: 'Ce lien mène hors du programme, à cette adresse\u00a0:',
    insecure:
      'Cette adresse n’est pas chiffrée (http)\u202f; le programme ne l’ouvre pas, mais vous pouvez la copier\u00a0:',
    open: 'Ouvrir dans le navigateur',
    write: 'Écrire un message',
    copy: 'Copier l’adresse',
    cancel: 'Annuler',
  },
  en: {
    leads: 'This link leads out of the program, to this address:',
    insecure: 'This address is not encrypted (http); the program does not open it, but you can copy it:',
    open: 'Open in the browser',
    write: 'Write a message',
    copy: 'Copy the address',
    cancel: 'Cancel',
  },
};

export const unsavedWords: Words<'message' | 'detail' | 'stay' | 'leave'> = {
  fr: {
    message: 'Des modifications ne sont pas encore enregistrées.',
    detail:
      'Le disque les a refusées. Si vous fermez maintenant, elles seront perdues\u202f; sinon, libérez de la place ou vérifiez les droits du dossier des notes, et elles seront enregistrées.',
    stay: 'Revenir au programme',
    leave: 'Fermer et les perdre',
  },
  en: {
    message: 'Some changes are not saved yet.',
    detail:
      'The disk refused them. If you close now, they will be lost; otherwise free some space or check the permissions of the notes folder, and they will be saved.',
    stay: 'Back to the program',
    leave: 'Close and lose them',
  },
};

export const goneWords: Words<'message' | 'detail' | 'reload' | 'quit'> = {
  fr: {
    message: 'La fenêtre a cessé de fonctionner.',
    detail: 'Tout ce qui était indiqué comme enregistré est sur le disque.',
    reload: 'Rouvrir',
    quit: 'Quitter',
  },
  en: {
    message: 'The window stopped working.',
    detail: 'Everything that was shown as saved is on disk.',
    reload: 'Open again',
    quit: 'Quit',
  },
};
