/** Words that read as they stand, whatever Markdown would make of them. */
export function literal(text: string): string {
  return text
    .replace(/\p{Cc}/gu, (sign) => (sign === '\n' ? sign : ' '))
    .replace(/[\\`*_[\]<>#|~^&]/g, '\\$&')
    .replace(
      /^( *)([-+=]|\d+[.)])(?= |$|[-=])/gm,
      (_, gap: string, sign: string) => `${gap}${sign.replace(/.$/, '\\$&')}`,
    );
}
