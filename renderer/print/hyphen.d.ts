/** The package brings no types. */
declare module 'hyphen/*' {
  export function hyphenateSync(
    text: string,
    options: { readonly hyphenChar: string; readonly minWordLength: number },
  ): string;
}
