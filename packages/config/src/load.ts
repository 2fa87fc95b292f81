// Settings from, in this order: flags, environment, file, defaults. One schema says what is allowed; whatever it does
// not know is refused with the name that was probably meant.
import { readFileSync } from 'node:fs';
import { parse as parseYaml, stringify } from 'yaml';
import type { z } from 'zod';
import { type Field, fieldsOf } from './fields.ts';

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export interface LoadInput<S extends z.ZodObject> {
  readonly schema: S;
  /** Arguments after the command's name. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type Loaded<T> =
  | {
      readonly kind: 'config' | 'print';
      readonly config: T;
      /** The file that was read; undefined where none was named. */
      readonly file: string | undefined;
    }
  | { readonly kind: 'help'; readonly config?: undefined };

type Values = Record<string, unknown>;

/**
 * Reads and validates a service's settings. `--config FILE` (or MANUL_CONFIG) names a YAML file with the schema's keys.
 * Throws ConfigError with one line for each thing that is wrong.
 */
export function loadConfig<S extends z.ZodObject>({ schema, argv, environment }: LoadInput<S>): Loaded<z.infer<S>> {
  const fields = fieldsOf(schema);
  const flags = fromFlags(fields, argv);
  if (flags.help) return { kind: 'help' };
  const file = flags.file ?? environment['MANUL_CONFIG'];
  const merged = {
    ...(file === undefined ? {} : fromFile(fields, file)),
    ...fromEnvironment(fields, environment),
    ...flags.values,
  };
  const config = checkSettings(schema.strict(), merged) as z.infer<S>;
  return { kind: flags.print ? 'print' : 'config', config, file };
}

/** Validates values and fills in defaults. Throws ConfigError with one line, which names the flag, for each fault. */
export function checkSettings<S extends z.ZodObject>(schema: S, values: object): z.infer<S> {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const fields = fieldsOf(schema);
  const given = new Map(Object.entries(values));
  throw new ConfigError(result.error.issues.map((issue) => describeIssue(fields, issue, given)).join('\n'));
}

/** Settings as a file that would give the same again. */
export function printConfig(config: object): string {
  return stringify(config);
}

function describeIssue(fields: readonly Field[], issue: z.core.$ZodIssue, given: ReadonlyMap<string, unknown>): string {
  const [key, ...rest] = issue.path.map(String);
  const field = fields.find((candidate) => candidate.key === key);
  if (!field) return [...issue.path.map(String), issue.message].join(': ');
  const where = rest.length === 0 ? '' : `[${rest.join('.')}]`;
  const missing = field.required && given.get(field.key) === undefined;
  return `${field.flag}${where}: ${missing ? 'is needed' : issue.message}`;
}

interface Flags {
  readonly values: Values;
  readonly file: string | undefined;
  readonly help: boolean;
  readonly print: boolean;
}

function fromFlags(fields: readonly Field[], argv: readonly string[]): Flags {
  const values: Values = {};
  let file: string | undefined;
  let [help, print] = [false, false];
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index]!;
    const equals = argument.indexOf('=');
    const name = argument.startsWith('--') && equals > 0 ? argument.slice(0, equals) : argument;
    const attached = name === argument ? undefined : argument.slice(equals + 1);
    const next = () => {
      const value = attached ?? argv[++index];
      if (value === undefined) throw new ConfigError(`${name}: a value is missing`);
      return value;
    };
    if (name === '--help' || name === '-h') help = true;
    else if (name === '--print-config') print = true;
    else if (name === '--config') file = next();
    else {
      const field = fields.find((candidate) => candidate.flag === name);
      if (!field)
        throw new ConfigError(`${name}: unknown${meant(name, [...fields.map(({ flag }) => flag), '--config'])}`);
      const text = field.type === 'boolean' && attached === undefined ? 'true' : next();
      values[field.key] = combine(field, values[field.key], parseText(field, field.flag, text));
    }
  }
  return { values, file, help, print };
}

/** Lists and maps may be given piece by piece: `--server a --server b`. */
function combine(field: Field, before: unknown, value: unknown): unknown {
  if (field.type === 'list' && Array.isArray(before)) return [...before, ...(value as unknown[])];
  if (field.type === 'map' && before !== undefined) return { ...(before as object), ...(value as object) };
  return value;
}

/**
 * Variables of this prefix that are no setting are left alone, since the environment is shared with others (Kubernetes
 * puts a Service's address there); but one that is nearly a setting is a mistake.
 */
function fromEnvironment(fields: readonly Field[], environment: LoadInput<z.ZodObject>['environment']): Values {
  const values: Values = {};
  const variables = fields.map(({ variable }) => variable);
  for (const [name, text] of Object.entries(environment)) {
    if (text === undefined || !name.startsWith('MANUL_')) continue;
    const field = fields.find(({ variable }) => variable === name);
    if (field) values[field.key] = parseText(field, name, text);
    else if (closest(name, variables) !== undefined && name !== 'MANUL_CONFIG') {
      throw new ConfigError(`${name}: unknown${meant(name, variables)}`);
    }
  }
  return values;
}

function fromFile(fields: readonly Field[], path: string): Values {
  let content: unknown;
  try {
    content = parseYaml(readFileSync(path, 'utf8'), { maxAliasCount: 0, logLevel: 'error' });
  } catch (error) {
    // What follows the first line draws the place that the line names.
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new ConfigError(`${path}: ${reason?.replace(/:$/, '')}`, { cause: error });
  }
  if (content === null || content === undefined) return {};
  if (typeof content !== 'object' || Array.isArray(content))
    throw new ConfigError(`${path}: must hold keys and values`);
  const keys = fields.map(({ key }) => key);
  const unknown = Object.keys(content).filter((key) => !keys.includes(key));
  if (unknown.length > 0)
    throw new ConfigError(unknown.map((key) => `${path}: ${key}: unknown${meant(key, keys)}`).join('\n'));
  return content as Values;
}

function parseText(field: Field, name: string, text: string): unknown {
  switch (field.type) {
    case 'number':
      if (text.trim() === '' || !Number.isFinite(Number(text))) throw new ConfigError(`${name}: ${text} is no number`);
      return Number(text);
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw new ConfigError(`${name}: ${text} is neither true nor false`);
      return text === 'true';
    case 'list':
      return text.split(',').filter((item) => item !== '');
    case 'map':
      return Object.fromEntries([parsePair(name, text)]);
    case 'string':
      return text;
  }
}

function parsePair(name: string, text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new ConfigError(`${name}: ${text} is not NAME=VALUE`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function meant(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  return near === undefined ? '' : `; is ${near} meant?`;
}

function closest(name: string, known: readonly string[]): string | undefined {
  return known.find((candidate) => distance(name, candidate) <= 2);
}

/** Insertions, deletions and replacements between two words. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
