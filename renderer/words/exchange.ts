import type { ExportFormat } from '../../core/exporting/format.ts';
import type { ConflictChoice, Side } from '../../core/importing/conflicts.ts';
import type { ImportState } from '../../core/importing/weigh.ts';
import type { UiLang } from '../../core/settings.ts';
import type { ConflictKind } from '../state/exchange.ts';
import { countEn, countFr } from './plural.ts';

/** The words of the sheets for files of annotations. Narrow no-break spaces as in `fr.ts`. */

/** How much of each kind is taken in. */
export type ImportCounts = Readonly<Record<ConflictKind, number>>;

interface FormatWords {
  readonly name: string;
  readonly use: string;
}

interface ExchangeWords {
  readonly export: string;
  readonly exportTitle: string;
  readonly which: string;
  readonly chosen: (n: number) => string;
  readonly thisBrief: (n: number) => string;
  readonly allBriefs: string;
  readonly format: string;
  readonly formats: Readonly<Record<ExportFormat, FormatWords>>;
  readonly inTheClear: string;
  readonly exported: (file: string, n: number) => string;
  readonly archived: (file: string) => string;

  readonly importTitle: (file: string) => string;
  readonly reading: string;
  readonly tally: Readonly<Record<ImportState, (n: number) => string>>;
  readonly sources: string;
  readonly source: (name: string, n: number) => string;
  readonly noSource: string;
  readonly leaveOut: string;
  readonly conflicts: Readonly<Record<ConflictKind, (n: number) => string>>;
  readonly choices: {
    readonly annotations: Readonly<Record<ConflictChoice, string>>;
    readonly positions: Readonly<Record<Side, string>>;
    readonly briefs: Readonly<Record<Side, string>>;
  };
  readonly parts: Readonly<Record<ConflictKind, string>>;
  /** How many annotations, or positions, of a brief are in each state. */
  readonly counted: (what: string, counts: readonly string[]) => string;
  readonly noPosition: string;
  readonly settings: string;
  readonly settingsConflict: string;
  readonly mine: string;
  readonly theirs: string;
  readonly noQuote: string;
  readonly items: string;
  readonly waiting: (n: number) => string;
  /** Where an item may belong; `quote` with its quotation marks. */
  readonly placesOf: (quote: string) => string;
  readonly withoutPlace: string;
  /** What becomes of an item that the reader has set on a place, `§ 14` or the like. */
  readonly setOn: (place: string) => string;
  readonly import: (counts: ImportCounts) => string;
  readonly nothing: string;
  readonly imported: (counts: ImportCounts) => string;
  readonly otherBriefs: (n: number) => string;
}

function listFr({ briefs, annotations, positions }: ImportCounts): string {
  return [
    ...(briefs ? [countFr(briefs, 'note', 'notes')] : []),
    ...(annotations ? [countFr(annotations, 'annotation', 'annotations')] : []),
    ...(positions ? [countFr(positions, 'position', 'positions')] : []),
  ].join(', ');
}

function listEn({ briefs, annotations, positions }: ImportCounts): string {
  return [
    ...(briefs ? [countEn(briefs, 'brief', 'briefs')] : []),
    ...(annotations ? [countEn(annotations, 'annotation', 'annotations')] : []),
    ...(positions ? [countEn(positions, 'position', 'positions')] : []),
  ].join(', ');
}

const fr: ExchangeWords = {
  export: 'Exporter…',
  exportTitle: 'Exporter les annotations',
  which: 'Lesquelles',
  chosen: (n) => countFr(n, 'annotation choisie', 'annotations choisies'),
  thisBrief: (n) => `Cette note\u00a0: ${countFr(n, 'annotation', 'annotations')}`,
  allBriefs: 'Toutes les notes',
  format: 'Format',
  formats: {
    jsonld: { name: 'JSON-LD du W3C', use: 'Tout, pour revenir ici ou passer dans un autre programme.' },
    annotations: { name: 'Annotations EPUB (.annotations)', use: 'Tout, pour Thorium et d’autres liseuses.' },
    markdown: { name: 'Markdown', use: 'À lire et à retravailler, dans Obsidian par exemple.' },
    csv: { name: 'Tableau CSV', use: 'Une ligne par annotation, pour un tableur.' },
    csl: { name: 'Citations CSL-JSON', use: 'Les références, pour Zotero ou pandoc.' },
    bibtex: { name: 'Citations BibTeX', use: 'Les références, pour LaTeX.' },
  },
  inTheClear: 'Le fichier peut être lu par quiconque y a accès.',
  exported: (file, n) => `${countFr(n, 'annotation exportée', 'annotations exportées')}\u00a0: ${file}`,

  archived: (file) => `Tout est exporté\u00a0: ${file}. L’archive peut être lue par quiconque y a accès.`,

  importTitle: (file) => `Importer «\u202f${file}\u202f»`,
  reading: 'Lecture du fichier…',
  tally: {
    new: (n) => countFr(n, 'nouvelle', 'nouvelles'),
    same: (n) => countFr(n, 'déjà là', 'déjà là'),
    conflicting: (n) => countFr(n, 'en conflit', 'en conflit'),
    'source-unknown': (n) => countFr(n, 'de source inconnue', 'de source inconnue'),
    'selector-unsupported': (n) => countFr(n, 'sans passage lisible', 'sans passage lisible'),
    'passage-not-found': (n) => countFr(n, 'passage introuvable', 'passages introuvables'),
    ambiguous: (n) => countFr(n, 'ambiguë', 'ambiguës'),
    unreadable: (n) => countFr(n, 'illisible', 'illisibles'),
  },
  sources: 'Sources qui ne sont pas dans la bibliothèque',
  source: (name, n) => `${name} (${countFr(n, 'annotation', 'annotations')})`,
  noSource: 'Source sans nom',
  leaveOut: 'Ne pas importer',
  conflicts: {
    annotations: (n) => countFr(n, 'annotation en conflit', 'annotations en conflit'),
    positions: (n) => countFr(n, 'position en conflit', 'positions en conflit'),
    briefs: (n) => countFr(n, 'note avec un autre texte', 'notes avec un autre texte'),
  },
  choices: {
    annotations: { mine: 'Garder la mienne', theirs: 'Prendre l’autre', both: 'Garder les deux' },
    positions: { mine: 'Garder la mienne', theirs: 'Prendre l’autre' },
    briefs: { mine: 'Garder mon texte', theirs: 'Prendre celui du fichier' },
  },
  parts: { briefs: 'Notes', annotations: 'Annotations', positions: 'Positions' },
  counted: (what, counts) => `${what}\u00a0: ${counts.join(', ')}`,
  noPosition: 'Aucune',
  settings: 'Reprendre aussi les réglages (langue, apparence, impression, notes lues)',
  settingsConflict: 'Les vôtres sont autres et seraient remplacés.',
  mine: 'La mienne',
  theirs: 'Dans le fichier',
  noQuote: 'Sans passage',
  items: 'Annotations du fichier',
  waiting: (n) =>
    `${countFr(n, 'annotation sera gardée', 'annotations seront gardées')} «\u202fà rattacher\u202f», faute d’un passage sûr.`,
  placesOf: (quote) => `Passages possibles pour ${quote}`,
  withoutPlace: 'Aucun de ces passages\u00a0: à rattacher plus tard',
  setOn: (place) => `rattachée\u00a0: ${place}`,
  import: (counts) => `Importer ${listFr(counts)}`,
  nothing: 'Rien à importer',
  imported: (counts) => `Importé\u00a0: ${listFr(counts)}.`,
  otherBriefs: (n) => `Dont des annotations sur ${countFr(n, 'autre note', 'autres notes')}.`,
};

const en: ExchangeWords = {
  export: 'Export…',
  exportTitle: 'Export annotations',
  which: 'Which',
  chosen: (n) => countEn(n, 'chosen annotation', 'chosen annotations'),
  thisBrief: (n) => `This brief: ${countEn(n, 'annotation', 'annotations')}`,
  allBriefs: 'All briefs',
  format: 'Format',
  formats: {
    jsonld: { name: 'W3C JSON-LD', use: 'Everything, to come back here or go to another program.' },
    annotations: {
      name: 'EPUB annotations (.annotations)',
      use: 'Everything, for Thorium and other readers.',
    },
    markdown: { name: 'Markdown', use: 'To read and rework, in Obsidian for example.' },
    csv: { name: 'CSV table', use: 'One row an annotation, for a spreadsheet.' },
    csl: { name: 'CSL-JSON citations', use: 'The references, for Zotero or pandoc.' },
    bibtex: { name: 'BibTeX citations', use: 'The references, for LaTeX.' },
  },
  inTheClear: 'The file can be read by anyone who gets hold of it.',
  exported: (file, n) => `${countEn(n, 'annotation exported', 'annotations exported')}: ${file}`,

  archived: (file) =>
    `Everything is exported: ${file}. The archive can be read by anyone who gets hold of it.`,

  importTitle: (file) => `Import “${file}”`,
  reading: 'Reading the file…',
  tally: {
    new: (n) => countEn(n, 'new', 'new'),
    same: (n) => countEn(n, 'already there', 'already there'),
    conflicting: (n) => countEn(n, 'conflicting', 'conflicting'),
    'source-unknown': (n) => countEn(n, 'of unknown source', 'of unknown source'),
    'selector-unsupported': (n) => countEn(n, 'without readable passage', 'without readable passage'),
    'passage-not-found': (n) => countEn(n, 'passage not found', 'passages not found'),
    ambiguous: (n) => countEn(n, 'ambiguous', 'ambiguous'),
    unreadable: (n) => countEn(n, 'unreadable', 'unreadable'),
  },
  sources: 'Sources that are not in the library',
  source: (name, n) => `${name} (${countEn(n, 'annotation', 'annotations')})`,
  noSource: 'Source without a name',
  leaveOut: 'Do not import',
  conflicts: {
    annotations: (n) => countEn(n, 'conflicting annotation', 'conflicting annotations'),
    positions: (n) => countEn(n, 'conflicting position', 'conflicting positions'),
    briefs: (n) => countEn(n, 'brief with another text', 'briefs with another text'),
  },
  choices: {
    annotations: { mine: 'Keep mine', theirs: 'Take theirs', both: 'Keep both' },
    positions: { mine: 'Keep mine', theirs: 'Take theirs' },
    briefs: { mine: 'Keep my text', theirs: 'Take the file’s' },
  },
  parts: { briefs: 'Briefs', annotations: 'Annotations', positions: 'Positions' },
  counted: (what, counts) => `${what}: ${counts.join(', ')}`,
  noPosition: 'None',
  settings: 'Take the settings too (language, appearance, printing, briefs read)',
  settingsConflict: 'Yours differ and would be replaced.',
  mine: 'Mine',
  theirs: 'In the file',
  noQuote: 'No passage',
  items: 'Annotations of the file',
  waiting: (n) =>
    `${countEn(n, 'annotation', 'annotations')} will be kept “to re-attach”, for want of a passage that is certain.`,
  placesOf: (quote) => `Possible passages for ${quote}`,
  withoutPlace: 'None of these passages: re-attach later',
  setOn: (place) => `attached: ${place}`,
  import: (counts) => `Import ${listEn(counts)}`,
  nothing: 'Nothing to import',
  imported: (counts) => `Imported: ${listEn(counts)}.`,
  otherBriefs: (n) => `Some of them on ${countEn(n, 'other brief', 'other briefs')}.`,
};

export const exchangeWords: Readonly<Record<UiLang, ExchangeWords>> = { fr, en };
