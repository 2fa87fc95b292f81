// `manul cleanup`: leaves the kernel as it was before Manul came.
import { type CleanupReport, cleanUp, type IptablesVariant } from '@manul/iptables';
import { Command, InvalidArgumentError, Option } from 'commander';
import { exitCodeOf } from '../exit-code.ts';

interface Options {
  readonly backend: 'auto' | 'nft' | 'legacy' | 'all';
  readonly dryRun: boolean;
  readonly output: 'table' | 'json';
  readonly prefix: string;
}

const help = `
Removes chains whose names begin with cali-, rules in other chains that carry a cali: hash in their comment, and IP sets
named cali40… and cali60…: what Manul programs, and what Felix left. All else stays. It works on the network namespace
that it runs in, and needs root there. Stop the driver first, or it puts everything back.

Both variants of iptables are cleaned, whichever the driver uses (auto and all mean the same), unless one is named. Sets
that the rules of the other variant use cannot go.

Examples:
  manul cleanup --dry-run
  manul cleanup --backend legacy --output json

Exit codes:
  0  nothing of ours is left (with --dry-run: the kernel was read)
  1  something could not be removed or looked at; the report names it
  2  wrong usage
`;

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command('manul cleanup')
    .description("Removes from this host's kernel all that Manul put there, and only that.")
    .addOption(
      new Option('--backend <variant>', 'which variant of iptables')
        .choices(['auto', 'nft', 'legacy', 'all'])
        .default('auto'),
    )
    .option('--prefix <prefix>', "what the driver's own --prefix was", parsePrefix, 'cali')
    .option('--dry-run', 'tell what would be removed, and change nothing', false)
    .addOption(new Option('--output <form>', 'how to print the report').choices(['table', 'json']).default('table'))
    .addHelpText('after', help)
    .action(async (options: Options) => {
      code = await cleanup(options);
    });
  return exitCodeOf(command, args, () => code);
}

async function cleanup(options: Options): Promise<number> {
  const report = await cleanUp({
    variants: variantsOf(options.backend),
    dryRun: options.dryRun,
    prefix: options.prefix,
  });
  process.stdout.write(
    options.output === 'json' ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report, options.dryRun),
  );
  for (const reason of problems(report)) process.stderr.write(`manul cleanup: ${reason}\n`);
  return isComplete(report, options.backend) ? 0 : 1;
}

/** An empty one, or a part of one, would take what is others'. */
function parsePrefix(text: string): string {
  if (/^[a-zA-Z][a-zA-Z0-9]{0,8}$/.test(text)) return text;
  throw new InvalidArgumentError('It has 1 to 9 letters and digits.');
}

function variantsOf(backend: Options['backend']): readonly IptablesVariant[] {
  return backend === 'nft' || backend === 'legacy' ? [backend] : ['nft', 'legacy'];
}

/** A variant that is not installed has nothing of ours, unless it was asked for by name. */
function isComplete({ faults, notRead }: CleanupReport, backend: Options['backend']): boolean {
  const missed =
    backend === 'nft' || backend === 'legacy' ? notRead : notRead.filter((each) => !each.includes('cannot be run'));
  return faults.length === 0 && missed.length === 0;
}

function problems({ faults, notRead }: CleanupReport): string[] {
  return [
    ...faults.map(({ name, reason }) => `${name} is still there: ${reason}`),
    ...notRead.map((reason) => `not looked at: ${reason}`),
  ];
}

function formatReport({ tables, ipSets, notRead }: CleanupReport, dryRun: boolean): string {
  const verb = dryRun ? 'Would remove' : 'Removed';
  const lines = tables.map(
    ({ variant, ipVersion, table, chains, rules }) =>
      `${verb} from table ${table} of iptables-${variant}, IPv${ipVersion}: ${count(chains.length, 'chain')}, ` +
      `${count(rules.length, 'rule')} in other chains`,
  );
  if (ipSets.length > 0) lines.push(`${verb} ${count(ipSets.length, 'IP set')}`);
  const nothing = notRead.length === 0 ? 'Nothing of ours is here' : 'Nothing of ours is in what could be read';
  return `${lines.length === 0 ? nothing : lines.join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
