import type { PrintJob } from '../../core/api.ts';
import type { PrintOptions } from '../../core/printing/print.ts';
import type { UiLang } from '../../core/settings.ts';
import { countEn, countFr } from './plural.ts';

/** The words of the print dialog. Narrow no-break spaces as in `fr.ts`. */

interface PrintWords {
  readonly title: string;
  readonly titleSelection: string;
  readonly options: string;
  readonly preview: string;
  readonly briefs: string;
  readonly chosen: (n: number) => string;
  readonly chooseAll: string;
  readonly chooseNone: string;
  readonly filter: string;
  readonly moreBriefs: (n: number) => string;
  readonly files: string;
  readonly filesHow: Readonly<Record<PrintJob['files'], string>>;
  readonly copy: string;
  readonly copies: Readonly<Record<PrintOptions['copy'], { readonly name: string; readonly use: string }>>;
  readonly circulation: string;
  readonly circulationHint: string;
  readonly shared: string;
  readonly noneShared: string;
  readonly noTags: string;
  readonly text: string;
  readonly language: string;
  readonly editions: string;
  readonly editionsHow: Readonly<Record<PrintOptions['editions'], string>>;
  readonly page: string;
  readonly paper: string;
  readonly papers: Readonly<Record<PrintOptions['paper'], string>>;
  readonly margins: string;
  readonly marginsHow: Readonly<Record<PrintOptions['margins'], string>>;
  readonly textSize: string;
  readonly textSizes: Readonly<Record<PrintOptions['textSize'], string>>;
  readonly paragraphNumbers: string;
  readonly contents: string;
  readonly summary: string;
  readonly proposals: string;
  readonly sources: string;
  readonly annotations: string;
  readonly annotationsHow: Readonly<Record<PrintOptions['annotations'], string>>;
  readonly only: string;
  readonly onlyHint: string;
  readonly colours: string;
  readonly tags: string;
  readonly linkedTo: string;
  readonly pageOf: (page: number, pages: number) => string;
  readonly smaller: string;
  readonly larger: string;
  readonly fitWidth: string;
  readonly layingOut: string;
  readonly nothingChosen: string;
  readonly save: string;
  readonly print: string;
  readonly saved: (files: readonly string[], folder: string) => string;
  readonly handedOver: string;
}

const fr: PrintWords = {
  title: 'Imprimer',
  titleSelection: 'Imprimer la sélection',
  options: 'Options',
  preview: 'Aperçu',
  briefs: 'Notes',
  chosen: (n) => countFr(n, 'note choisie', 'notes choisies'),
  chooseAll: 'Tout choisir',
  chooseNone: 'Ne rien choisir',
  filter: 'Filtrer les notes…',
  moreBriefs: (n) => `${countFr(n, 'autre note', 'autres notes')}\u00a0: filtrez pour les voir.`,
  files: 'Fichiers',
  filesHow: { one: 'Un seul PDF', each: 'Un PDF par note' },
  copy: 'Exemplaire',
  copies: {
    own: { name: 'Copie de travail', use: 'Avec vos annotations et vos positions' },
    clean: { name: 'Copie propre', use: 'Rien de ce que vous avez écrit' },
    delegation: { name: 'Copie pour la délégation', use: 'Étiquettes choisies, sans nom d’auteur' },
  },
  circulation: 'Diffusion',
  circulationHint: 'Délégation seulement',
  shared: 'Étiquettes communiquées',
  noneShared: 'Sans étiquette choisie, aucune annotation n’est imprimée.',
  noTags: 'Aucune annotation ne porte d’étiquette\u202f: aucune n’est imprimée.',
  text: 'Texte',
  language: 'Langue',
  editions: 'Éditions',
  editionsHow: { one: 'Une seule', 'in-turn': 'À la suite', 'side-by-side': 'Côte à côte' },
  page: 'Page',
  paper: 'Papier',
  papers: { a4: 'A4', letter: 'Letter' },
  margins: 'Marges',
  marginsHow: { narrow: 'Étroites', normal: 'Normales', wide: 'Larges' },
  textSize: 'Taille',
  textSizes: { small: 'Petit', normal: 'Normal', large: 'Grand' },
  paragraphNumbers: 'Numéros de paragraphe',
  contents: 'Contenu',
  summary: 'Synthèse',
  proposals: 'Propositions',
  sources: 'Sources',
  annotations: 'Annotations',
  annotationsHow: { endnotes: 'À la fin', margin: 'En marge', none: 'Aucune' },
  only: 'Seulement ces annotations',
  onlyHint: 'Sans choix, toutes sont imprimées.',
  colours: 'Couleurs',
  tags: 'Étiquettes',
  linkedTo: 'Liées à une proposition',
  pageOf: (page, pages) => `Page ${page} sur ${pages}`,
  smaller: 'Réduire l’aperçu',
  larger: 'Agrandir l’aperçu',
  fitWidth: 'Pleine largeur',
  layingOut: 'Mise en page…',
  nothingChosen: 'Choisissez au moins une note.',
  save: 'Enregistrer le PDF…',
  print: 'Imprimer…',
  saved: (files, folder) =>
    files.length === 1
      ? `PDF enregistré\u00a0: ${files[0]}`
      : `${files.length} PDF enregistrés dans ${folder}`,
  handedOver: 'Pages remises à l’imprimante.',
};

const en: PrintWords = {
  title: 'Print',
  titleSelection: 'Print a selection',
  options: 'Options',
  preview: 'Preview',
  briefs: 'Briefs',
  chosen: (n) => countEn(n, 'brief chosen', 'briefs chosen'),
  chooseAll: 'Choose all',
  chooseNone: 'Choose none',
  filter: 'Filter the briefs…',
  moreBriefs: (n) => `${countEn(n, 'other brief', 'other briefs')}: filter to see them.`,
  files: 'Files',
  filesHow: { one: 'One PDF', each: 'One PDF per brief' },
  copy: 'Copy',
  copies: {
    own: { name: 'Working copy', use: 'With your annotations and positions' },
    clean: { name: 'Clean copy', use: 'Nothing that you have written' },
    delegation: { name: 'Delegation copy', use: 'Chosen tags, without authors’ names' },
  },
  circulation: 'Circulation',
  circulationHint: 'Delegation only',
  shared: 'Tags shared',
  noneShared: 'Without a tag chosen, no annotation is printed.',
  noTags: 'No annotation has a tag, so none is printed.',
  text: 'Text',
  language: 'Language',
  editions: 'Editions',
  editionsHow: { one: 'One alone', 'in-turn': 'In turn', 'side-by-side': 'Side by side' },
  page: 'Page',
  paper: 'Paper',
  papers: { a4: 'A4', letter: 'Letter' },
  margins: 'Margins',
  marginsHow: { narrow: 'Narrow', normal: 'Normal', wide: 'Wide' },
  textSize: 'Text size',
  textSizes: { small: 'Small', normal: 'Normal', large: 'Large' },
  paragraphNumbers: 'Paragraph numbers',
  contents: 'Contents',
  summary: 'Summary',
  proposals: 'Proposals',
  sources: 'Sources',
  annotations: 'Annotations',
  annotationsHow: { endnotes: 'At the end', margin: 'In the margin', none: 'None' },
  only: 'Only these annotations',
  onlyHint: 'Without a choice, all are printed.',
  colours: 'Colours',
  tags: 'Tags',
  linkedTo: 'Linked to a proposal',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  smaller: 'Smaller preview',
  larger: 'Larger preview',
  fitWidth: 'Full width',
  layingOut: 'Laying out…',
  nothingChosen: 'Choose at least one brief.',
  save: 'Save PDF…',
  print: 'Print…',
  saved: (files, folder) =>
    files.length === 1 ? `PDF saved: ${files[0]}` : `${files.length} PDF files saved in ${folder}`,
  handedOver: 'Pages handed to the printer.',
};

export const printWords: Readonly<Record<UiLang, PrintWords>> = { fr, en };
