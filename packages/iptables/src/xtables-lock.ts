// The lock that all writers of iptables-legacy share: one file, locked by flock. Here it is only watched, so that the
// time lost to other writers is known; the commands take it themselves.
import { readFile, stat } from 'node:fs/promises';
import type { Clock } from './clock.ts';

const pollMs = 10;

/** The file that iptables locks; it heeds the same variable. */
export function xtablesLockFile(): string {
  return process.env['XTABLES_LOCKFILE'] ?? '/run/xtables.lock';
}

/**
 * Waits while another process holds the lock. Holders in process namespaces that cannot be seen from here are not
 * noticed.
 * @returns milliseconds waited
 */
export async function waitForLock(file: string, limitMs: number, clock: Clock): Promise<number> {
  const start = clock.now();
  while (await isHeld(file)) {
    if (clock.now() - start >= limitMs) {
      break;
    }
    await clock.sleep(pollMs);
  }
  return clock.now() - start;
}

async function isHeld(file: string): Promise<boolean> {
  try {
    const [{ ino }, locks] = await Promise.all([stat(file), readFile('/proc/locks', 'utf8')]);
    return holdsLock(locks, ino);
  } catch {
    // No lock file yet, or no such list: the command finds out.
    return false;
  }
}

/** A line of /proc/locks: `3: FLOCK  ADVISORY  WRITE 1234 00:19:5678 0 EOF`; `->` marks one that waits itself. */
export function holdsLock(locks: string, inode: number): boolean {
  return locks.split('\n').some((line) => {
    const [, kind, , , , place] = line.trim().split(/\s+/);
    return kind === 'FLOCK' && place?.split(':')[2] === String(inode);
  });
}
