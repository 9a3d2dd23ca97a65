/** Words of a text in `lang` between that language's quotation marks. */
export function quoted(words: string, lang: string): string {
  return lang.split('-')[0] === 'fr' ? `«\u202f${words}\u202f»` : `“${words}”`;
}
