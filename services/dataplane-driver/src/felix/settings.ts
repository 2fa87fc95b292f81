// The driver's settings as Felix's external dataplane driver: Felix says most of them.
import { hostname } from 'node:os';
import { ConfigError } from '@manul/config';
import type { Logger } from '@manul/observability';
import { felixParameterUse } from '@manul/rules';
import { z } from 'zod';
import { configSchema, type NodeConfig } from '../config.ts';

/** What is set beside Felix; the rest is Felix's. */
export const felixPipesSchema = configSchema
  .pick({
    http: true,
    prefix: true,
    felix: true,
    rawEgressOnly: true,
    refreshSeconds: true,
    postWriteCheckSeconds: true,
    interfacePollSeconds: true,
    endpointStatusPrefix: true,
    record: true,
    recordMaxMegabytes: true,
    recordKeep: true,
    logLevel: true,
  })
  .partial()
  .extend({
    felixPipes: z.boolean().default(true).describe("Be Felix's child: messages on descriptor 3, reports on 4."),
    node: configSchema.shape.node.optional().describe("The node's name, where Felix's own is not to count."),
    backend: configSchema.shape.backend
      .removeDefault()
      .optional()
      .describe('Which iptables to program, where what Felix says is not to count: auto, nft, legacy or none.'),
    workloadInterfaces: configSchema.shape.workloadInterfaces
      .removeDefault()
      .default('calico')
      .describe('calico finds pods by the names that Calico gives their interfaces; any by route or address.'),
  });

export type FelixPipesSettings = z.input<typeof felixPipesSchema>;

/** Settings together with what Felix says, where they say nothing themselves. Throws ConfigError. */
export function withFelix(
  settings: FelixPipesSettings,
  given: Readonly<Record<string, string>>,
  log: Logger,
): NodeConfig {
  const { felixPipes: _, ...own } = felixPipesSchema.strict().parse(settings);
  const fromFelix = {
    node: (given['FelixHostname'] || hostname()).toLowerCase(),
    backend: backendOf(given['IptablesBackend']),
    ipv6: !/^(false|0|no|n|f)$/i.test(given['Ipv6Support'] ?? 'true'),
    ...seconds('refreshSeconds', given['IptablesRefreshInterval']),
    ...seconds('postWriteCheckSeconds', given['IptablesPostWriteCheckIntervalSecs']),
    ...(given['EndpointStatusPathPrefix'] && { endpointStatusPrefix: given['EndpointStatusPathPrefix'] }),
  };
  const known = Object.entries(given).filter(([name]) => felixParameterUse(name) !== 'unknown');
  const unknown = Object.keys(given).filter((name) => felixParameterUse(name) === 'unknown');
  // A newer Felix may have more of them. It has checked them, so none is a slip of the pen.
  if (unknown.length > 0) log.warn({ parameters: unknown }, "Felix's parameters that this version does not know");
  const felix = { ...Object.fromEntries(known), ...own.felix };
  const set = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const result = configSchema.omit({ server: true }).safeParse({ ...fromFelix, ...set, felix });
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}

/** Between signs of life; 0 for none. */
export function reportingSeconds(given: Readonly<Record<string, string>>): number {
  const value = Number(given['ReportingIntervalSecs'] ?? 30);
  return Number.isFinite(value) && value >= 0 ? value : 30;
}

function backendOf(text: string | undefined): NodeConfig['backend'] {
  const word = text?.toLowerCase();
  return word === 'nft' || word === 'legacy' ? word : 'auto';
}

/** Felix takes 0 for never; here that is as seldom as makes no difference. */
function seconds<K extends string>(key: K, text: string | undefined): { readonly [P in K]?: number } {
  const value = Number(text || Number.NaN);
  if (!Number.isFinite(value) || value < 0) return {};
  return { [key]: value === 0 ? 86_400 : Math.max(value, 1) } as { readonly [P in K]?: number };
}
