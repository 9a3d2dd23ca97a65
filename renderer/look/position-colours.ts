import { css } from 'lit';

/** The colours of a position, on its pill and on the segment that is chosen; everywhere the same. */
export const positionColours = css`
  .pill option {
    background: var(--card);
    color: var(--ink);
  }

  .pill.to-study,
  .segments .to-study:has(:checked) {
    background: var(--study);
    color: var(--study-ink);
  }

  .pill.support,
  .segments .support:has(:checked) {
    background: var(--support);
    color: var(--support-ink);
  }

  .pill.reserve,
  .segments .reserve:has(:checked) {
    background: var(--reserve);
    color: var(--reserve-ink);
  }

  .pill.oppose,
  .segments .oppose:has(:checked) {
    background: var(--oppose);
    color: var(--oppose-ink);
  }
`;
