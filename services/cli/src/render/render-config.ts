import { defaultRulesConfig, rulesConfigFromFelix } from '@manul/rules';
import type { RenderConfig } from './render-steps.ts';

/**
 * The `--config` file of `compute` and `render`: `{"hostname", "felix": {parameter: value}, "interfaces": {name:
 * [addresses]}}`, all optional. Throws a TypeError naming the field that has the wrong shape.
 */
export function parseRenderConfig(json: unknown): RenderConfig {
  const { felix = {}, interfaces = {} } = record(json, 'the configuration');
  return {
    rules: rulesConfigFromFelix(record(felix, 'felix')),
    interfaces: new Map(
      Object.entries(record(interfaces, 'interfaces')).map(([name, list]) => [name, addresses(name, list)]),
    ),
  };
}

export const defaultRenderConfig: RenderConfig = { rules: defaultRulesConfig, interfaces: new Map() };

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${what} is not an object`);
  return Object.fromEntries(Object.entries(value));
}

function addresses(name: string, list: unknown): string[] {
  const bad = new TypeError(`interfaces.${name} is not a list of addresses`);
  if (!Array.isArray(list)) throw bad;
  return list.map((address: unknown) => {
    if (typeof address !== 'string') throw bad;
    return address;
  });
}
