// Where the host's network has its workloads: its interfaces, and its routes to single addresses. Read from /proc, which
// needs no process and shows the network namespace of this one.
import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import type { HostNetwork } from '@manul/dataplane';

export interface HostNetworkOptions {
  readonly pollMilliseconds: number;
  readonly onChange: (network: HostNetwork) => void;
  /** After each regular look. */
  readonly onLook?: () => void;
  readonly read?: () => HostNetwork;
}

/** Tells of the network each time that it is found changed. */
export class HostNetworkWatch {
  readonly #options: HostNetworkOptions;
  #told = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(options: HostNetworkOptions) {
    this.#options = options;
  }

  start(): void {
    this.look();
    this.#timer = setInterval(() => {
      this.look();
      this.#options.onLook?.();
    }, this.#options.pollMilliseconds);
    this.#timer.unref();
  }

  /** Out of turn: what is about to be programmed shall be right. */
  look(): void {
    const network = (this.#options.read ?? readHostNetwork)();
    const text = JSON.stringify([[...network.interfaces], [...network.hostRoutes]]);
    if (text === this.#told) return;
    this.#told = text;
    this.#options.onChange(network);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** What the kernel does not tell, such as IPv6 where it is turned off, is left out. */
export function readHostNetwork(directory = '/proc/self/net'): HostNetwork {
  const lines = (file: string) => readLines(`${directory}/${file}`);
  return {
    interfaces: new Set(lines('dev').flatMap((line) => /^\s*([^\s:]+):/.exec(line)?.[1] ?? [])),
    hostRoutes: new Map([...lines('route').flatMap(ipv4HostRoute), ...lines('ipv6_route').flatMap(ipv6HostRoute)]),
  };
}

/** Bridged packets pass iptables. Without that, pods on one bridge reach each other whatever their policy says. */
export function isBridgeFiltered(directory = '/proc/sys/net/bridge'): boolean {
  return readLines(`${directory}/bridge-nf-call-iptables`)[0] === '1';
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** RTF_GATEWAY and RTF_REJECT of linux/route.h, RTF_LOCAL and RTF_ANYCAST of linux/ipv6_route.h. */
const elsewhere = 0x2 | 0x200 | 0x100000 | 0x80000000;

const isDirect = (flags: string | undefined) => (Number.parseInt(flags ?? '', 16) & elsewhere) === 0;

/** `Iface Destination Gateway Flags RefCnt Use Metric Mask …`, addresses as numbers of this machine. */
function ipv4HostRoute(line: string): (readonly [string, string])[] {
  const [link = '', destination = '', , flags, , , , mask] = line.trim().split(/\s+/);
  if (mask !== 'FFFFFFFF' || link === '*' || link === 'lo' || !isDirect(flags)) return [];
  const digits = endianness() === 'LE' ? (destination.match(/../g) ?? []).reverse().join('') : destination;
  return [[digits.toLowerCase(), link]];
}

/** `Destination Length Source Length NextHop Metric RefCnt Use Flags Iface`. */
function ipv6HostRoute(line: string): (readonly [string, string])[] {
  const [destination = '', length, , , gateway, , , , flags, link = ''] = line.trim().split(/\s+/);
  if (length !== '80' || link === 'lo' || link === '' || !isDirect(flags)) return [];
  return /^0+$/.test(gateway ?? '') ? [[destination, link]] : [];
}
