// `manul migrate --check`: what taking over a node from Felix would change.
import { createLogger } from '@manul/observability';
import type { felix } from '@manul/proto';
import {
  changesNothing,
  checkMigration,
  type DriverConfig,
  type MigrationReport,
  rulesConfig,
  SyncClient,
} from '@manul/service-dataplane-driver';
import { Command, Option } from 'commander';
import { runCommand } from '../ask/run-command.ts';
import { addStreamOptions, connectionConfig, type StreamOptions, streamConnection } from '../ask/server-options.ts';

const help = `
Asks the calc-graph, beside any driver, what the node is to enforce, and compares it with what this kernel holds. Nothing
is written. It needs root, and belongs on the node, in the host's network namespace. Give the --felix settings that the
node's Felix has: rules that are shaped otherwise are rewritten.

Examples:
  manul migrate --check --node $(hostname) --server calc-graph.manul:5473 --tls-ca-file ca.crt \\
    --tls-cert-file tls.crt --tls-key-file tls.key --felix IptablesMarkMask=0xffff0000
  manul migrate --check --node $(hostname) --server calc-graph.manul:5473 --tls-ca-file ca.crt \\
    --token-file /var/run/secrets/manul/token

Exit codes: 0 nothing would be written, 1 it could not be found out, 2 wrong usage, 3 the report tells what would be.
`;

interface Options extends StreamOptions {
  readonly check: boolean;
  readonly node: string;
  readonly server: string;
  readonly felix: Readonly<Record<string, string>>;
  readonly backend: 'auto' | 'nft' | 'legacy';
  readonly prefix: string;
  readonly output: 'table' | 'json';
}

const answerMilliseconds = 30_000;

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command('manul migrate')
    .description('Tells what taking over this node from Felix would change.')
    .requiredOption('--check', 'compare, and change nothing')
    .requiredOption('--node <NAME>', 'the node whose kernel this is')
    .requiredOption('--server <ADDRESS>', 'a running calc-graph: unix:/path or host:port')
    .option('--felix <NAME=VALUE>', "a setting of the node's Felix; repeat it", collect, {})
    .addOption(new Option('--backend <VARIANT>', 'which iptables').choices(['auto', 'nft', 'legacy']).default('auto'))
    .option('--prefix <PREFIX>', 'what the names of chains and sets begin with', 'cali')
    .addOption(new Option('--output <FORM>', 'how to print the report').choices(['table', 'json']).default('table'))
    .action(async (options: Options) => {
      code = await check(options);
    });
  addStreamOptions(command).addHelpText('after', help);
  return runCommand(command, args, () => code);
}

async function check({ check: _, output, server, ...options }: Options): Promise<number> {
  const config = connectionConfig(server, options, { ...options, workloadInterfaces: 'calico' });
  const log = createLogger({ service: 'migrate', level: 'warn' });
  const rules = rulesConfig(config, log);
  const messages = await wanted(config, log);
  const report = await checkMigration({ rules, backend: options.backend, prefix: config.prefix, messages });
  process.stdout.write(output === 'json' ? `${JSON.stringify(report, null, 2)}\n` : format(report));
  return changesNothing(report) && report.errors.length === 0 ? 0 : 3;
}

/** All that the node is to enforce now. */
function wanted(config: DriverConfig, log: ReturnType<typeof createLogger>): Promise<felix.IToDataplane[]> {
  const connection = streamConnection(config);
  const messages: felix.IToDataplane[] = [];
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(deadline);
      client.stop();
      settle();
    };
    const deadline = setTimeout(
      () => finish(() => reject(new Error(`${config.server.join(', ')} did not answer`))),
      answerMilliseconds,
    );
    const client = new SyncClient({
      ...connection,
      log,
      handler: {
        hello: () => ({ node: config.node, observer: true, protocol_version: 1, driver_version: 'manul migrate' }),
        inventory: () => [],
        connected: () => {},
        disconnected: () => void messages.splice(0),
        batch(batch) {
          for (const { message } of batch.updates) if (message) messages.push(message);
          if (batch.position) finish(() => resolve([...messages, { in_sync: {} }]));
        },
      },
    });
    client.start();
  });
}

function format(report: MigrationReport): string {
  const { variant, tables, ipSets, natChains, errors } = report;
  const lines = [`iptables-${variant}`];
  for (const { ipVersion, table, unchanged, rewritten, added, removed, hooks, foreignRules } of tables) {
    lines.push(
      `IPv${ipVersion} ${table}: ${unchanged} chains taken over unchanged, ${rewritten.length} rewritten, ` +
        `${added.length} added, ${removed.length} removed; ${foreignRules} rules of others stay`,
    );
    lines.push(...named('rewritten', rewritten), ...named('added', added), ...named('removed', removed));
    lines.push(...named('rules of ours change in', hooks));
  }
  const { unchanged, changed, added, removed } = ipSets;
  lines.push(
    `IP sets: ${unchanged} unchanged, ${changed.length} changed, ${added.length} added, ${removed.length} removed`,
  );
  lines.push(...named('changed', changed), ...named('added', added), ...named('removed', removed));
  if (natChains.length > 0) {
    lines.push(`Table nat: ${natChains.length} chains of Felix's stay as they are, and nobody keeps them up to date`);
  }
  lines.push(...errors.map(({ object, reason }) => `Not enforced as sent: ${object}: ${reason}`));
  lines.push(changesNothing(report) ? 'Nothing would be written.' : 'Each table changes in one transaction.');
  return `${lines.join('\n')}\n`;
}

const mostNamed = 20;

function named(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length - mostNamed;
  return [`  ${what}: ${names.slice(0, mostNamed).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`];
}

function collect(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const equals = text.indexOf('=');
  return equals < 1 ? { ...before, [text]: '' } : { ...before, [text.slice(0, equals)]: text.slice(equals + 1) };
}
