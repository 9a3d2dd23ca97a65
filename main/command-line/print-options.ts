import { colour } from '../../core/annotation-schema.ts';
import { type PrintOptions, printOptions } from '../../core/printing/print-schema.ts';
import type { Misuse, Values } from './command-line.ts';

/** The options of `print` that say how, as `parseArgs` takes them. */
export const printSwitches = {
  annotations: { type: 'string' },
  paper: { type: 'string' },
  margins: { type: 'string' },
  'text-size': { type: 'string' },
  editions: { type: 'string' },
  without: { type: 'string' },
  numbers: { type: 'boolean' },
  'no-numbers': { type: 'boolean' },
  colours: { type: 'string' },
  tags: { type: 'string' },
  proposals: { type: 'string' },
  copy: { type: 'string' },
  clean: { type: 'boolean' },
  circulation: { type: 'string' },
} as const;

const { shape } = printOptions;
const parts = ['summary', 'proposals', 'sources'] as const;

/** By the place in the options: how it is said on the command line, and what may be said. */
const said: Readonly<Record<string, readonly [name: string, allowed: readonly string[]]>> = {
  paper: ['paper', shape.paper.options],
  margins: ['margins', shape.margins.options],
  textSize: ['text-size', shape.textSize.options],
  editions: ['editions', shape.editions.options],
  annotations: ['annotations', shape.annotations.options],
  copy: ['copy', shape.copy.options],
  colours: ['colours', colour.options],
  tags: ['tags', ['TAG,TAG…']],
  proposals: ['proposals', ['p1,p2…']],
  circulation: ['circulation', ['1–200']],
};

/** Those of the options that are given. */
export type GivenPrintOptions = { readonly [K in keyof PrintOptions]?: PrintOptions[K] | undefined };

export function printOptionsOf(values: Values): { readonly options: GivenPrintOptions } | Misuse {
  if (values.has('clean') && values.has('copy')) return { code: 'repeated-option', option: '--copy' };
  if (values.has('numbers') && values.has('no-numbers'))
    return { code: 'repeated-option', option: '--numbers' };
  const without = listOf(values, 'without');
  const strange = without.find((part) => !parts.some((known) => known === part));
  if (strange !== undefined)
    return { code: 'wrong-value', option: '--without', found: strange, allowed: parts };
  const filters = ['colours', 'tags', 'proposals'];
  const given = [
    ...['paper', 'margins', 'editions', 'annotations', 'copy', 'circulation'].map((name) => [
      name,
      values.get(name),
    ]),
    ['textSize', values.get('text-size')],
    ...without.map((part) => [part, false]),
    ['copy', values.has('clean') ? 'clean' : values.get('copy')],
    ['paragraphNumbers', values.has('numbers') ? true : values.has('no-numbers') ? false : undefined],
    [
      'only',
      filters.some((name) => values.has(name))
        ? Object.fromEntries(filters.map((name) => [name, listOf(values, name)]))
        : undefined,
    ],
  ].filter(([, value]) => value !== undefined);
  const parsed = some.safeParse(Object.fromEntries(given));
  if (parsed.success) return { options: parsed.data };
  const path = parsed.error.issues[0]?.path ?? [];
  const [name, allowed] = said[String(path[0] === 'only' ? path[1] : path[0])] ?? ['', []];
  return { code: 'wrong-value', option: `--${name}`, found: values.get(name) ?? '', allowed };
}

const some = printOptions.partial();

function listOf(values: Values, name: string): string[] {
  return (values.get(name) ?? '')
    .split(',')
    .map((word) => word.trim().normalize('NFC'))
    .filter(Boolean);
}
