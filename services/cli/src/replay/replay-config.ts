// What of a node's configuration a replay depends on: as the recording has it, or as a file says.
import { readFile } from 'node:fs/promises';
import type { ConversionOptions } from '@manul/model';
import type { Header } from '@manul/recording';
import { defaultRenderConfig, parseRenderConfig } from '../render/render-config.ts';
import type { RenderConfig } from '../render/render-steps.ts';
import { defaultConversion } from './output-graph.ts';

export interface ReplayConfig {
  readonly render: RenderConfig;
  /** Felix's names and values. */
  readonly felix: Readonly<Record<string, string>>;
  readonly suppressOverlaps: boolean;
  /** As the service had it whose inputs were recorded. */
  readonly conversion: ConversionOptions;
}

/** Throws a TypeError or SyntaxError that names the file or the recording, and the field. */
export async function readReplayConfig(header: Header, file: string | undefined): Promise<ReplayConfig> {
  const text = file === undefined ? (header.config ?? '') : await readFile(file, 'utf8');
  if (text === '')
    return { render: defaultRenderConfig, felix: {}, suppressOverlaps: false, conversion: defaultConversion };
  const name = file ?? "the recording's configuration";
  try {
    const json: unknown = JSON.parse(text);
    const render = parseRenderConfig(json);
    const felix = Object.fromEntries(
      Object.entries((json as { felix?: Record<string, unknown> }).felix ?? {}).map(([key, value]) => [
        key,
        String(value),
      ]),
    );
    const conversion = conversionOf((json as { conversion?: unknown }).conversion ?? {});
    return { render, felix, suppressOverlaps: (felix['NFTablesMode'] ?? 'Disabled') !== 'Disabled', conversion };
  } catch (error) {
    throw new TypeError(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function conversionOf(json: unknown): ConversionOptions {
  if (typeof json !== 'object' || json === null) throw new TypeError('conversion is not an object');
  const given = { ...defaultConversion, ...json };
  for (const [name, value] of Object.entries(defaultConversion)) {
    const kind = typeof value;
    if (typeof given[name as keyof ConversionOptions] !== kind) throw new TypeError(`conversion.${name} is no ${kind}`);
  }
  return given;
}
