import { parseAddress } from '@manul/config';
import { logLevels } from '@manul/observability';
import { z } from 'zod';
import { parseSourceSpec } from './source-spec.ts';

const address = z.string().refine((text) => parseAddress(text) !== undefined, 'is neither unix:/path nor host:port');
const path = z.string().min(1, 'must not be empty');

/** Every setting of the service. Flags, environment variables, help and the file's keys are derived from it. */
export const configSchema = z.object({
  source: z
    .string()
    .refine((text) => parseSourceSpec(text) !== undefined, 'is neither directory:DIR nor kubernetes[:KUBECONFIG]')
    .describe('Where cluster state comes from: directory:DIR (YAML manifests) or kubernetes[:KUBECONFIG].'),
  listen: address.default('127.0.0.1:5473').describe('Where drivers connect: unix:/path or host:port.'),
  stateDir: path
    .optional()
    .describe('Where the last-good form of each manifest is kept, so that a start with a broken one opens nothing.'),
  http: address.optional().describe('Where /metrics, /livez, /readyz and /status are served: host:port or unix:/path.'),
  tlsCertFile: path.optional().describe('Certificate that the server shows, PEM.'),
  tlsKeyFile: path.optional().describe('Private key of that certificate, PEM.'),
  tlsClientCaFile: path
    .optional()
    .describe('Authorities whose client certificates are accepted, PEM. Needed with TLS.'),
  insecure: z.boolean().default(false).describe('Serve beyond this machine without TLS.'),
  batchMilliseconds: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(3)
    .describe('While changes keep coming, collect them for so long. The first change after a pause is not held back.'),
  slowNodeSeconds: z
    .number()
    .min(1)
    .default(300)
    .describe('End the stream of a node that has taken nothing for so long while something waits for it.'),
  keepaliveSeconds: z.number().min(1).default(20).describe('Ask silent connections for a sign of life this often.'),
  interfacePrefix: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,11}$/, 'is not 1 to 11 letters, digits, - and _')
    .default('cali')
    .describe("What names of pods' interfaces begin with, as Calico's CNI plugin has it."),
  sourceSpoofing: z
    .boolean()
    .default(false)
    .describe('Let pods send from the addresses that their cni.projectcalico.org/allowedSourcePrefixes names.'),
  nodePeers: z.boolean().default(true).describe('Let cluster network policies name nodes as peers.'),
  logLevel: z
    .enum(logLevels)
    .default('info')
    .describe(`One of ${logLevels.join(', ')}.`),
});

export type CalcGraphConfig = z.infer<typeof configSchema>;
/** What a caller has to give; the rest has defaults. */
export type CalcGraphSettings = z.input<typeof configSchema>;
