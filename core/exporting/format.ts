/** What annotations can be written as. */
export const exportFormats = ['jsonld', 'annotations', 'markdown', 'csv', 'csl', 'bibtex'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** The end of a file's name in each format. `annotations` is a ZIP, the others are UTF-8 text. */
export const extensions: Readonly<Record<ExportFormat, string>> = {
  jsonld: 'jsonld',
  annotations: 'annotations',
  markdown: 'md',
  csv: 'csv',
  csl: 'json',
  bibtex: 'bib',
};
