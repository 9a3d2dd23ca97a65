import { writeTrueType } from '../../core/printing/font-file.ts';
import { ownGlyphs } from './own-glyphs.ts';
import { readWoff } from './woff.ts';

/** The letters of paper: the bundled ones, made so that their words can be copied out of a PDF. */
const faces = [
  {
    family: 'Paper Serif',
    style: 'normal',
    weight: '400',
    url: new URL(
      '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff',
      import.meta.url,
    ),
  },
  {
    family: 'Paper Serif',
    style: 'italic',
    weight: '400',
    url: new URL(
      '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff',
      import.meta.url,
    ),
  },
  {
    family: 'Paper Serif',
    style: 'normal',
    weight: '600',
    url: new URL(
      '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff',
      import.meta.url,
    ),
  },
  {
    family: 'Paper Serif',
    style: 'italic',
    weight: '600',
    url: new URL(
      '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-600-italic.woff',
      import.meta.url,
    ),
  },
  {
    family: 'Paper Sans',
    style: 'normal',
    weight: '400',
    url: new URL('../../node_modules/@fontsource/inter/files/inter-latin-400-normal.woff', import.meta.url),
  },
  {
    family: 'Paper Sans',
    style: 'normal',
    weight: '500',
    url: new URL('../../node_modules/@fontsource/inter/files/inter-latin-500-normal.woff', import.meta.url),
  },
  {
    family: 'Paper Sans',
    style: 'normal',
    weight: '600',
    url: new URL('../../node_modules/@fontsource/inter/files/inter-latin-600-normal.woff', import.meta.url),
  },
];

/** Which of them: the regular sans. */
const headFace = 4;

/** Adds the letters to the page, and answers the file of those that running heads are set in. */
export async function addLetters(fonts: FontFaceSet): Promise<Uint8Array<ArrayBuffer>> {
  const files = await Promise.all(
    faces.map(async ({ family, style, weight, url }) => {
      const file = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const font = writeTrueType(ownGlyphs(await readWoff(file)));
      fonts.add(await new FontFace(family, font, { style, weight }).load());
      return new Uint8Array(font);
    }),
  );
  return files[headFace] ?? new Uint8Array();
}

/** What the bundled Latin letters have a glyph for. */
const latin =
  /[\0-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212\u2215\ufeff\ufffd]/g;

/** Loads the letters that words need of other scripts: laying out asks for them too, but goes on without. */
export async function addOtherLetters(fonts: FontFaceSet, words: string): Promise<void> {
  const others = [...new Set(words.replace(latin, ''))].join('');
  if (!others) return;
  const styles = faces.map(({ family, style, weight }) => {
    const screen = family === 'Paper Serif' ? 'Source Serif 4' : 'Inter';
    return fonts.load(`${style} ${weight} 1em "${screen}"`, others);
  });
  await Promise.all(styles);
}
