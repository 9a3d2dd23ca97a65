/** The parts of the window that hold the keyboard in turn, as they stand from left to right. */
const panes = [
  'library-pane',
  'reading-pane:not([inert])',
  'selection-toolbar',
  '.landmark',
  'side-pane:not([inert])',
] as const;

const focusable =
  'button:not(:disabled, [tabindex="-1"]), input, select, textarea, [href], [tabindex]:not([tabindex="-1"])';

/** Gives the keyboard to the next part of the window that is shown, or to the one before. */
export function focusNextPane(step: 1 | -1): void {
  const shown = panes
    .map((which) => document.querySelector<HTMLElement>(which))
    .filter((pane) => pane?.checkVisibility({ visibilityProperty: true }) ?? false);
  const held = shown.findLastIndex((pane) => pane?.matches(':focus-within'));
  const next = shown[(held + step + shown.length) % shown.length];
  if (!next) return;
  if (next.tabIndex >= 0) next.focus();
  else entrance(next.shadowRoot ?? next)?.focus();
}

/** What is chosen in a pane, or else its first control; in the parts of the pane too, each of which has a tree of its own. */
function entrance(root: ParentNode): HTMLElement | undefined {
  const inside = [...elements(root)];
  return (
    inside.find((element) => element.matches('[aria-current]:is(button), [aria-selected="true"]')) ??
    inside.find((element) => element.matches(focusable))
  );
}

function* elements(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* elements(element.shadowRoot);
  }
}
