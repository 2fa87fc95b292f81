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

interface MessageType<M extends object> {
  fromObject(message: object): M;
  toObject(message: M, options: object): object;
}

/** An answer as protobuf's JSON, alike wherever it is from: enums are names, and defaults are there. */
export function toText<M extends object>(type: MessageType<M>, message: object, indent = 2): string {
  const options = { defaults: true, enums: String, longs: Number };
  return JSON.stringify(type.toObject(type.fromObject(message), options), undefined, indent);
}
