import { MessageProblems } from '@manul/dataplane';
import { type felix, fromJson } from '@manul/proto';
import { Command } from 'commander';
import { exitCodeOf } from '../exit-code.ts';
import { readJsonFile } from '../json-file.ts';
import { defaultRenderConfig, parseRenderConfig } from '../render/render-config.ts';
import { Renderer } from '../render/render-steps.ts';

const help = `
FILE holds an array of steps, each an array of felix.ToDataplane messages as protobuf JSON: one node's part of what
\`manul compute\` prints. Prints an array with, for each step, all tables of both IP versions as iptables-restore words.
What in a message cannot be enforced as it says is named on stderr; the chains are closed there.

Example:
  manul render --messages node-a.messages.json --config config.json

Exit codes: 0 done, 1 the input could not be read or rendered, 2 wrong usage.
`;

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command('manul render')
    .description("Turns one node's messages into the chains that its kernel would be given.")
    .requiredOption('--messages <FILE>', 'messages, step by step')
    .option('--config <FILE>', 'hostname, Felix parameters and interfaces')
    .addHelpText('after', help)
    .action(async (options: { messages: string; config?: string }) => {
      code = await render(options.messages, options.config);
    });
  return exitCodeOf(command, args, () => code);
}

async function render(messages: string, config: string | undefined): Promise<number> {
  try {
    const renderer = new Renderer(
      config === undefined ? defaultRenderConfig : parseRenderConfig(await readJsonFile(config)),
    );
    const steps = await readJsonFile(messages);
    if (!Array.isArray(steps)) throw new TypeError(`${messages}: not an array of steps`);
    // Step by step: the text of a large recording would be too long for one string.
    const problems = new MessageProblems();
    process.stdout.write('[');
    for (const [i, step] of steps.entries()) {
      const where = `${messages}: step ${i}`;
      if (!Array.isArray(step)) throw new TypeError(`${where} is not an array of messages`);
      const read = step.map((message: unknown, j) => readMessage(message, `${where}, message ${j}`));
      process.stdout.write(`${i === 0 ? '' : ','}\n${JSON.stringify(renderer.step(read))}`);
      const before = new Map(problems.current());
      for (const message of read) problems.note(message);
      for (const [key, problem] of problems.current()) {
        if (before.get(key) !== problem) complain(`${where}: ${key}: ${problem}`);
      }
    }
    process.stdout.write('\n]\n');
    return 0;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** A message of no known kind is as good as none, as it is to a driver that is older than its server; it is named. */
function readMessage(json: unknown, where: string): felix.ToDataplane {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new TypeError(`${where} is not an object`);
  }
  let message: felix.ToDataplane;
  try {
    message = fromJson({ ...json });
  } catch (error) {
    throw new TypeError(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (message.payload === undefined) {
    complain(`${where} is none of felix.ToDataplane's (fields: ${Object.keys(json).join(', ')}); it is ignored`);
  }
  return message;
}

function complain(text: string): void {
  process.stderr.write(`manul render: ${text}\n`);
}
