import { readFileSync, readlinkSync } from 'node:fs';

/**
 * The same for as long as what was programmed may still be there: this boot of the machine, this network namespace.
 * Undefined where the machine does not say.
 */
export function kernelIdentity(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/net')}`;
  } catch {
    return undefined;
  }
}
