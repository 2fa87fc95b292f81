// What the commands that ask have in common: options, errors and exit codes.
import { ConfigError } from '@manul/config';
import { type Command, Option } from 'commander';
import { exitCodeOf } from '../exit-code.ts';

export type Output = 'text' | 'json';

export function addOutputOption(command: Command): Command {
  return command.addOption(
    new Option('--output <FORM>', 'for people or for programs').choices(['text', 'json']).default('text'),
  );
}

/** Parses, runs the command's action, and gives the exit code: 2 for wrong usage, 1 for whatever else goes wrong. */
export async function runCommand(command: Command, args: readonly string[], code: () => number): Promise<number> {
  try {
    return await exitCodeOf(command, args, code);
  } catch (error) {
    complain(command.name(), error instanceof Error ? error.message : String(error));
    return error instanceof ConfigError ? 2 : 1;
  }
}

export function complain(name: string, text: string): void {
  process.stderr.write(`${text.replaceAll(/^/gm, `${name}: `)}\n`);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Messages of the API as JSON, with numbers of 64 bits as numbers; `false` and 0 are there, wherever the answer is from. */
export function toText(message: object, indent = 2): string {
  const { toObject } = message.constructor as { toObject?: (message: object, options: object) => object };
  return JSON.stringify(toObject ? toObject(message, { defaults: true }) : message, undefined, indent);
}
