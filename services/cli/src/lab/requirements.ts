// What a lab needs from the machine, and what to type where it is missing.
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Command → Debian package. */
const tools: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  mount: 'mount',
  perl: 'perl-base',
  'iptables-restore': 'iptables',
  'ip6tables-restore': 'iptables',
  ipset: 'ipset',
};

/** Administrators' commands are not on every user's PATH. */
export const searchPath = (path = process.env['PATH'] ?? ''): string =>
  [...new Set([...path.split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin'])].filter((part) => part !== '').join(':');

/** One line that names the missing commands and how to get them; undefined where nothing is missing. */
export function missingTools(path: string = searchPath()): string | undefined {
  const missing = Object.keys(tools).filter(
    (tool) => !path.split(':').some((folder) => executable(join(folder, tool))),
  );
  if (missing.length === 0) return undefined;
  const packages = [...new Set(missing.map((tool) => tools[tool]))].join(' ');
  return `missing ${missing.join(', ')}: apt-get install ${packages}`;
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
