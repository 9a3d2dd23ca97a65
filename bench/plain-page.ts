import { parse } from '../core/parse.ts';

/** A brief as the plainest page that shows its text. */
export function plainPage(markdown: string): string {
  const parsed = parse('brief.md', new TextEncoder().encode(markdown));
  if (!('brief' in parsed)) throw new Error('the brief has problems');
  const { brief } = parsed;
  const blocks = brief.blocks.map(({ kind, text }) =>
    kind === 'heading' ? `<h2>${escaped(text)}</h2>` : `<p>${escaped(text)}</p>`,
  );
  return `<!doctype html><html lang="${brief.lang}"><meta charset="utf-8"><title>${escaped(brief.title)}</title>
<h1>${escaped(brief.title)}</h1>${blocks.join('\n')}</html>`;
}

/** Words as they stand in a page. */
export function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
