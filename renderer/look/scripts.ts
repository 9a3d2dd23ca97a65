import { css, unsafeCSS } from 'lit';

/** Of writing systems: the languages whose script is read from right to left. */
const leftward = ['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'];
const withoutItalics = ['zh', 'ja', 'ko', ...leftward];

/** Chromium 130 knows no list of languages. */
function inAnyOf(langs: readonly string[]) {
  return unsafeCSS(`:is(${langs.map((lang) => `:lang(${lang})`).join(', ')})`);
}

const isLeftward = inAnyOf(leftward);
const hasNoItalics = inAnyOf(withoutItalics);

/** For shadow roots. The interface is read from left to right; words of a brief may not be. */
export const scripts = css`
  :is(cite, em, q, .quote, .reason)${hasNoItalics} {
    font-style: normal;
  }

  [lang]${isLeftward} {
    direction: rtl;
    unicode-bidi: isolate;
  }
`;

const inPage = css`
  body :is(.standfirst, cite, em)${hasNoItalics} {
    font-style: normal;
  }

  body [lang]${isLeftward} {
    direction: rtl;
    unicode-bidi: isolate;
  }

  /* The margin with the numbers of the paragraphs is on the left of every printed page; what is read from right to left is set in from the right. */
  .paragraph-number${isLeftward} {
    --in: 0pt;

    inset: auto auto auto -36pt;
    direction: ltr;
  }

  /* Drawn as a background, which has no beginning. */
  reading-pane .body blockquote${isLeftward} {
    background-position: calc(100% - var(--gutter)) 0;
  }

  /* The box stands at the end of its column, beside the next. */
  .proposals tbody th${isLeftward} {
    padding-inline-start: calc(25 * var(--pt));
  }
`;

/** Lays the rules over a page's own tree, on the screen and on paper. */
export function adoptScripts(page: Document): void {
  if (inPage.styleSheet) page.adoptedStyleSheets.push(inPage.styleSheet);
}
