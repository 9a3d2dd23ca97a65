import type { Page } from '@playwright/test';
import type { Reader } from './app.ts';

/** What in a page is not among what the app writes itself: elements, attributes, addresses. */
export function strangeIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // One element of the app's own is known to the page only once the reader prints.
    const forbidden = new Set(
      'script style iframe frame object embed applet base meta form img picture video audio source track map area svg math link noscript template portal webview'.split(
        ' ',
      ),
    );
    const strange = new Set<string>();
    const visit = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        const name = element.localName;
        const inHead = element.closest('head') !== null;
        // Icons are drawn in components of the app's own; what a brief says never stands in one.
        const own =
          element instanceof HTMLImageElement && element.src.startsWith(`${location.origin}/assets/`);
        const drawn = element.closest('svg') !== null && element.getRootNode() instanceof ShadowRoot;
        if (forbidden.has(name) && !inHead && !drawn && !own && !element.matches('body > script[src]'))
          strange.add(`<${name}>`);
        const isOurs = !!customElements.get(name) || name === 'print-sheet';
        if (name.includes('-') && !isOurs) strange.add(`<${name}>`);
        for (const { name: attribute, value } of element.attributes) {
          if (
            /^on|^(?:srcdoc|formaction|action|background|ping|nonce|contenteditable|is|xlink:href)$/i.test(
              attribute,
            )
          )
            strange.add(`${name} ${attribute}`);
          if (
            attribute === 'href' &&
            !inHead &&
            !/^(?:#|https?:\/\/|mailto:|aide-memoire-(?:mark|to):)/.test(value)
          )
            strange.add(`${name} href=${value}`);
          if (!/^[a-z][a-z0-9-]*$/.test(attribute) && !drawn) strange.add(`${name} [${attribute}]`);
        }
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    return [...strange];
  });
}

/** The parts of the interface that something else lies over, in the middle of which a click would not reach them. */
export function covered({ page }: Reader): Promise<string[]> {
  return page.evaluate(() => {
    const deepest = (x: number, y: number): Element | null => {
      let found = document.elementFromPoint(x, y);
      for (;;) {
        const inner = found?.shadowRoot?.elementFromPoint(x, y);
        if (!inner || inner === found) return found;
        found = inner;
      }
    };
    const within = (element: Element | null, wanted: Element): boolean => {
      for (let one: Node | null = element; one; one = one instanceof ShadowRoot ? one.host : one.parentNode)
        if (one === wanted) return true;
      return false;
    };
    const parts: Element[] = [];
    const visit = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.matches('header button, footer, [role="tab"]')) parts.push(element);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    const hidden = parts.filter((part) => {
      const box = part.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return false;
      return !within(deepest(box.left + box.width / 2, box.top + box.height / 2), part);
    });
    const wide =
      document.documentElement.scrollWidth > innerWidth ? ['the page is wider than its window'] : [];
    return [
      ...(parts.length > 5 ? [] : ['the interface is gone']),
      ...wide,
      ...hidden.map((part) => part.outerHTML),
    ];
  });
}
