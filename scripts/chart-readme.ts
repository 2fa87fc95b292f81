// The chart's README: every value with its default, as the schema describes it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface ValueSchema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, ValueSchema>>;
}

export interface DescribedValue {
  readonly path: string;
  readonly schema: ValueSchema;
  readonly byDefault: unknown;
}

/** The values that can be set, in the schema's order. */
export function describedValues(chart: string): readonly DescribedValue[] {
  const schema = JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')) as ValueSchema;
  const values = parse(readFileSync(join(chart, 'values.yaml'), 'utf8'));
  return leaves(schema, values, '').filter(({ path }) => path !== 'global');
}

function leaves(schema: ValueSchema, value: unknown, path: string): readonly DescribedValue[] {
  if (!schema.properties) return [{ path, schema, byDefault: value }];
  return Object.entries(schema.properties).flatMap(([key, inner]) => {
    const given = (value as Record<string, unknown> | undefined)?.[key];
    return leaves(inner, given, path === '' ? key : `${path}.${key}`);
  });
}

export function chartReadme(chart: string): string {
  const rows = describedValues(chart).map(({ path, schema, byDefault }) => {
    const shown = byDefault === undefined ? '' : `\`${JSON.stringify(byDefault)}\``;
    return `| \`${path}\` | ${shown} | ${escapePipes(schema.description ?? '')} |`;
  });
  return [
    '# The manul chart',
    '',
    'Installs calc-graph, the drivers and what they need. [docs/install.md](../../../docs/install.md) is the guide;',
    '`deploy/kustomize` holds the same as plain manifests, generated from this chart.',
    '',
    '```sh',
    'helm install manul deploy/helm/manul --namespace manul-system --create-namespace',
    '```',
    '',
    '## Values',
    '',
    '| value | default | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const escapePipes = (text: string) => text.replaceAll('|', '\\|');
