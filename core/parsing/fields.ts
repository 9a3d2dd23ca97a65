import { z } from 'zod';
import { type Fault, fieldName, type Path } from './faults.ts';
import type { Form, Rule } from './rule.ts';
import { readYaml, type Yaml, type YamlBounds } from './yaml.ts';

// Its compiled parsers are made with `new Function`, which a page's policy refuses.
z.config({ jitless: true });

export interface Fields<T> extends Yaml {
  /** What the text holds, if it keeps to the schema. */
  readonly fields: T | null;
}

/** Reads YAML and judges it by a schema. */
export function readFields<T>(source: string, schema: z.ZodType<T>, bounds: YamlBounds): Fields<T> {
  const yaml = readYaml(source, bounds);
  if (yaml.faults.length) return { ...yaml, fields: null };
  const value = yaml.value ?? {};
  const judged = schema.safeParse(value);
  if (judged.success) return { ...yaml, fields: judged.data };
  const faults = judged.error.issues.flatMap((issue) => faultsOf(issue, [], { schema, value, at: yaml.at }));
  return { ...yaml, fields: null, faults: firstOfEach(faults) };
}

interface Judged {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly at: Yaml['at'];
}

/** @param around The path to what was judged. */
function faultsOf(issue: z.core.$ZodIssue, around: Path, judged: Judged): Fault[] {
  const path = [...around, ...issue.path];
  const value = valueAt(judged.value, path);
  const fault = (rule: Rule, found = judged.at(path).found): Fault => ({
    line: judged.at(path).line,
    field: fieldName(path) || 'file',
    found,
    rule,
  });
  if (value === undefined || value === null || value === '') return [fault({ code: 'missing' }, '')];
  switch (issue.code) {
    case 'invalid_type':
      return [fault({ code: 'type', expected: typeNames.get(issue.expected) ?? 'other' })];
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const field = [...path, key];
        const rule: Rule = { code: 'unknown-field', allowed: fieldsAt(judged.schema, path) };
        return { line: judged.at(field).line, field: fieldName(field), found: fieldName([key]), rule };
      });
    case 'invalid_format':
      return [fault({ code: 'form', form: formOf(issue.format, path) })];
    case 'invalid_value':
      return [fault({ code: 'choice', allowed: issue.values.map(String) })];
    case 'too_big': {
      const maximum = Number(issue.maximum);
      return Array.isArray(value)
        ? [fault({ code: 'too-many', maximum }, String(value.length))]
        : [fault({ code: 'too-long', maximum })];
    }
    case 'too_small':
      return Array.isArray(value)
        ? [fault({ code: 'too-few', minimum: Number(issue.minimum) }, String(value.length))]
        : [fault({ code: 'missing' })];
    case 'invalid_union': {
      // A day or a range: whoever wrote fields meant the range.
      const range = isRecord(value) && !Array.isArray(value) ? issue.errors.at(-1) : undefined;
      return range
        ? range.flatMap((inner) => faultsOf(inner, path, judged))
        : [fault({ code: 'form', form: 'date-or-range' })];
    }
    case 'custom':
      return [
        fault(
          path.at(-1) === 'date' ? { code: 'date-order' } : { code: 'form', form: formOf('regex', path) },
        ),
      ];
    default:
      return [fault({ code: 'type', expected: 'other' })];
  }
}

const typeNames: ReadonlyMap<string, Extract<Rule, { code: 'type' }>['expected']> = new Map([
  ['string', 'text'],
  ['array', 'list'],
  ['object', 'fields'],
]);

/** What a field's form is called; the fields that share a name share it, but for `id`. */
function formOf(format: string, path: Path): Form {
  if (format === 'date') return 'date';
  if (format === 'url') return 'web-address';
  switch (path.at(-1)) {
    case 'lang':
      return 'language';
    case 'country':
      return 'country';
    case 'proposal':
      return 'brief-proposal';
    case 'leadsTo':
      return 'brief-id';
    case 'id':
      return path.length === 1 || path[0] === 'series' ? 'brief-id' : 'local-id';
    default:
      return 'local-id';
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (isRecord(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined),
    value,
  );
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The names of the fields the schema allows at a path. */
function fieldsAt(schema: unknown, path: Path): string[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return fieldsAt(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsAt(option, path));
  if (schema instanceof z.ZodArray) return fieldsAt(schema.element, path.slice(1));
  if (!(schema instanceof z.ZodObject)) return [];
  const [step, ...rest] = path;
  return step === undefined ? Object.keys(schema.shape) : fieldsAt(schema.shape[String(step)], rest);
}

/** A field that breaks two rules is told once; its neighbours' faults are all told. */
function firstOfEach(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ field }) => !seen.has(field) && seen.add(field));
}
