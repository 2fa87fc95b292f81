import type { z } from 'zod';
import { type Field, fieldsOf } from './fields.ts';

export interface HelpText {
  /** `manul driver`. */
  readonly command: string;
  readonly summary: string;
  readonly example: string;
  readonly exitCodes: Readonly<Record<number, string>>;
}

/** The text of `--help`: every setting with its flag, environment variable and default. */
export function helpFor(schema: z.ZodObject, { command, summary, example, exitCodes }: HelpText): string {
  const settings = fieldsOf(schema).map((field) => `  ${field.flag}${placeholder(field)}\n${paragraph(field)}`);
  const codes = Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return [
    `Usage: ${command} [OPTIONS]`,
    summary,
    `Example:\n  ${example}`,
    'Settings, by flag, by environment variable (in brackets), or by key in a file. Reloadable ones are taken over from ' +
      'the file when it changes, and with SIGHUP:',
    ...settings,
    '  --config FILE\n      YAML file with the same keys in camelCase; flags and environment win. [MANUL_CONFIG]',
    '  --print-config\n      Print the settings in effect as YAML and exit.',
    `Exit codes:\n${codes.join('\n')}\n`,
  ].join('\n\n');
}

function placeholder({ type, key }: Field): string {
  switch (type) {
    case 'boolean':
      return '';
    case 'number':
      return ' NUMBER';
    case 'list':
      return ' ITEM[,ITEM…]';
    case 'map':
      return ' NAME=VALUE';
    case 'string':
      return /(Dir|File)$/.test(key) ? ' PATH' : ' TEXT';
  }
}

function paragraph({ description, variable, fallback, required, reloadable }: Field): string {
  const isEmpty = Array.isArray(fallback) ? fallback.length === 0 : typeof fallback === 'object';
  const byDefault = fallback === undefined || fallback === '' || isEmpty ? '' : ` Default: ${String(fallback)}.`;
  return `      ${description}${required ? ' Needed.' : byDefault}${reloadable ? ' Reloadable.' : ''} [${variable}]`;
}
