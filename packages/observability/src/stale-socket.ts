import { lstat, rm } from 'node:fs/promises';
import { connect } from 'node:net';

/**
 * A socket file that nobody listens on is what a killed server leaves; one that somebody does listen on is kept. So is
 * whatever is no socket: to whom connects it looks the same.
 */
export async function removeStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isSocket()) return;
  const code = await new Promise<string | undefined>((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(undefined);
    });
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  if (code === 'ECONNREFUSED') await rm(path, { force: true });
}
