// `manul demo`: watch policies take effect between namespaced hosts.
import { Command } from 'commander';
import { runDemo } from '../demo/demo.ts';
import { exitCodeOf } from '../exit-code.ts';
import { runInSandbox, SandboxError } from '../lab/sandbox.ts';

const help = `
Examples:
  manul demo
  manul demo --once

Needs root, or unprivileged user namespaces. Leaves nothing behind, also after Ctrl-C.

Exit codes:
  0    with --once: every matrix was as expected
  1    one was not, or the lab could not be made
  2    wrong arguments
  130  ended by Ctrl-C
`;

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command('manul demo')
    .description('Two nodes and six pods on this machine: applies policies one by one and shows who reaches whom.')
    .option('--once', 'end after the tour, for scripts', false)
    .addHelpText('after', help)
    .action(async (options: { readonly once: boolean }) => {
      code = await demo(options);
    });
  return exitCodeOf(command, args, () => code);
}

async function demo(options: { readonly once: boolean }): Promise<number> {
  try {
    return await runInSandbox((sandbox) => runDemo(sandbox, options));
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    process.stderr.write(`manul demo: ${error.message}\n`);
    return 1;
  }
}
