// One random packet, asked of the evaluator and walked over chains.
import { type NodeState, nodeVerdict } from '@manul/evaluator';
import { expect } from 'vitest';
import { type ChainWalker, hooks } from './chain-walker.ts';
import type { PacketSource, Question } from './packet-source.ts';
import { seed } from './random.ts';
import type { WalkedPacket } from './rule-text.ts';

/** Whether the packet is allowed, in which both agree. */
export function compareVerdict(
  where: string,
  state: NodeState,
  source: PacketSource,
  walkers: Readonly<Record<4 | 6, ChainWalker>>,
): boolean {
  const question = source.next();
  const { packet, from, to } = question;
  const verdict = nodeVerdict(state, from, to, packet);
  const walker = walkers[packet.source.includes(':') ? 6 : 4];
  const path = to.at === 'node' ? hooks.toNode : from.at === 'node' ? hooks.fromNode : hooks.through;
  const accepted = walker.accepts(walked(question, source), path);
  if (accepted === verdict.allowed) return accepted;
  const explanation = JSON.stringify({ seed, where, packet, from, to, verdict, walk: walker.trace }, undefined, 1);
  expect.fail(
    `the chains ${accepted ? 'accept' : 'drop'} what the evaluator ${verdict.allowed ? 'allows' : 'denies'}: ${explanation}`,
  );
}

const numbers: Readonly<Record<string, number>> = { tcp: 6, udp: 17, sctp: 132, icmp: 1, icmpv6: 58 };

function walked({ packet, from, to }: Question, source: PacketSource): WalkedPacket {
  return {
    source: packet.source,
    destination: packet.destination,
    protocol: numbers[packet.protocol] ?? Number(packet.protocol),
    sourcePort: packet.sourcePort,
    destinationPort: packet.destinationPort,
    icmp: packet.icmp,
    inInterface: source.interfaceOf(from),
    outInterface: source.interfaceOf(to),
    // A node has routes to its workloads' own addresses.
    reversePathOk: from.at !== 'workload' || source.addressesOf(from.key).includes(packet.source),
    connection: (packet.state ?? 'new').toUpperCase(),
    mark: 0,
  };
}
