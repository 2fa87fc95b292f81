// Small recordings for the tests.
import type { Entry, Header } from './record.ts';

export const header: Header = {
  level: 1,
  node: 'node-a',
  producer: 'test',
  started_at: 1_763_913_600_123_456,
  epoch: 3,
};

const place = (revision: number) => ({ time: 1_763_913_600_000_000 + revision, epoch: 3, revision });

export const entries: readonly Entry[] = [
  {
    ...place(1),
    output: { ipset_update: { id: 's:a', members: ['10.0.0.1', 'fd00::1'], type: 2 } },
    origin: { kind: 'NetworkPolicy', name: 'web', rule_paths: ['spec.ingress[0]'], observed_at: 12 },
  },
  {
    ...place(1),
    output: { active_policy_update: { id: { name: 'web' }, policy: { inbound_rules: [{ icmp_type: 0 }] } } },
  },
  { ...place(1), flush: {} },
  { ...place(2), node: 'node-b', output: { in_sync: {} } },
  { ...place(2), input: { operation: 1, object: '{"kind":"Pod","metadata":{"name":"ü\\n"}}' } },
  { ...place(2 ** 40), flush: {} },
];

/** In pieces of `size`, as a slow disk would give them. */
export async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
