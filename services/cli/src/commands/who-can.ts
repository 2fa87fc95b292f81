// `manul who-can`: who can reach a pod, and whom a pod can reach.
import { ConfigError } from '@manul/config';
import { manul } from '@manul/proto';
import { Argument, Command } from 'commander';
import { addClusterOptions, type ClusterOptions, openCluster } from '../ask/open-cluster.ts';
import { parsePort } from '../ask/port-text.ts';
import { addOutputOption, complain, type Output, print, runCommand, toText } from '../ask/run-command.ts';

const help = `
Pods are grouped by what their labels say; ports that nothing tells apart are one range. Where both ends have IPv4 and
IPv6 and may talk over one of them alone, that one is named: tcp/80 over IPv4.

Examples:
  manul who-can reach shop/db --manifests deploy/demo
  manul who-can reach shop/db --port 5432 --server unix:/run/manul/admin.sock
  manul who-can be-reached-by guest/pc --recording cluster.rec --at 120

Exit codes: 0 answered, 1 there is no answer, 2 wrong usage.
`;

const name = 'manul who-can';

interface Options extends ClusterOptions {
  readonly port?: string;
  readonly max: string;
  readonly output: Output;
}

export async function run(args: readonly string[]): Promise<number> {
  const command = addOutputOption(addClusterOptions(new Command(name)))
    .description('Lists who can reach a pod, or be reached by it, and at which ports.')
    .addArgument(new Argument('<QUESTION>').choices(['reach', 'be-reached-by']))
    .argument('<POD>', 'namespace/pod')
    .option('--port <PORT>', 'at this port alone: 80, 53/udp, icmp', undefined)
    .option('--max <N>', 'list at most so many groups', '200')
    .addHelpText('after', help)
    .action((question: 'reach' | 'be-reached-by', pod: string, options: Options) => answer(question, pod, options));
  return runCommand(command, args, () => 0);
}

async function answer(question: 'reach' | 'be-reached-by', pod: string, options: Options): Promise<void> {
  if (!/^[1-9]\d*$/.test(options.max)) throw new ConfigError('--max: must be a whole number above 0');
  const asked = options.port === undefined ? {} : parsePort(options.port, '--port');
  const cluster = await openCluster(options, (text) => complain(name, text));
  try {
    const response = await cluster.whoCan({
      pod,
      direction: question === 'reach' ? 0 : 1,
      max_groups: Number(options.max),
      ...asked,
    });
    print(options.output === 'json' ? toText(manul.v1.WhoCanResponse, response) : textOf(question, pod, response));
  } finally {
    cluster.close();
  }
}

function textOf(question: string, pod: string, response: manul.v1.IWhoCanResponse): string {
  const verb = question === 'reach' ? `can reach ${pod}` : `can be reached by ${pod}`;
  const rows = (response.groups ?? []).map(({ workload, pods, ports }) => [
    `${workload?.namespace}/${workload?.name}`,
    pods === 1 ? '1 pod' : `${pods} pods`,
    portsText(ports),
  ]);
  const outside = portsText(response.external);
  if (outside !== '') rows.push(['outside the cluster', '', outside]);
  if (rows.length === 0) return `Nobody ${verb}.`;
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map(([who = '', pods = '', ports = '']) =>
    `  ${who.padEnd(widths[0]!)}  ${pods.padEnd(widths[1]!)}  ${ports}`.trimEnd(),
  );
  return [`These ${verb}:`, ...lines, ...(response.more_groups ? ['  … and more; see --max'] : [])].join('\n');
}

function portsText(ports: readonly manul.v1.IPortVerdict[] | null | undefined): string {
  return (ports ?? []).map(({ port, ip_version }) => (ip_version ? `${port} over IPv${ip_version}` : port)).join(', ');
}
