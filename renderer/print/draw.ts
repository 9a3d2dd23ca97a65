import { nothing, type TemplateResult } from 'lit';

/** What a template tells to do, in order. */
type Step =
  | { readonly kind: 'open'; readonly tag: string; readonly attributes: readonly Attribute[] }
  | { readonly kind: 'close' }
  | { readonly kind: 'words'; readonly words: string }
  /** A value stands here. */
  | { readonly kind: 'value' };

/** Between each two parts stands a value: `class="mark ${colour}"` has the parts `mark ` and ``. */
interface Attribute {
  readonly name: string;
  readonly parts: readonly string[];
}

/** Stands for a value; no template has it of its own. */
const hole = '\0';
const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>|\0|[^<\0]+/gy;
const attribute = /([a-z-]+)(?:="([^"]*)")?/g;
const empty: ReadonlySet<string> = new Set(['br', 'img']);

/**
 * Draws a template that never changes: elements, and words that stand together as one text. Lit's own rendering keeps the place of
 * every value for later, by comments that part the words around it; paper has no later, a book of 300 pages is there three times
 * as soon, and each text less is an object less in the PDF's structure.
 * @param drawn Of elements, attributes and values alone: no listeners, no properties, no directives.
 * @throws Where a template holds anything else.
 */
export function draw(drawn: TemplateResult, into: Element): void {
  const page = into.ownerDocument;
  let parent = into;
  let words = '';
  show(drawn);
  settle();

  function settle(): void {
    if (words) parent.append(page.createTextNode(words));
    words = '';
  }

  function show(value: unknown): void {
    if (value === nothing || value === null || value === undefined) return;
    if (Array.isArray(value)) for (const one of value) show(one);
    else if (isTemplate(value)) follow(value);
    else words += String(value);
  }

  function follow({ strings, values }: TemplateResult): void {
    let next = 0;
    for (const step of stepsOf(strings)) {
      if (step.kind === 'words') words += step.words;
      else if (step.kind === 'value') show(values[next++]);
      else {
        settle();
        if (step.kind === 'close') parent = parent.parentElement ?? into;
        else {
          const element = page.createElement(step.tag);
          for (const { name, parts } of step.attributes) {
            const own = values.slice(next, next + parts.length - 1);
            next += own.length;
            // As Lit has it: an attribute with a value of nothing is none.
            if (own.includes(nothing)) continue;
            element.setAttribute(
              name,
              parts.reduce((whole, part, at) => `${whole}${own[at - 1] ?? ''}${part}`),
            );
          }
          parent.append(element);
          if (!empty.has(step.tag)) parent = element;
        }
      }
    }
  }
}

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;
}

const known = new WeakMap<TemplateStringsArray, readonly Step[]>();

function stepsOf(strings: TemplateStringsArray): readonly Step[] {
  const before = known.get(strings);
  if (before) return before;
  const source = strings.join(hole);
  const steps: Step[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const found = token.exec(source);
    if (!found) throw new Error(`a template that paper cannot show: ${source}`);
    const [whole, end, tag, attributes = ''] = found;
    if (whole === hole) steps.push({ kind: 'value' });
    else if (tag === undefined) steps.push({ kind: 'words', words: whole });
    else if (end) steps.push({ kind: 'close' });
    else steps.push({ kind: 'open', tag, attributes: attributesIn(attributes) });
  }
  known.set(strings, steps);
  return steps;
}

function attributesIn(source: string): Attribute[] {
  return Array.from(source.matchAll(attribute), ([, name = '', value = '']) => ({
    name,
    parts: value.split(hole),
  }));
}
