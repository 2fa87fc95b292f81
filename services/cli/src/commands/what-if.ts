// `manul what-if`: what a change would do, before it is made.
import { ConfigError } from '@manul/config';
import { manul } from '@manul/proto';
import { Command, Option } from 'commander';
import { type ChangeText, gitChange, readTexts } from '../ask/change-input.ts';
import { addClusterOptions, type ClusterOptions, openCluster } from '../ask/open-cluster.ts';
import { addOutputOption, complain, type Output, print, runCommand, toText } from '../ask/run-command.ts';
import { whatIfText } from '../ask/what-if-text.ts';

const help = `
The change is computed beside the cluster; nothing of it is enforced. Verdicts that change are listed by workload: + is
opened, - is closed. Objects that name no namespace are those of default. With --staged, staged policies count as though
they were enforced: those of the cluster and those in the change.

Examples:
  manul what-if -f policy.yaml --server unix:/run/manul/admin.sock
  manul what-if -f policy.yaml --delete --manifests deploy/demo
  manul what-if --from origin/main --to HEAD policies/ --recording cluster.rec --fail-on opened
  manul what-if --staged --server 127.0.0.1:9194

Exit codes: 0 no verdict changes, 3 verdicts that --fail-on names change (any: or the change has a mistake in it),
1 there is no answer, 2 wrong usage.
`;

const name = 'manul what-if';
const changesFound = 3;

type FailOn = 'any' | 'opened' | 'closed' | 'never';

interface Options extends ClusterOptions {
  readonly filename: readonly string[];
  readonly delete: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly staged: boolean;
  readonly failOn: FailOn;
  readonly max: string;
  readonly output: Output;
}

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = addOutputOption(addClusterOptions(new Command(name)))
    .description('Lists the verdicts that a change would change, and whom it touches.')
    .argument('[DIR]', 'with --from: a directory of a git repository')
    .option('-f, --filename <PATH>', 'manifests to apply: a file, a directory or -; may be repeated', collect, [])
    .option('--delete', 'delete what the manifests name instead', false)
    .option('--from <REV>', 'the change since this git revision')
    .addOption(new Option('--to <REV>', 'up to this one; without it, up to the work tree'))
    .option('--staged', 'enforce staged policies too', false)
    .addOption(
      new Option('--fail-on <WHICH>', 'which changes exit with 3')
        .choices(['any', 'opened', 'closed', 'never'])
        .default('any'),
    )
    .option('--max <N>', 'list at most so many changes', '500')
    .addHelpText('after', help)
    .action(async (directory: string | undefined, options: Options) => {
      code = await answer(await changeOf(directory, options), options);
    });
  return runCommand(command, args, () => code);
}

async function changeOf(directory: string | undefined, options: Options): Promise<ChangeText> {
  const { filename, delete: deletes, from, to, staged, max } = options;
  if (!/^[1-9]\d*$/.test(max)) throw new ConfigError('--max: must be a whole number above 0');
  if (from !== undefined) {
    if (directory === undefined) throw new ConfigError('--from: which directory?');
    if (filename.length > 0) throw new ConfigError('--from and -f are two changes');
    return gitChange(directory, from, to);
  }
  if (directory !== undefined || to !== undefined) throw new ConfigError('DIR and --to go with --from');
  if (filename.length === 0 && !staged) throw new ConfigError('what change? give -f, --from or --staged');
  const text = await readTexts(filename);
  return deletes ? { apply: '', delete: text } : { apply: text, delete: '' };
}

async function answer(change: ChangeText, options: Options): Promise<number> {
  const cluster = await openCluster(options, (text) => complain(name, text));
  try {
    const response = await cluster.whatIf({
      ...change,
      enforce_staged: options.staged,
      max_changes: Number(options.max),
    });
    print(options.output === 'json' ? toText(manul.v1.WhatIfResponse, response) : whatIfText(response));
    const found = (response.changes ?? []).map(({ allowed }) => (allowed ? 'opened' : 'closed'));
    const fails = {
      any: found.length > 0 || (response.problems ?? []).length > 0,
      opened: found.includes('opened'),
      closed: found.includes('closed'),
      never: false,
    };
    return fails[options.failOn] ? changesFound : 0;
  } finally {
    cluster.close();
  }
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
