import { parseAddress, reloadable } from '@manul/config';
import type { ConversionOptions } from '@manul/model';
import { logLevels } from '@manul/observability';
import { z } from 'zod';
import { parseElectionSpec } from './election/election-spec.ts';
import { parseSourceSpec } from './source-spec.ts';

const address = z.string().refine((text) => parseAddress(text) !== undefined, 'is neither unix:/path nor host:port');
const roles = ['all', 'leader', 'fan-out'] as const;
const path = z.string().min(1, 'must not be empty');

function isRedisUrl(text: string): boolean {
  return URL.canParse(text) && ['redis:', 'rediss:'].includes(new URL(text).protocol);
}

/** Every setting of the service. Flags, environment variables, help and the file's keys are derived from it. */
export const configSchema = z.object({
  source: z
    .string()
    .refine(
      (text) => parseSourceSpec(text) !== undefined,
      'is neither directory:DIR, recording:FILE nor kubernetes[:KUBECONFIG]',
    )
    .optional()
    .describe(
      'Where cluster state comes from: directory:DIR (YAML manifests), recording:FILE (of inputs) or kubernetes[:KUBECONFIG]. A fan-out needs none.',
    ),
  role: z
    .enum(roles)
    .default('all')
    .describe('leader: computes and writes the log; fan-out: serves nodes from the log; all: both, or all in memory.'),
  redis: z
    .string()
    .refine(isRedisUrl, 'is no URL that begins with redis:// or rediss://')
    .refine(
      (text) => !isRedisUrl(text) || new URL(text).password === '',
      'must hold no password; see redisPasswordFile',
    )
    .optional()
    .describe('Where the log is kept: redis://HOST:PORT/DB, or rediss:// for TLS. Without it there is one process.'),
  redisPasswordFile: path.optional().describe('A file with the password for Redis.'),
  redisCaFile: path.optional().describe("Authorities for the certificate of Redis, PEM. The system's without it."),
  redisCertFile: path.optional().describe('Certificate to show to Redis, PEM.'),
  redisKeyFile: path.optional().describe('Private key of that certificate, PEM.'),
  redisPrefix: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/, 'is not letters, digits, ., _ and -')
    .default('manul')
    .describe('What keys in Redis begin with; one for each cluster and kind of election.'),
  election: z
    .string()
    .refine((text) => parseElectionSpec(text) !== undefined, 'is neither redis nor lease:NAMESPACE/NAME')
    .default('redis')
    .describe('How a leader is found among several: redis, or a Lease of Kubernetes, lease:NAMESPACE/NAME.'),
  historyHours: reloadable(z.number().min(0).default(24).describe('For how long the log in Redis reaches back.')),
  historyMegabytes: reloadable(
    z.number().min(0).default(512).describe('How much of the log Redis keeps for history at most.'),
  ),
  listen: address.default('127.0.0.1:5473').describe('Where drivers connect: unix:/path or host:port.'),
  stateDir: path
    .optional()
    .describe('Where the last-good form of each manifest is kept, so that a start with a broken one opens nothing.'),
  http: address.optional().describe('Where /metrics, /livez, /readyz and /status are served: host:port or unix:/path.'),
  admin: address.optional().describe('Where the admin API is served: unix:/path or host:port. Off unless given.'),
  page: address
    .optional()
    .describe(
      'Where the web page is served: host:port or unix:/path. Off unless given; beyond this machine with TLS alone.',
    ),
  pageRecording: path
    .optional()
    .describe("A recording of inputs whose time line the page shows, in place of this service's own recent past."),
  answerMegabytes: z
    .number()
    .int()
    .min(64)
    .default(4096)
    .describe(
      'Heap of the thread that answers who-can, what-if and the page from a copy of the cluster; each moment of the ' +
        'past that is looked at has one too.',
    ),
  answersReady: z
    .boolean()
    .default(false)
    .describe(
      'Keep that copy from the start on, in place of from the first question until ten minutes after the last.',
    ),
  administrators: reloadable(
    z
      .array(z.string())
      .default(['manul-admin'])
      .describe(
        'With TLS, who may use the admin API and the page: common names or organizations of client certificates.',
      ),
  ),
  tlsCertFile: path.optional().describe('Certificate that the server shows, PEM.'),
  tlsKeyFile: path.optional().describe('Private key of that certificate, PEM.'),
  tlsClientCaFile: path
    .optional()
    .describe('Authorities whose client certificates are accepted, PEM. Needed with TLS.'),
  tokenAudience: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Drivers show service-account tokens for this audience, bound to their node, instead of certificates; the API ' +
        'server is asked whose they are.',
    ),
  tokenUsers: reloadable(
    z
      .array(z.string().min(1))
      .default([])
      .describe("Whose tokens are drivers', such as system:serviceaccount:manul:manul-driver."),
  ),
  insecure: z.boolean().default(false).describe('Serve beyond this machine without TLS.'),
  batchMilliseconds: reloadable(
    z
      .number()
      .int()
      .min(0)
      .max(1000)
      .default(3)
      .describe(
        'While changes keep coming, collect them for so long. The first change after a pause is not held back.',
      ),
  ),
  slowNodeSeconds: reloadable(
    z
      .number()
      .min(1)
      .default(300)
      .describe('End the stream of a node that has taken nothing for so long while something waits for it.'),
  ),
  admittedNodes: reloadable(
    z
      .number()
      .int()
      .min(1)
      .default(64)
      .describe('So many nodes get their first batches at the same time; the others wait their turn.'),
  ),
  silentStreams: reloadable(
    z
      .number()
      .int()
      .min(1)
      .default(1000)
      .describe('So many streams one peer may have that have not said yet which node they are for.'),
  ),
  keepaliveSeconds: z.number().min(1).default(20).describe('Ask silent connections for a sign of life this often.'),
  events: z
    .enum(['all', 'mistakes', 'none'])
    .default('all')
    .describe(
      'What is told as Kubernetes Events on the objects: how far new versions of policies are enforced, mistakes in ' +
        'objects, or nothing.',
    ),
  enforcementLagSeconds: reloadable(
    z
      .number()
      .min(1)
      .default(60)
      .describe(
        'After so long, an Event and a condition warn of nodes that do not enforce the newest version of a policy.',
      ),
  ),
  policyConditions: z
    .boolean()
    .default(false)
    .describe(
      'Keep the condition manul.io/Enforced in the status of policy.networking.k8s.io kinds, for kubectl wait. Needs ' +
        'the right to patch their status.',
    ),
  podReadinessGates: z
    .boolean()
    .default(false)
    .describe(
      'Make pods with the readiness gate manul.io/policy-enforced ready once their policy is in the kernel. Needs the ' +
        'right to patch pods/status.',
    ),
  apiWritesPerSecond: reloadable(
    z
      .number()
      .min(0.1)
      .max(1000)
      .default(20)
      .describe('Events, conditions and readiness gates are written to the API server so fast at most.'),
  ),
  interfacePrefix: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,11}$/, 'is not 1 to 11 letters, digits, - and _')
    .default('cali')
    .describe("What names of pods' interfaces begin with, as Calico's CNI plugin has it."),
  sourceSpoofing: z
    .boolean()
    .default(false)
    .describe('Let pods send from the addresses that their cni.projectcalico.org/allowedSourcePrefixes names.'),
  endpointToHostAction: z
    .enum(['drop', 'accept', 'reject', 'return'])
    .default('drop')
    .describe(
      "Drivers' DefaultEndpointToHostAction, which explanations of packets from a pod to its own node take for true.",
    ),
  nodePeers: z.boolean().default(true).describe('Let cluster network policies name nodes as peers.'),
  tracesEndpoint: z
    .url({ protocol: /^https?$/, error: 'is no http:// or https:// URL' })
    .optional()
    .describe('Where spans go: OTLP over HTTP, such as http://collector:4318/v1/traces. Off unless given.'),
  tracesRatio: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('How many changes are traced, from 0 to 1; each has a span or two for every node that it concerns.'),
  logLevel: reloadable(
    z
      .enum(logLevels)
      .default('info')
      .describe(`One of ${logLevels.join(', ')}.`),
  ),
});

export type CalcGraphConfig = z.infer<typeof configSchema>;
/** What a caller has to give; the rest has defaults. */
export type CalcGraphSettings = z.input<typeof configSchema>;

export function conversionOf({ interfacePrefix, sourceSpoofing, nodePeers }: CalcGraphConfig): ConversionOptions {
  return { interfacePrefix, sourceSpoofing, nodePeers };
}
