import type { PortMatch } from '../resources.ts';
import type { Field } from './field.ts';
import { readPortName } from './names.ts';

const portProtocols = ['tcp', 'udp', 'sctp'] as const;
export type PortProtocol = (typeof portProtocols)[number];

/** A protocol that has ports; TCP where it is absent, as the API server has it. */
export function readPortProtocol(field: Field): PortProtocol {
  if (field.isAbsent) return 'tcp';
  const name = field.string().toLowerCase();
  return portProtocols.find((protocol) => protocol === name) ?? field.failExpecting('TCP, UDP or SCTP');
}

/** A number, a name, or text with a number or a range such as `80:90`. */
export function readPort(field: Field): PortMatch {
  if (typeof field.value === 'number') return single(field.integer(1, 65535));
  const text = field.string();
  if (/^\d+$/.test(text)) return single(readNumber(text, field));
  const range = /^(\d+):(\d+)$/.exec(text);
  if (range === null) return { name: readPortName(field) };
  return makeRange(readNumber(range[1]!, field), readNumber(range[2]!, field), field);
}

export function makeRange(first: number, last: number, field: Field): PortMatch {
  return first <= last ? { first, last } : field.fail(`the range ends before it begins: ${first} to ${last}`);
}

function single(port: number): PortMatch {
  return { first: port, last: port };
}

function readNumber(text: string, field: Field): number {
  const port = Number(text);
  return port >= 1 && port <= 65535 && String(port) === text ? port : field.failExpecting('a port from 1 to 65535');
}

/** The least number of matches for these ports. Named ones come first; a single numeric one stays where it stands. */
function mergePorts(ports: readonly PortMatch[]): readonly PortMatch[] {
  const ranges = ports.filter((port) => 'first' in port);
  if (ranges.length === 0 || (ranges.length === 1 && ranges[0]!.first === ranges[0]!.last)) return ports;
  const merged: { first: number; last: number }[] = [];
  for (const { first, last } of ranges.sort((a, b) => a.first - b.first)) {
    const previous = merged.at(-1);
    if (previous && first <= previous.last + 1) previous.last = Math.max(previous.last, last);
    else merged.push({ first, last });
  }
  return [...ports.filter((port) => 'name' in port), ...merged];
}

/** Ports by protocol; undefined stands for all ports of it. In the order in which Felix writes its rules. */
export class PortsByProtocol<P extends string> {
  readonly #ports = new Map<P, PortMatch[] | undefined>();

  add(protocol: P, port: PortMatch | undefined): void {
    const ports = this.#ports.get(protocol);
    if (port === undefined) this.#ports.set(protocol, undefined);
    else if (ports !== undefined) ports.push(port);
    else if (!this.#ports.has(protocol)) this.#ports.set(protocol, [port]);
  }

  entries(): readonly { readonly protocol: P; readonly ports: readonly PortMatch[] }[] {
    return [...this.#ports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([protocol, ports]) => ({ protocol, ports: mergePorts(ports ?? []) }));
  }
}
