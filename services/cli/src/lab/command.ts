// Runs the commands that build a lab (ip, nsenter, mount) and gives their output, or an error that names them.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** A command that failed, or could not be started. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly stderr: string;

  constructor(command: readonly string[], reason: string, stderr: string) {
    super(`${command.join(' ')}: ${reason}${stderr === '' ? '' : `: ${stderr.trim()}`}`);
    this.stderr = stderr;
  }
}

/** Standard output of a command that must succeed. Rejects with CommandError. */
export async function runCommand(command: readonly string[], input = ''): Promise<string> {
  const [file, ...args] = command;
  if (file === undefined) throw new CommandError(command, 'empty command', '');
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? code}`));
  });
  // A command that ends before it has read its input says why on its own.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [stdout, stderr, failure] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (failure !== undefined) throw new CommandError(command, failure, stderr);
  return stdout;
}
