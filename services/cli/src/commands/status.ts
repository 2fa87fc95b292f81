// `manul status`: how the service and its nodes are.
import { ConfigError } from '@manul/config';
import { manul } from '@manul/proto';
import { Command } from 'commander';
import { addServerOptions, connect, type ServerOptions } from '../ask/open-cluster.ts';
import { addOutputOption, type Output, print, runCommand, toText } from '../ask/run-command.ts';
import { statusText } from '../ask/status-text.ts';

const help = `
Examples:
  manul status --server unix:/run/manul/admin.sock
  manul status --server 127.0.0.1:9194 --watch --unwell

Exit codes: 0 everything is enforced, 3 something is not, 1 the service does not answer, 2 wrong usage.
`;

const name = 'manul status';
const unwell = 3;
const clearScreen = '\x1b[H\x1b[2J';

interface Options extends ServerOptions {
  readonly watch: boolean;
  readonly unwell: boolean;
  readonly maxNodes: string;
  readonly output: Output;
}

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = addOutputOption(addServerOptions(new Command(name)))
    .description('Shows nodes, how far behind they are, what they could not enforce, and drift.')
    .option('--watch', 'go on, whenever something changes, until Ctrl-C', false)
    .option('--unwell', 'leave out nodes that are well', false)
    .option('--max-nodes <N>', 'show at most so many nodes, the worst first', '100')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      code = await show(options);
    });
  return runCommand(command, args, () => code);
}

/** A node without a driver enforces what it had last. */
function isWell({ enforced, counts, nodes_without_driver: without }: manul.v1.IStatus): boolean {
  return Boolean(enforced) && !counts?.with_errors && !without?.length;
}

async function show(options: Options): Promise<number> {
  const { maxNodes, unwell: onlyUnwell, output, watch } = options;
  if (!/^[1-9]\d*$/.test(maxNodes)) throw new ConfigError('--max-nodes: must be a whole number above 0');
  const client = connect(options, 'which service? give --server');
  const request = { only_unwell_nodes: onlyUnwell, max_nodes: Number(maxNodes) };
  try {
    if (!watch) {
      const status = await client.call('getStatus', request);
      print(output === 'json' ? toText(manul.v1.Status, status) : statusText(status));
      return isWell(status) ? 0 : unwell;
    }
    const stream = client.watchStatus(request);
    process.once('SIGINT', () => stream.cancel());
    try {
      for await (const status of stream) {
        if (output === 'json') print(toText(manul.v1.Status, status, 0));
        else print(`${process.stdout.isTTY ? clearScreen : ''}${statusText(status)}`);
      }
    } catch (error) {
      // Ctrl-C is how it ends.
      if ((error as { code?: number }).code !== 1) throw error;
    }
    return 0;
  } finally {
    client.close();
  }
}
