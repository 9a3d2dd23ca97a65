import type { ReactiveController, ReactiveElement } from 'lit';

/** How many items of a long list stand on the page at once, and by how many they move on. */
const most = 120;
const step = 40;

/** Where the window on a list of `count` items begins, once it has moved towards an edge the reader has come to. */
export function moved(from: number, count: number, edge: 'start' | 'end'): number {
  return within(edge === 'end' ? from + step : from - step, count);
}

/** Where the window begins so that it shows the item at `index`: where it did, if it can. */
export function showing(from: number, count: number, index: number): number {
  const now = within(from, count);
  return index < 0 || (index >= now && index < now + most) ? now : within(index - step, count);
}

function within(from: number, count: number): number {
  return Math.max(0, Math.min(from, count - most));
}

/**
 * Keeps a long list short on the page: its host renders `part` of the list and, where there is more, an element with
 * `data-edge="start"` or `"end"`; scrolling to one moves the window on, and what is read stays in its place. (The
 * browser's own scroll anchoring does nothing at the very top, so the host turns it off.)
 */
export class ListWindow implements ReactiveController {
  private readonly host: ReactiveElement;
  private from = 0;
  private count = 0;
  private readonly observer: IntersectionObserver;
  /** An item that is on the page before and after the window moves, and where it stood. */
  private kept: { readonly item: Element; readonly top: number } | null = null;

  constructor(host: ReactiveElement) {
    this.host = host;
    this.observer = new IntersectionObserver((entries) => this.onEdge(entries));
    host.addController(this);
  }

  /** The items to render, and whether there are more before and after. `wanted` is the index of one to show, or -1. */
  part<T>(
    list: readonly T[],
    wanted: number,
  ): { items: readonly T[]; before: boolean; after: boolean; from: number } {
    this.count = list.length;
    this.from = showing(this.from, list.length, wanted);
    const to = this.from + most;
    return {
      items: list.slice(this.from, to),
      before: this.from > 0,
      after: to < list.length,
      from: this.from,
    };
  }

  hostUpdated(): void {
    if (this.kept?.item.isConnected) {
      scrollerOf(this.host)?.scrollBy({ top: topOf(this.kept.item) - this.kept.top, behavior: 'instant' });
    }
    this.kept = null;
    // Observed anew, so that an edge that has stayed in view is told again.
    this.observer.disconnect();
    for (const edge of this.host.renderRoot.querySelectorAll('[data-edge]')) this.observer.observe(edge);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }

  private onEdge(entries: readonly IntersectionObserverEntry[]): void {
    const seen = entries.find(({ isIntersecting }) => isIntersecting)?.target.getAttribute('data-edge');
    if (seen !== 'start' && seen !== 'end') return;
    const from = moved(this.from, this.count, seen);
    if (from === this.from) return;
    this.from = from;
    const items = this.host.renderRoot.querySelectorAll('[aria-posinset], tbody [aria-rowindex]');
    const item = items[seen === 'start' ? 0 : items.length - 1];
    if (item) this.kept = { item, top: topOf(item) };
    this.host.requestUpdate();
  }
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}

function scrollerOf(element: Element): Element | null {
  for (let above = element.parentElement; above; above = above.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(above).overflowY)) return above;
  }
  return null;
}
