// `manul explain`: why one end can, or cannot, reach the other.
import { ConfigError } from '@manul/config';
import { manul } from '@manul/proto';
import { Command, Option } from 'commander';
import { parseDropped } from '../ask/dropped-line.ts';
import { explanationText } from '../ask/explain-text.ts';
import { addClusterOptions, type ClusterOptions, openCluster } from '../ask/open-cluster.ts';
import { parsePort } from '../ask/port-text.ts';
import { addOutputOption, complain, type Output, print, runCommand, toText } from '../ask/run-command.ts';

const help = `
FROM and TO are namespace/pod, an address, node/NAME, or external. PORT is 80, 53/udp or icmp. A Service's address is
replaced before policy is asked: name one of its pods, and the port of the pod.

Examples:
  manul explain shop/web shop/api 8080 --manifests deploy/demo
  manul explain shop/web external 443 --server unix:/run/manul/admin.sock
  manul explain guest/pc shop/db 5432 --recording cluster.rec --at 2026-01-31T12:00:00Z
  manul explain guest/pc shop/db 5432 --server unix:/run/manul/admin.sock --at 120
  manul explain --dropped "$(dmesg | grep calico-packet | tail -1)" --server 127.0.0.1:9194

Exit codes: 0 allowed, 3 denied, 1 there is no answer, 2 wrong usage.
`;

const name = 'manul explain';
const denied = 3;

interface Options extends ClusterOptions {
  readonly dropped?: string;
  readonly output: Output;
  readonly ipVersion?: string;
  readonly endpointToHost?: string;
}

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = addOutputOption(addClusterOptions(new Command(name)))
    .description('Says whether one end can reach the other, and what decides it at both.')
    .argument('[FROM]')
    .argument('[TO]')
    .argument('[PORT]')
    .option('--dropped <LINE>', "instead: a packet's line in the kernel's log, or ulogd's")
    .option('--ip-version <N>', '4 or 6, where both ends have both')
    .addOption(
      new Option(
        '--endpoint-to-host <ACTION>',
        "drivers' DefaultEndpointToHostAction, where a pod's own node is asked about; else as the service has it, or drop",
      ).choices(['accept', 'drop', 'reject', 'return']),
    )
    .addHelpText('after', help)
    .action(async (from: string | undefined, to: string | undefined, port: string | undefined, options: Options) => {
      code = await answer(requestOf(from, to, port, options), options);
    });
  return runCommand(command, args, () => code);
}

function requestOf(
  from: string | undefined,
  to: string | undefined,
  port: string | undefined,
  { dropped, ipVersion, endpointToHost }: Options,
): manul.v1.IExplainRequest {
  const toHost = endpointToHost === undefined ? {} : { endpoint_to_host: endpointToHost };
  if (dropped !== undefined) {
    if (from !== undefined) throw new ConfigError('FROM, TO and PORT are what --dropped says already');
    return { ...parseDropped(dropped), ...toHost };
  }
  if (from === undefined || to === undefined || port === undefined)
    throw new ConfigError('FROM, TO and PORT are needed');
  if (ipVersion !== undefined && ipVersion !== '4' && ipVersion !== '6') throw new ConfigError('--ip-version: 4 or 6');
  return { from, to, ...parsePort(port, 'PORT'), ip_version: Number(ipVersion ?? 0), ...toHost };
}

async function answer(request: manul.v1.IExplainRequest, options: Options): Promise<number> {
  const cluster = await openCluster(options, (text) => complain(name, text));
  try {
    const explanation = await cluster.explain(request);
    print(options.output === 'json' ? toText(manul.v1.Explanation, explanation) : explanationText(explanation));
    return explanation.allowed ? 0 : denied;
  } finally {
    cluster.close();
  }
}
