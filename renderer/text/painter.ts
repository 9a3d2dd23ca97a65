import { type Colour, colours, noteOf } from '../../core/annotation.ts';
import { countBefore } from '../../core/bisect.ts';
import type { Brief } from '../../core/brief.ts';
import type { Mark, Passage } from '../state.ts';
import { toRange } from './text-range.ts';
import type { View } from './view.ts';

/**
 * Paints marks without touching the page: one `Highlight` of the CSS Custom Highlight API a colour, over the ranges of
 * the blocks in view. `changed` are marks whose words are others now, `noted` those that carry a note, `current` the
 * annotation in hand, `pointed` a passage that is no mark.
 * https://drafts.csswg.org/css-highlight-api-1/
 */
const names = [...colours, 'changed', 'noted', 'current', 'pointed'] as const;
type Name = (typeof names)[number];

const highlights = new Map<Name, Highlight>();

function highlight(name: Name): Highlight {
  let painted = highlights.get(name);
  if (!painted) {
    painted = new Highlight();
    painted.priority = names.indexOf(name);
    highlights.set(name, painted);
    CSS.highlights.set(`mark-${name}`, painted);
  }
  return painted;
}

/** What the reader is at: the annotation in hand, what it would cover once let go, and a passage that is pointed at. */
interface Aimed {
  readonly current: string | null;
  readonly stretched: Passage | null;
  readonly pointed: Passage | null;
}

/** A text on the page; its marks are sorted by start. */
interface PaintedText {
  readonly article: Element;
  readonly brief: Brief;
  readonly marks: readonly Mark[];
  readonly visible: View;
}

/** What was painted last; `visible` is more than was in view. */
let last: { readonly texts: readonly PaintedText[]; readonly aimed: Aimed } | null = null;
/** The range of each mark, made once for the words it stands in. */
const ranges = new WeakMap<
  Mark,
  { readonly article: Element; readonly brief: Brief; readonly range: Range }
>();

/**
 * Paints all texts on the page; what the reader is at is in the first. Any change to a highlight makes the browser go over
 * all of them, so as little as possible is changed: nothing while what is in view has been painted already, and else only
 * what has come and gone.
 */
export function paint(texts: readonly PaintedText[], aimed: Aimed): void {
  if (last && isPainted(last, texts, aimed)) return;
  const wide = texts.map((text) => ({ ...text, visible: widened(text.visible, text.brief.blocks.length) }));
  last = { texts: wide, aimed };
  const wanted = new Map<Name, Set<Range>>(names.map((name) => [name, new Set()]));
  for (const text of wide) addMarks(wanted, text, aimed);
  const [first] = texts;
  const pointed = first && aimed.pointed && toRange(first.article, first.brief, aimed.pointed);
  if (pointed) wanted.get('pointed')?.add(pointed);
  for (const [name, now] of wanted) {
    const painted = highlight(name);
    for (const one of [...painted]) if (!(one instanceof Range && now.has(one))) painted.delete(one);
    for (const one of now) painted.add(one);
  }
}

function isPainted(before: NonNullable<typeof last>, texts: readonly PaintedText[], aimed: Aimed): boolean {
  return (
    before.aimed.current === aimed.current &&
    before.aimed.stretched === aimed.stretched &&
    before.aimed.pointed === aimed.pointed &&
    before.texts.length === texts.length &&
    texts.every((text, index) => {
      const old = before.texts[index];
      return (
        old?.article === text.article &&
        old.brief === text.brief &&
        old.marks === text.marks &&
        old.visible.first <= text.visible.first &&
        old.visible.last >= text.visible.last
      );
    })
  );
}

/** Half as much again on either side, so that most scrolling finds all painted. */
function widened({ first, last }: View, count: number): View {
  const more = Math.max(4, Math.ceil((last - first + 1) / 2));
  return { first: Math.max(0, first - more), last: Math.min(count - 1, last + more) };
}

function addMarks(
  wanted: ReadonlyMap<Name, Set<Range>>,
  text: PaintedText,
  { current, stretched }: Aimed,
): void {
  for (const mark of within(text)) {
    const held = mark.annotation.id === current;
    const range = held && stretched ? toRange(text.article, text.brief, stretched) : rangeOf(text, mark);
    if (!range) continue;
    const colour: Colour = mark.annotation.target.styleClass;
    wanted.get(colour)?.add(range);
    if (mark.changed) wanted.get('changed')?.add(range);
    if (noteOf(mark.annotation)) wanted.get('noted')?.add(range);
    if (held) wanted.get('current')?.add(range);
  }
}

function rangeOf({ article, brief }: PaintedText, mark: Mark): Range | null {
  const known = ranges.get(mark);
  if (known?.article === article && known.brief === brief) return known.range;
  const range = toRange(article, brief, mark);
  if (range) ranges.set(mark, { article, brief, range });
  return range;
}

/** The longest mark of a list, in UTF-16 units: how far before a stretch of text one that reaches into it may begin. */
const longest = new WeakMap<readonly Mark[], number>();

function* within({ brief: { blocks }, marks, visible }: PaintedText): Generator<Mark> {
  const [from, to] = [blocks[visible.first]?.start ?? 0, blocks[visible.last]?.end ?? 0];
  const length = longest.get(marks) ?? marks.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  longest.set(marks, length);
  const first = countBefore(marks.length, (index) => (marks[index]?.start ?? 0) < from - length);
  for (let at = first; at < marks.length; at += 1) {
    const mark = marks[at];
    if (!mark || mark.start > to) return;
    if (mark.end > from) yield mark;
  }
}
