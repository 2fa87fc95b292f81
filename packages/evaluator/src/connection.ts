// Both ends of a packet's way: it is allowed only where every node on it allows it.
import { parseAddress } from './address.ts';
import type { NodeState } from './node-state.ts';
import { nodeVerdict, type Place } from './node-verdict.ts';
import { type PacketDescription, parsePacket } from './packet.ts';
import type { EvaluatorSettings } from './settings.ts';
import type { Verdict } from './verdict.ts';

export interface ConnectionVerdict {
  readonly allowed: boolean;
  /** At the sender's node; undefined where the sender is outside the cluster, or on the destination's node. */
  readonly source: Verdict | undefined;
  /** At the receiver's node; undefined where the receiver is outside the cluster. */
  readonly destination: Verdict | undefined;
}

/**
 * `source` and `destination` are the states of the nodes that the packet's ends are on: undefined for an end outside
 * the cluster, the same object twice for one node. `endpointToHost` stands in for the nodes' own setting. Throws a PacketError.
 */
export function connectionVerdict(
  source: NodeState | undefined,
  destination: NodeState | undefined,
  packet: PacketDescription,
  endpointToHost?: EvaluatorSettings['endpointToHostAction'],
): ConnectionVerdict {
  parsePacket(packet);
  if (source && source === destination) {
    const [from, to] = [placeOf(source, packet.source), placeOf(source, packet.destination)];
    const both = nodeVerdict(source, from, to, packet, endpointToHost);
    return { allowed: both.allowed, source: undefined, destination: both };
  }
  const outside: Place = { at: 'interface' };
  const sent = source && nodeVerdict(source, placeOf(source, packet.source), outside, packet);
  const received = destination && nodeVerdict(destination, outside, placeOf(destination, packet.destination), packet);
  return { allowed: (sent?.allowed ?? true) && (received?.allowed ?? true), source: sent, destination: received };
}

/** What has this address on the node: a workload, the node itself, or nothing, so that it is outside. */
export function placeOf(state: NodeState, text: string): Place {
  const address = parseAddress(text);
  const workload = address && state.workloadByAddress(address);
  if (workload) return { at: 'workload', key: workload.key };
  return address && state.isOwnAddress(address) ? { at: 'node' } : { at: 'interface' };
}
