import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { readManifests, readSteps, readSuppressOverlaps } from '../compute/compute-input.ts';
import { type ComputeResult, computeSteps } from '../compute/compute-steps.ts';
import { exitCodeOf } from '../exit-code.ts';

const help = `
FILE holds an array of steps, each a list of {"op": "apply" | "delete", "object": {…}} with objects as an API server
stores them. Prints {"<node>": [[message, …] per step, …], …}: felix.ToDataplane messages as protobuf JSON. What could not
be understood is named on stderr, with what becomes of it.

Example:
  manul compute --manifests deploy/demo
  manul compute --steps steps.json --config config.json

Exit codes: 0 done, 1 the input could not be read, 2 wrong usage.
`;

interface Options {
  readonly steps?: string;
  readonly manifests?: string;
  readonly config?: string;
}

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command('manul compute')
    .description('Computes the messages for every node from cluster state.')
    .addOption(new Option('--steps <FILE>', 'cluster state, step by step').conflicts('manifests'))
    .addOption(new Option('--manifests <DIR>', 'a tree of YAML or JSON manifests, as one step'))
    .option('--config <FILE>', 'JSON with Felix parameters: {"felix": {"NFTablesMode": "Auto"}}')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      if (options.steps === undefined && options.manifests === undefined) {
        command.error("error: one of '--steps <FILE>' and '--manifests <DIR>' is required", { exitCode: 2 });
      }
      code = await compute(options);
    });
  return exitCodeOf(command, args, () => code);
}

async function compute({ steps, manifests, config }: Options): Promise<number> {
  let result: ComputeResult;
  try {
    const suppressOverlaps = await readSuppressOverlaps(config);
    const input = steps === undefined ? [await readManifests(manifests!, complain)] : await readSteps(steps);
    result = computeSteps(input, { suppressOverlaps });
  } catch (error) {
    complain(`manul compute: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  for (const { step, object, field, reason, effect } of result.errors) {
    complain(`step ${step}: ${object}: ${field}: ${reason}; ${effect}`);
  }
  if (Object.keys(result.messages).length === 0) {
    complain('manul compute: no Node and no pod that is on one: there is nobody to send anything to');
  }
  await printResult(result);
  return 0;
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Whoever reads may stop early, as `head` does. */
async function printResult({ messages }: ComputeResult): Promise<void> {
  try {
    await pipeline(resultText(messages), process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

/** Step by step: the text of a large cluster would be too long for one string. */
function* resultText(messages: ComputeResult['messages']): Iterable<string> {
  yield '{';
  for (const [i, [node, steps]] of Object.entries(messages).entries()) {
    yield `${i === 0 ? '' : ','}\n${JSON.stringify(node)}: [`;
    for (const [j, step] of steps.entries()) yield `${j === 0 ? '' : ','}\n${JSON.stringify(step)}`;
    yield ']';
  }
  yield '\n}\n';
}
