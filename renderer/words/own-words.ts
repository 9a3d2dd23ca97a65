import type { AskedField } from '../../core/completing.ts';

/** What the reader's own briefs and the list of the library say in French. */
const fr = {
  waiting: 'À compléter',
  waitingFacts: 'Il manque ce qui en fait une note',
  folder: 'Votre dossier',
  chooseFolder: 'Choisir un dossier…',
  firstFolder: 'Revenir au premier dossier',
  filter: 'Filtrer la bibliothèque…',
  options: 'Trier et choisir',
  sorts: { series: 'Par série', date: 'Par date', title: 'Par titre' },
  shows: { all: 'Toutes les notes', unread: 'Non lues', own: 'Les miennes' },
  noneMatch: 'Aucune note ne correspond.',
  actions: 'Actions',
  unread: 'Non lue',
  markRead: 'Marquer comme lue',
  markUnread: 'Marquer comme non lue',
  tags: 'Étiquettes…',
  tagsOf: (title: string) => `Étiquettes de « ${title} »`,
  tagsHint: 'Vos étiquettes restent sur cet ordinateur ; le fichier de la note n’est pas changé.',
  authorsTags: 'Dans la note',
  anyTag: 'Montrer toutes les étiquettes',
  done: 'Terminé',
  trash: 'Mettre à la corbeille',
  askTrash: (title: string) =>
    `« ${title} » ira à la corbeille du système ; ce que vous y avez annoté et décidé reste ici.`,
  askTrashFile: (file: string) => `« ${file} » ira à la corbeille du système.`,
  cancel: 'Annuler',
  trashed: (title: string) =>
    `« ${title} » est dans la corbeille du système. Ce que vous y avez écrit est gardé.`,
  complete: (file: string) => `Compléter ${file}`,
  completeHint:
    'Ce fichier deviendra une note une fois complété. Rien n’est rempli d’office : ce qui est proposé d’après le fichier peut être changé.',
  opening: 'Début du texte',
  fields: {
    title: 'Titre',
    lang: 'Langue du texte',
    kind: 'Nature (réunion, sommet, note…)',
    date: 'Date',
    place: 'Lieu',
    standfirst: 'Chapeau, en une phrase',
    summary: 'Synthèse, un point par ligne',
    revised: 'Revu le',
    id: 'Identifiant',
  } satisfies Record<AskedField, string>,
  dateEnd: 'Dernier jour, s’il y en a plusieurs',
  chooseLang: 'Choisir…',
  suggested: 'Proposé d’après le fichier',
  idHint: 'Minuscules, chiffres et traits d’union. Il ne change plus ensuite : vos annotations s’y tiennent.',
  make: 'Ajouter à la bibliothèque',
  later: 'Plus tard',
  replace: (title: string) =>
    `« ${title} » est déjà dans votre dossier, avec un autre texte. Le remplacer ? Vos annotations suivront le nouveau texte.`,
  doReplace: 'Remplacer',
  keepMine: 'Garder l’ancien',
  differs: (title: string) =>
    `« ${title} » est déjà dans votre dossier, avec un autre texte. Pour le remplacer, déposez le fichier dans la fenêtre.`,
};

export type OwnWords = typeof fr;

const en: OwnWords = {
  waiting: 'To complete',
  waitingFacts: 'What makes it a brief is missing',
  folder: 'Your folder',
  chooseFolder: 'Choose a folder…',
  firstFolder: 'Back to the first folder',
  filter: 'Filter the library…',
  options: 'Sort and choose',
  sorts: { series: 'By series', date: 'By date', title: 'By title' },
  shows: { all: 'All briefs', unread: 'Unread', own: 'My own' },
  noneMatch: 'No brief matches.',
  actions: 'Actions',
  unread: 'Unread',
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  tags: 'Tags…',
  tagsOf: (title) => `Tags on “${title}”`,
  tagsHint: 'Your tags stay on this computer; the file of the brief is not changed.',
  authorsTags: 'In the brief',
  anyTag: 'Show all tags',
  done: 'Done',
  trash: 'Move to the trash',
  askTrash: (title) =>
    `“${title}” goes to the system’s trash; what you have marked and decided on it stays here.`,
  askTrashFile: (file) => `“${file}” goes to the system’s trash.`,
  cancel: 'Cancel',
  trashed: (title) => `“${title}” is in the system’s trash. What you wrote on it is kept.`,
  complete: (file) => `Complete ${file}`,
  completeHint:
    'This file becomes a brief once it is complete. Nothing is filled in without you: what the file suggests can be changed.',
  opening: 'How the text begins',
  fields: {
    title: 'Title',
    lang: 'Language of the text',
    kind: 'Kind (meeting, summit, note…)',
    date: 'Date',
    place: 'Place',
    standfirst: 'Standfirst, in one sentence',
    summary: 'Summary, one point a line',
    revised: 'Revised on',
    id: 'Identifier',
  },
  dateEnd: 'Last day, if there are several',
  chooseLang: 'Choose…',
  suggested: 'Suggested by the file',
  idHint: 'Lower-case letters, digits and hyphens. It does not change later: your annotations hold on to it.',
  make: 'Add to the library',
  later: 'Later',
  replace: (title) =>
    `“${title}” is in your folder already, with another text. Replace it? Your annotations will follow the new text.`,
  doReplace: 'Replace',
  keepMine: 'Keep the old one',
  differs: (title) =>
    `“${title}” is in your folder already, with another text. To replace it, drop the file on the window.`,
};

export const ownWords = { fr, en } as const;
