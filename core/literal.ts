/** Words that read as they stand, whatever Markdown, or what programs of notes add to it, would make of them. */
export function literal(text: string): string {
  return text
    .replace(/\p{Cc}/gu, (sign) => (sign === '\n' ? sign : ' '))
    .replace(/[\\`*_[\]<>#|~^$&]/g, '\\$&')
    .replace(/==|%%/g, (pair) => `\\${pair}`)
    .replace(
      /^( *)([-+]|=(?= *$)|\d+[.)])(?= |$|[-=])/gm,
      (_, gap: string, sign: string) => `${gap}${sign.replace(/.$/, '\\$&')}`,
    );
}
