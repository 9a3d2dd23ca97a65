import type { UiLang } from './settings.ts';

/** The menus, in their order. */
export const menus = ['file', 'edit', 'view', 'go', 'annotate', 'help'] as const;

type Menu = (typeof menus)[number];

export const menuNames: Readonly<Record<UiLang, Readonly<Record<Menu, string>>>> = {
  fr: {
    file: 'Fichier',
    edit: 'Édition',
    view: 'Affichage',
    go: 'Aller',
    annotate: 'Annoter',
    help: 'Aide',
  },
  en: { file: 'File', edit: 'Edit', view: 'View', go: 'Go', annotate: 'Annotate', help: 'Help' },
};

/**
 * The one list of commands. The system's menu, the command palette, the shortcuts and the help sheet all read it; the
 * renderer binds an action to each id. `keys` are written for Electron (`CmdOrCtrl+P`); single letters work only while
 * the text has the focus, and none is needed: each command stands in a menu too.
 */
export interface Command {
  readonly id: CommandId;
  readonly menu: Menu;
  readonly words: Readonly<Record<UiLang, string>>;
  readonly keys: readonly string[];
}

const list = [
  {
    id: 'print-pdf',
    menu: 'file',
    words: { fr: 'Imprimer en PDF…', en: 'Print to PDF…' },
    keys: ['CmdOrCtrl+Shift+P'],
  },
  { id: 'print-paper', menu: 'file', words: { fr: 'Imprimer…', en: 'Print…' }, keys: ['CmdOrCtrl+P'] },
  {
    id: 'print-selection',
    menu: 'file',
    words: { fr: 'Imprimer la sélection…', en: 'Print a selection…' },
    keys: [],
  },
  {
    id: 'export-annotations',
    menu: 'file',
    words: { fr: 'Exporter les annotations…', en: 'Export annotations…' },
    keys: ['CmdOrCtrl+Shift+E'],
  },
  {
    id: 'import-annotations',
    menu: 'file',
    words: { fr: 'Importer des annotations…', en: 'Import annotations…' },
    keys: ['CmdOrCtrl+Shift+O'],
  },

  {
    id: 'export-all',
    menu: 'file',
    words: { fr: 'Tout exporter…', en: 'Export everything…' },
    keys: [],
  },
  {
    id: 'import-archive',
    menu: 'file',
    words: { fr: 'Reprendre une archive…', en: 'Take back an archive…' },
    keys: [],
  },
  {
    id: 'restore',
    menu: 'file',
    words: { fr: 'Restaurer…', en: 'Restore…' },
    keys: [],
  },

  { id: 'undo', menu: 'edit', words: { fr: 'Annuler', en: 'Undo' }, keys: ['CmdOrCtrl+Z'] },
  {
    id: 'redo',
    menu: 'edit',
    words: { fr: 'Rétablir', en: 'Redo' },
    keys: ['CmdOrCtrl+Shift+Z', 'CmdOrCtrl+Y'],
  },
  {
    id: 'find',
    menu: 'edit',
    words: { fr: 'Rechercher dans le texte…', en: 'Find in the text…' },
    keys: ['CmdOrCtrl+F'],
  },
  { id: 'find-next', menu: 'edit', words: { fr: 'Résultat suivant', en: 'Next hit' }, keys: ['F3'] },
  {
    id: 'find-previous',
    menu: 'edit',
    words: { fr: 'Résultat précédent', en: 'Previous hit' },
    keys: ['Shift+F3'],
  },
  {
    id: 'copy-citation',
    menu: 'edit',
    words: { fr: 'Copier avec la source', en: 'Copy with source' },
    keys: ['CmdOrCtrl+Shift+C'],
  },

  {
    id: 'palette',
    menu: 'view',
    words: { fr: 'Tout chercher…', en: 'Search everything…' },
    keys: ['CmdOrCtrl+K'],
  },
  { id: 'toggle-library', menu: 'view', words: { fr: 'Bibliothèque', en: 'Library' }, keys: ['F9'] },
  { id: 'toggle-side-pane', menu: 'view', words: { fr: 'Volet latéral', en: 'Side pane' }, keys: ['F10'] },
  { id: 'show-summary', menu: 'view', words: { fr: 'Synthèse', en: 'Summary' }, keys: ['Alt+1'] },
  { id: 'show-proposals', menu: 'view', words: { fr: 'Propositions', en: 'Proposals' }, keys: ['Alt+2'] },
  { id: 'show-annotations', menu: 'view', words: { fr: 'Annotations', en: 'Annotations' }, keys: ['Alt+3'] },
  {
    id: 'paragraph-numbers',
    menu: 'view',
    words: { fr: 'Numéros de paragraphe', en: 'Paragraph numbers' },
    keys: ['CmdOrCtrl+Shift+N'],
  },
  {
    id: 'larger',
    menu: 'view',
    words: { fr: 'Agrandir le texte', en: 'Larger text' },
    keys: ['CmdOrCtrl+=', 'CmdOrCtrl+Plus'],
  },
  {
    id: 'smaller',
    menu: 'view',
    words: { fr: 'Réduire le texte', en: 'Smaller text' },
    keys: ['CmdOrCtrl+-'],
  },
  { id: 'theme-system', menu: 'view', words: { fr: 'Thème du système', en: 'System theme' }, keys: [] },
  { id: 'theme-light', menu: 'view', words: { fr: 'Thème clair', en: 'Light theme' }, keys: [] },
  { id: 'theme-dark', menu: 'view', words: { fr: 'Thème sombre', en: 'Dark theme' }, keys: [] },
  { id: 'theme-sepia', menu: 'view', words: { fr: 'Thème sépia', en: 'Sepia theme' }, keys: [] },
  {
    id: 'theme-contrast',
    menu: 'view',
    words: { fr: 'Thème très contrasté', en: 'High-contrast theme' },
    keys: [],
  },
  {
    id: 'interface-language',
    menu: 'view',
    words: { fr: 'Interface in English', en: 'Interface en français' },
    keys: [],
  },

  {
    id: 'other-edition',
    menu: 'go',
    words: { fr: 'Autre langue du texte', en: 'Other language of the text' },
    keys: ['F8'],
  },
  {
    id: 'side-by-side',
    menu: 'view',
    words: { fr: 'Langues côte à côte', en: 'Languages side by side' },
    keys: ['Shift+F8'],
  },
  {
    id: 'go-to-paragraph',
    menu: 'go',
    words: { fr: 'Aller au paragraphe…', en: 'Go to paragraph…' },
    keys: ['CmdOrCtrl+G', '§'],
  },
  {
    id: 'follow-proposals',
    menu: 'go',
    words: { fr: 'Suivi des propositions', en: 'Follow the proposals' },
    keys: ['CmdOrCtrl+Shift+L'],
  },
  { id: 'glossary', menu: 'go', words: { fr: 'Glossaire', en: 'Glossary' }, keys: [] },
  {
    id: 'next-brief',
    menu: 'go',
    words: { fr: 'Note de synthèse suivante', en: 'Next brief' },
    keys: ['CmdOrCtrl+PageDown'],
  },
  {
    id: 'previous-brief',
    menu: 'go',
    words: { fr: 'Note de synthèse précédente', en: 'Previous brief' },
    keys: ['CmdOrCtrl+PageUp'],
  },
  {
    id: 'next-annotation',
    menu: 'go',
    words: { fr: 'Annotation suivante', en: 'Next annotation' },
    keys: ['F4'],
  },
  {
    id: 'previous-annotation',
    menu: 'go',
    words: { fr: 'Annotation précédente', en: 'Previous annotation' },
    keys: ['Shift+F4'],
  },
  { id: 'next-pane', menu: 'go', words: { fr: 'Volet suivant', en: 'Next pane' }, keys: ['F6'] },
  {
    id: 'previous-pane',
    menu: 'go',
    words: { fr: 'Volet précédent', en: 'Previous pane' },
    keys: ['Shift+F6'],
  },
  { id: 'caret', menu: 'go', words: { fr: 'Curseur dans le texte', en: 'Cursor in the text' }, keys: ['F7'] },

  {
    id: 'mark-yellow',
    menu: 'annotate',
    words: { fr: 'Surligner en jaune', en: 'Highlight in yellow' },
    keys: ['CmdOrCtrl+1'],
  },
  {
    id: 'mark-green',
    menu: 'annotate',
    words: { fr: 'Surligner en vert', en: 'Highlight in green' },
    keys: ['CmdOrCtrl+2'],
  },
  {
    id: 'mark-blue',
    menu: 'annotate',
    words: { fr: 'Surligner en bleu', en: 'Highlight in blue' },
    keys: ['CmdOrCtrl+3'],
  },
  {
    id: 'mark-pink',
    menu: 'annotate',
    words: { fr: 'Surligner en rose', en: 'Highlight in pink' },
    keys: ['CmdOrCtrl+4'],
  },
  {
    id: 'mark-sentence',
    menu: 'annotate',
    words: { fr: 'Surligner la phrase', en: 'Highlight the sentence' },
    keys: ['CmdOrCtrl+Alt+S'],
  },
  {
    id: 'mark-block',
    menu: 'annotate',
    words: { fr: 'Surligner le paragraphe', en: 'Highlight the paragraph' },
    keys: ['CmdOrCtrl+Alt+P'],
  },
  {
    id: 'mark-hit',
    menu: 'annotate',
    words: { fr: 'Surligner le passage trouvé', en: 'Highlight the passage found' },
    keys: ['CmdOrCtrl+Alt+F'],
  },
  {
    id: 'note',
    menu: 'annotate',
    words: { fr: 'Écrire une note', en: 'Write a note' },
    keys: ['CmdOrCtrl+Alt+N'],
  },
  {
    id: 'link-proposal',
    menu: 'annotate',
    words: { fr: 'Lier à une proposition…', en: 'Link to a proposal…' },
    keys: ['CmdOrCtrl+L'],
  },
  {
    id: 'start-earlier',
    menu: 'annotate',
    words: { fr: 'Commencer un mot plus tôt', en: 'Start one word earlier' },
    keys: ['CmdOrCtrl+Alt+U'],
  },
  {
    id: 'start-later',
    menu: 'annotate',
    words: { fr: 'Commencer un mot plus tard', en: 'Start one word later' },
    keys: ['CmdOrCtrl+Alt+I'],
  },
  {
    id: 'end-earlier',
    menu: 'annotate',
    words: { fr: 'Finir un mot plus tôt', en: 'End one word earlier' },
    keys: ['CmdOrCtrl+Alt+J'],
  },
  {
    id: 'end-later',
    menu: 'annotate',
    words: { fr: 'Finir un mot plus tard', en: 'End one word later' },
    keys: ['CmdOrCtrl+Alt+K'],
  },
  {
    id: 'reattach',
    menu: 'annotate',
    words: { fr: 'Rattacher une annotation', en: 'Re-attach an annotation' },
    keys: ['CmdOrCtrl+Alt+R'],
  },
  {
    id: 'delete-annotation',
    menu: 'annotate',
    words: { fr: 'Supprimer l’annotation', en: 'Delete the annotation' },
    keys: ['CmdOrCtrl+Alt+Backspace'],
  },

  { id: 'help', menu: 'help', words: { fr: 'Raccourcis clavier', en: 'Keyboard shortcuts' }, keys: ['F1'] },
] as const satisfies readonly {
  id: string;
  menu: Command['menu'];
  words: Command['words'];
  keys: readonly string[];
}[];

export type CommandId = (typeof list)[number]['id'];
export const commands: readonly Command[] = list;
