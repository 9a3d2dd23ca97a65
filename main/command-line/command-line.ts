import { parseArgs } from 'node:util';
import { briefId, lang } from '../../core/brief-schema.ts';
import { type ExportFormat, exportFormats, extensions } from '../../core/exporting/format.ts';
import { type ConflictChoice, conflictChoices } from '../../core/importing/conflicts.ts';
import { type UiLang, uiLangs } from '../../core/settings.ts';
import { type GivenPrintOptions, printOptionsOf, printSwitches } from './print-options.ts';

/** What a command line asks for. Paths are as given, relative to the folder the person is in. */
export type Command = Common &
  (
    | { readonly verb: 'help' | 'list' }
    | { readonly verb: 'check'; readonly paths: readonly string[] }
    | {
        readonly verb: 'print';
        /** Ids of the library, or files; at least one. */
        readonly briefs: readonly [string, ...string[]];
        /** The edition's language; `null` for the one the reader would see first. */
        readonly edition: string | null;
        readonly to: string;
        readonly options: GivenPrintOptions;
      }
    | {
        readonly verb: 'export';
        /** `null` for all briefs. */
        readonly brief: string | null;
        /** `archive`: all that is the reader's own, and of all briefs. */
        readonly format: ExportFormat | 'archive';
        readonly to: string;
      }
    | {
        readonly verb: 'import';
        readonly file: string;
        readonly dryRun: boolean;
        /** What a source that is no brief is taken for; its first edition where no language is given. */
        readonly into: { readonly id: string; readonly lang: string | null } | null;
        readonly conflicts: ConflictChoice;
      }
  );

interface Common {
  readonly userDataDir: string | null;
  readonly json: boolean;
  /** The language of the sentences, where one is asked for. */
  readonly lang: UiLang | null;
}

/** Why a command line is not understood. */
export type Misuse =
  | { readonly code: 'no-verb' }
  | { readonly code: 'unknown-verb' | 'unknown-option' | 'unwanted-argument'; readonly found: string }
  | { readonly code: 'no-value' | 'unwanted-value' | 'repeated-option'; readonly option: string }
  | { readonly code: 'no-paths' | 'no-brief' | 'no-target' | 'no-subject' | 'no-file' | 'no-import' }
  | {
      readonly code: 'wrong-value';
      readonly option: string;
      readonly found: string;
      readonly allowed: readonly string[];
    }
  /** A verb of the app itself, asked of the program that has no pages. */
  | { readonly code: 'needs-app' };

export const verbs = ['list', 'check', 'print', 'export', 'import'] as const;
type Verb = (typeof verbs)[number];

const common = {
  'user-data-dir': { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const particular = {
  to: { type: 'string' },
  ...printSwitches,
  format: { type: 'string' },
  'dry-run': { type: 'boolean' },
  into: { type: 'string' },
  conflicts: { type: 'string' },
} as const;

/** The options that a verb takes beside the common ones. */
const taken: Readonly<Record<Verb, readonly string[]>> = {
  list: [],
  check: [],
  print: ['to', ...Object.keys(printSwitches)],
  export: ['to', 'format'],
  import: ['dry-run', 'into', 'conflicts'],
};

export type Understood =
  | { readonly command: Command }
  | {
      readonly misuse: Misuse;
      /** The language to say it in, where one is asked for. */
      readonly lang: UiLang | null;
    };

/** Understands the arguments behind the program's name. */
export function parseCommandLine(argv: readonly string[]): Understood {
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...common, ...particular },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string>();
  const words: string[] = [];
  let misuse: Misuse | null = null;
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    misuse ??= misuseOf(token);
    if (values.has(token.name)) misuse ??= { code: 'repeated-option', option: token.rawName };
    else values.set(token.name, token.value ?? '');
  }
  const meant = misuse ?? meaningOf(words, values);
  return 'code' in meant ? { misuse: meant, lang: spoken(values) } : { command: meant };
}

function meaningOf(words: readonly string[], values: Values): Command | Misuse {
  const [verb, ...rest] = words;
  if (values.has('help')) return { ...commonOf(values), verb: 'help' };
  if (verb === undefined) return { code: 'no-verb' };
  if (!isVerb(verb)) return { code: 'unknown-verb', found: verb };
  const known: readonly string[] = [...Object.keys(common), ...taken[verb]];
  const foreign = [...values.keys()].find((name) => !known.includes(name));
  if (foreign !== undefined) return { code: 'unknown-option', found: `--${foreign}` };
  if (verb === 'print') return print(rest, values);
  const found = values.get('lang');
  if (found !== undefined && spoken(values) === null)
    return { code: 'wrong-value', option: '--lang', found, allowed: uiLangs };
  if (verb === 'export') return exporting(rest, values);
  return verb === 'import' ? importing(rest, values) : plain(verb, rest, values);
}

/** Of the options given, without their dashes; empty for those that take none. */
export type Values = ReadonlyMap<string, string>;

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function misuseOf({ name, rawName, value, inlineValue }: OptionToken): Misuse | null {
  const written = inlineValue ? `${rawName}=${value}` : rawName;
  const kinds: Readonly<Record<string, { readonly type: string } | undefined>> = { ...common, ...particular };
  const type = Object.hasOwn(kinds, name) && rawName.startsWith('--') ? kinds[name]?.type : undefined;
  if (type === undefined) return { code: 'unknown-option', found: written };
  if (type === 'boolean') return inlineValue ? { code: 'unwanted-value', option: rawName } : null;
  const isMissing = !value || (!inlineValue && value.startsWith('-'));
  return isMissing ? { code: 'no-value', option: rawName } : null;
}

function isVerb(word: string): word is Verb {
  return verbs.some((verb) => verb === word);
}

function spoken(values: Values): UiLang | null {
  return uiLangs.find((one) => one === values.get('lang')) ?? null;
}

function commonOf(values: Values): Common {
  return {
    userDataDir: values.get('user-data-dir') ?? null,
    json: values.has('json'),
    lang: spoken(values),
  };
}

function plain(verb: 'list' | 'check', paths: readonly string[], values: Values): Command | Misuse {
  const [first] = paths;
  if (verb === 'check')
    return first === undefined ? { code: 'no-paths' } : { ...commonOf(values), verb, paths };
  return first === undefined ? { ...commonOf(values), verb } : { code: 'unwanted-argument', found: first };
}

function print(words: readonly string[], values: Values): Command | Misuse {
  const [brief, ...others] = words;
  const edition = values.get('lang') ?? null;
  const to = values.get('to');
  if (edition !== null && !lang.safeParse(edition).success)
    return { code: 'wrong-value', option: '--lang', found: edition, allowed: ['fr', 'en', 'zh-Hans…'] };
  const given = printOptionsOf(values);
  if ('code' in given) return given;
  if (brief === undefined) return { code: 'no-brief' };
  if (to === undefined) return { code: 'no-target' };
  return { ...commonOf(values), verb: 'print', briefs: [brief, ...others], edition, to, ...given };
}

function exporting([brief, another]: readonly string[], values: Values): Command | Misuse {
  const to = values.get('to');
  if (brief === undefined) return { code: 'no-subject' };
  if (another !== undefined) return { code: 'unwanted-argument', found: another };
  if (to === undefined) return { code: 'no-file' };
  const named = values.get('format');
  // The end of the file's name says it too.
  const isArchive = named === undefined ? to.endsWith('.zip') : named === 'archive';
  if (isArchive && brief !== 'all')
    return { code: 'wrong-value', option: '--format', found: 'archive', allowed: exportFormats };
  if (isArchive) return { ...commonOf(values), verb: 'export', brief: null, format: 'archive', to };
  const format = exportFormats.find((one) =>
    named === undefined ? to.endsWith(`.${extensions[one]}`) : one === named,
  );
  if (!format)
    return {
      code: 'wrong-value',
      option: '--format',
      found: named ?? '',
      allowed: [...exportFormats, 'archive'],
    };
  return { ...commonOf(values), verb: 'export', brief: brief === 'all' ? null : brief, format, to };
}

function importing([file, another]: readonly string[], values: Values): Command | Misuse {
  if (file === undefined) return { code: 'no-import' };
  if (another !== undefined) return { code: 'unwanted-argument', found: another };
  const into = values.get('into');
  const [id = '', edition = null] = into?.split(':') ?? [];
  if (
    into !== undefined &&
    !(briefId.safeParse(id).success && lang.optional().safeParse(edition ?? undefined).success)
  )
    return { code: 'wrong-value', option: '--into', found: into, allowed: ['ID', 'ID:fr', 'ID:en…'] };
  const settled = values.get('conflicts');
  const conflicts = settled === undefined ? 'mine' : conflictChoices.find((choice) => choice === settled);
  if (!conflicts)
    return { code: 'wrong-value', option: '--conflicts', found: settled ?? '', allowed: conflictChoices };
  return {
    ...commonOf(values),
    verb: 'import',
    file,
    dryRun: values.has('dry-run'),
    into: into === undefined ? null : { id, lang: edition },
    conflicts,
  };
}
