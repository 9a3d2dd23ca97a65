import { gutter, type Sheet } from '../../core/printing/print.ts';
import type { RunningHeads } from '../../core/printing/print-schema.ts';

/**
 * The margins of pages that go to a printer, and in Chromium 131 and later the running heads in them. In a PDF both are made
 * after the pages are.
 */
export function printerSheet(sheet: Sheet, { parts }: Pick<RunningHeads, 'parts'>): CSSStyleSheet {
  const style = new CSSStyleSheet();
  const margins = [sheet.top, sheet.right - gutter, sheet.bottom, sheet.left - gutter];
  const letters = 'font: 7.6pt "Paper Sans"; color: #55595f;';
  const pages = parts.map(
    ({ title, day, foot }, index) => `@page p${index} {
    margin: ${margins.map((points) => `${points}pt`).join(' ')};
    @top-left { content: ${quoted(title)}; ${letters} padding-left: ${gutter}pt; }
    @top-right { content: ${quoted(day)}; ${letters} padding-right: ${gutter}pt; }
    @bottom-left { content: ${quoted(foot)}; ${letters} padding-left: ${gutter}pt; }
    @bottom-right { content: counter(page) " / " counter(pages); ${letters} padding-right: ${gutter}pt; }
  }
  [data-pages="${index}"] { page: p${index}; }`,
  );
  style.replaceSync(`${pages.join('\n')}
  @page p0:first { @top-left { content: none; } @top-right { content: none; } }`);
  return style;
}

/** A CSS string: a brief's title may hold anything. */
function quoted(words: string): string {
  return `"${words.replace(/["\\\n\r\f]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
