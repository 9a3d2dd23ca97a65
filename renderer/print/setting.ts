import { html, type TemplateResult } from 'lit';
import type { Inline } from '../../core/brief.ts';
import { sourceNumbers } from '../../core/citations.ts';
import type { Positions } from '../../core/position.ts';
import type { PrintDocument, PrintedEdition, PrintPart } from '../../core/printing/print-document.ts';
import type { PrintOptions } from '../../core/printing/print-schema.ts';
import { inline, type Part } from '../inline.ts';
import { partyName } from '../panes/parties.ts';
import { en } from '../words/en.ts';
import { fr, type Words } from '../words/fr.ts';
import { type PrintWords, printWords } from './words.ts';

/** What every section of one edition needs. */
export interface Setting extends PrintedEdition {
  readonly options: PrintOptions;
  readonly positions: Positions;
  /** When it is printed, ISO 8601 in UTC. */
  readonly at: string;
  /** What the ids of the part's own sources and proposals begin with. */
  readonly within: string;
  readonly words: Words;
  readonly paper: PrintWords;
  /** The number of a source, as cited. */
  readonly cite: (source: string) => number;
  /** Text outside the body, which carries no marks. */
  readonly text: (inline: Inline) => Part;
  /** A country or an organisation, under its name in the language of the labels. */
  readonly party: (code: string) => string;
}

/** The settings of a part's editions: one, or two that stand beside each other. */
export type Settings = readonly [Setting] | readonly [Setting, Setting];

export function settingsOf(printed: PrintDocument, part: PrintPart, number: number): Settings {
  const [first, second] = part.editions;
  // What is beside each other has one list of sources, numbered as the first edition cites them.
  const numbers = new Map(sourceNumbers(first.brief));
  for (const { id } of second?.brief.sources ?? []) if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
  const cite = (source: string) => numbers.get(source) ?? 0;
  // Beside each other leaves no margin between them.
  const options =
    second && printed.options.annotations === 'margin'
      ? { ...printed.options, annotations: 'endnotes' as const }
      : printed.options;
  const setting = (edition: PrintedEdition) =>
    settingOf({ ...printed, options }, part.positions, edition, number, cite);
  return second ? [setting(first), setting(second)] : [setting(first)];
}

function settingOf(
  { options, at }: PrintDocument,
  positions: Positions,
  edition: PrintedEdition,
  part: number,
  cite: Setting['cite'],
): Setting {
  const { lang } = edition;
  const within = `${part}-`;
  return {
    ...edition,
    options,
    positions,
    at,
    within,
    cite,
    words: lang === 'fr' ? fr : en,
    paper: printWords[lang],
    text: (words) =>
      inline(words, { ...(options.sources && { cite }), paper: true, proposals: options.proposals, within }),
    party: (code) => partyName(code, lang),
  };
}

/** A section of one edition, or the same section of two beside each other. */
export function across(
  settings: Settings,
  section: (setting: Setting) => TemplateResult | null,
): TemplateResult | null {
  const sections = settings.map(section);
  if (settings.length === 1 || sections.every((one) => one === null)) return sections[0] ?? null;
  return html`<div class="pair">${settings.map(({ lang }, index) => html`<div lang="${lang}">${sections[index]}</div>`)}</div>`;
}
