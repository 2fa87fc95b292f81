import { isLocal, parseAddress, reloadable } from '@manul/config';
import { logLevels } from '@manul/observability';
import { z } from 'zod';

const address = z.string().refine((text) => parseAddress(text) !== undefined, 'is neither unix:/path nor host:port');
const path = z.string().min(1, 'must not be empty');

/** Every setting of the driver. Flags, environment variables, help and the file's keys are derived from it. */
export const configSchema = z.object({
  node: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'is no Kubernetes node name')
    .describe('The Kubernetes node whose share this driver enforces.'),
  server: z
    .array(address)
    .min(1)
    .describe('Where calc-graph serves: unix:/path or host:port; several are tried in turn.'),
  stateDir: path.optional().describe('Where the last-good state is kept; without it a start needs a server.'),
  http: address.optional().describe('Where /metrics, /livez, /readyz and /status are served: host:port or unix:/path.'),
  backend: z
    .enum(['auto', 'nft', 'legacy', 'none'])
    .default('auto')
    .describe('Which iptables to program: auto, nft or legacy; none computes and writes nothing.'),
  ipv6: z.boolean().default(true).describe('Program IPv6 too.'),
  strict: z
    .boolean()
    .default(false)
    .describe(
      'Cut established connections that a policy change denies; sets nf_conntrack_tcp_loose to 0. Needs conntrack.',
    ),
  rawEgressOnly: z
    .boolean()
    .default(false)
    .describe("Program untracked egress policy in table raw alone; the rest is another dataplane's work."),
  prefix: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9]{0,8}$/, 'is not 1 to 9 letters and digits')
    .default('cali')
    .describe("Begins the names of chains and IP sets. Felix's own, so that its node is taken over in place."),
  workloadInterfaces: z
    .enum(['any', 'calico'])
    .default('any')
    .describe('any finds pods of every CNI plugin, by route or address; calico by the names that Calico gives alone.'),
  felix: z
    .record(z.string(), z.string())
    .default({})
    .describe("A setting that shapes rules, by Felix's name: InterfacePrefix=cali, IptablesMarkMask=0xffff0000."),
  tlsCaFile: path.optional().describe("Authorities that the server's certificate is checked against, PEM."),
  tlsCertFile: path.optional().describe('Certificate that names this node, PEM.'),
  tlsKeyFile: path.optional().describe('Private key of that certificate, PEM.'),
  tlsServerName: z.string().optional().describe("The name in the server's certificate, where it is not the address's."),
  tokenFile: path
    .optional()
    .describe('Service-account token that is bound to this node, instead of a certificate; read for each connection.'),
  insecure: z.boolean().default(false).describe('Talk to a server beyond this machine without TLS.'),
  keepaliveSeconds: z.number().min(1).default(20).describe('Ask a silent server for a sign of life this often.'),
  reconnectMaxSeconds: reloadable(
    z.number().min(0.1).default(10).describe('The longest pause between attempts to connect.'),
  ),
  refreshSeconds: reloadable(
    z.number().min(1).default(90).describe('Read the kernel back, and heal what others changed, this often.'),
  ),
  postWriteCheckSeconds: reloadable(
    z.number().min(0.1).default(5).describe('Read the kernel back so long after a write.'),
  ),
  endpointStatusPrefix: path
    .optional()
    .describe("Write endpoint-status/ files there for each programmed pod; Calico's CNI plugin reads /var/run/calico."),
  interfacePollSeconds: z
    .number()
    .min(0.1)
    .default(5)
    .describe("Look at the host's interfaces, addresses and routes this often."),
  lastGoodSeconds: reloadable(z.number().min(0).default(5).describe('Write the last-good state at most this often.')),
  lastGoodMaxMegabytes: reloadable(
    z.number().min(1).default(512).describe('A last-good state larger than this is not kept.'),
  ),
  record: path
    .optional()
    .describe('Record all that comes in to this file, for manul replay; an older one becomes FILE.old.'),
  recordMaxMegabytes: z
    .number()
    .min(1)
    .default(64)
    .describe('A file of the recording is full with so much; another follows.'),
  recordKeep: z
    .number()
    .int()
    .min(1)
    .default(4)
    .describe('Files of the recording that are kept; each can be replayed by itself.'),
  tracesEndpoint: z
    .url({ protocol: /^https?$/, error: 'is no http:// or https:// URL' })
    .optional()
    .describe('Where spans go: OTLP over HTTP, such as http://collector:4318/v1/traces. Off unless given.'),
  logLevel: reloadable(
    z
      .enum(logLevels)
      .default('info')
      .describe(`One of ${logLevels.join(', ')}.`),
  ),
});

export type DriverConfig = z.infer<typeof configSchema>;
/** What a caller has to give; the rest has defaults. */
export type DriverSettings = z.input<typeof configSchema>;

/** What a driver of a node needs, wherever its messages come from. */
export type NodeConfig = Omit<DriverConfig, 'server'>;

/** Servers that others could listen in on although there is no TLS; to be refused unless `insecure` is set. */
export function exposedServers(config: DriverConfig): readonly string[] {
  if (config.insecure || config.tlsCaFile !== undefined) return [];
  return config.server.filter((text) => {
    const parsed = parseAddress(text);
    return parsed !== undefined && !isLocal(parsed);
  });
}
