// What drivers have put into the kernels of a cluster's nodes, and whether it has been written again.
import { expect } from 'vitest';
import type { Cluster } from './cluster.ts';

export interface KernelState {
  /** Rules and IP sets of every node, without counters. */
  readonly text: string;
  /** Packets that each of our rules has counted; a rule that is written again begins at 0. */
  readonly packets: ReadonlyMap<string, number>;
}

export async function kernelState(cluster: Cluster): Promise<KernelState> {
  const outputs = await Promise.all(
    cluster.nodes.map(async ({ name }) => [`# node ${name}`, ...(await cluster.lab.call('kernel', name))]),
  );
  const lines = outputs.flat().flatMap((output) => output.split('\n'));
  const packets = new Map<string, number>();
  const text = lines.flatMap((line, index) => {
    // Comments tell the time; the number keeps rules apart that are the same in two tables or nodes.
    const [, count, rule] = /^\[(\d+):\d+\] (-A .*)$/.exec(line) ?? [];
    if (rule?.includes('cali')) packets.set(`${index} ${rule}`, Number(count));
    return line.startsWith('#') && !line.startsWith('# node') ? [] : [line.replaceAll(/\[\d+:\d+\] ?/g, '')];
  });
  return { text: text.join('\n'), packets };
}

/** Nothing has been added, removed or written again since then. */
export async function expectUntouched(cluster: Cluster, before: KernelState): Promise<void> {
  const now = await kernelState(cluster);
  expect(now.text).toBe(before.text);
  const began = [...before.packets].filter(([rule, count]) => (now.packets.get(rule) ?? -1) < count);
  expect(began).toEqual([]);
  // Rules that count nothing could have been written unseen.
  expect([...before.packets.values()].filter((count) => count > 0).length).toBeGreaterThan(20);
}
