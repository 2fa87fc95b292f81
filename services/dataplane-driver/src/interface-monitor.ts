// The host's interfaces and their addresses, which host endpoints are matched with. Polled: reading them is cheap, and
// it needs neither a process nor a socket of its own. Interfaces that are down, or have no address, do not show.
import { networkInterfaces } from 'node:os';

type InterfaceAddresses = ReadonlyMap<string, readonly string[]>;

export interface InterfaceMonitorOptions {
  readonly pollMilliseconds: number;
  /** Interfaces whose names begin so are workloads', and left out. */
  readonly workloadPrefixes: readonly string[];
  readonly onChange: (addresses: InterfaceAddresses) => void;
  readonly read?: typeof networkInterfaces;
}

/** Tells the state at once and then each time it changes, until the returned function is called. */
export function watchInterfaces(options: InterfaceMonitorOptions): () => void {
  const { pollMilliseconds, workloadPrefixes, onChange, read = networkInterfaces } = options;
  let told = '';
  const poll = () => {
    const addresses = readAddresses(read, workloadPrefixes);
    const text = JSON.stringify([...addresses]);
    if (text === told) return;
    told = text;
    onChange(addresses);
  };
  poll();
  const timer = setInterval(poll, pollMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

function readAddresses(read: typeof networkInterfaces, prefixes: readonly string[]): InterfaceAddresses {
  const interfaces = Object.entries(read())
    .filter(([name]) => !prefixes.some((prefix) => name.startsWith(prefix)))
    .map(([name, addresses = []]) => [name, addresses.map(({ address }) => address).sort()] as const);
  return new Map(interfaces.sort(([a], [b]) => (a < b ? -1 : 1)));
}
