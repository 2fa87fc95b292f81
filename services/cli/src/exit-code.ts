import { type Command, CommanderError } from 'commander';

/**
 * Parses, runs the command's action, and gives its exit code; 0 where help was asked for and 2 for wrong usage, of which
 * commander has told. Anything else that goes wrong is thrown on.
 */
export async function exitCodeOf(command: Command, args: readonly string[], code: () => number): Promise<number> {
  try {
    await command.exitOverride().parseAsync(args, { from: 'user' });
    return code();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
