import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../services/cli/src/main.ts', import.meta.url));

/** The `manul` command without its shell wrapper, so that a signal reaches the service itself. */
export function serviceCommand(args: readonly string[]): readonly string[] {
  return [process.execPath, '--disable-warning=ExperimentalWarning', main, ...args];
}
