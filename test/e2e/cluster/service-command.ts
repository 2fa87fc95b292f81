import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../../..', import.meta.url));

/** The `manul` command without its shell wrapper, so that a signal reaches the service itself; another checkout's, where one is given. */
export function serviceCommand(args: readonly string[], checkout = own): readonly string[] {
  const main = join(checkout, 'services', 'cli', 'src', 'main.ts');
  return [process.execPath, '--disable-warning=ExperimentalWarning', main, ...args];
}
