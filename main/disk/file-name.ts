/** A title as every system allows it for a file. */
export function fileNameOf(title: string, extension: string): string {
  const name = title
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what file systems refuse.
    .replace(/\s*[\\/:*?"<>|\u0000-\u001f]\s*/g, ' - ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .-]+|[ .-]+$/g, '');
  return `${name.slice(0, 100).trim() || 'Aide-mémoire'}.${extension}`;
}
