// Renderer and evaluator against each other, over random policy: for random packets, a walk over the chains that we
// render ends as the evaluator says. Neither knows the other, and the walk knows iptables alone.
import { type IpSetType, NodeState } from '@manul/evaluator';
import type { felix } from '@manul/proto';
import { expect, test } from 'vitest';
import { defaultRenderConfig } from '../../services/cli/src/render/render-config.ts';
import { Renderer } from '../../services/cli/src/render/render-steps.ts';
import { ChainWalker, type RecordedSet, setTest } from './chain-walker.ts';
import { compareVerdict } from './compare-verdict.ts';
import { PacketSource } from './packet-source.ts';
import { Random, seed } from './random.ts';
import { randomMessages } from './random-policies.ts';

const states = 60;
const packetsPerState = Number(process.env['MANUL_PACKETS'] ?? 150);
const interfaces = { eth0: ['192.0.2.1', '2001:db8::1'], eth1: ['198.51.100.1'] };

test(`rendered chains and evaluator agree on random policies (MANUL_SEED=${seed})`, () => {
  const outcomes = { allowed: 0, denied: 0 };
  for (let n = 0; n < states; n++) {
    const random = new Random(seed + n);
    const messages = [...randomMessages(random)];
    const state = new NodeState({ node: 'node-a' });
    const source = new PacketSource(random, interfaces);
    for (const message of messages) {
      state.apply(message);
      source.learn(message);
    }
    const renderer = new Renderer({ ...defaultRenderConfig, interfaces: new Map(Object.entries(interfaces)) });
    const rendered = renderer.step(messages);
    const sets = setsOf(messages);
    const walkers = {
      4: new ChainWalker(rendered['4'], setTest(sets, 4)),
      6: new ChainWalker(rendered['6'], setTest(sets, 6)),
    };
    for (let k = 0; k < packetsPerState; k++) {
      outcomes[compareVerdict(`state ${n}`, state, source, walkers) ? 'allowed' : 'denied']++;
    }
  }
  // Neither by far: the packets do meet the rules.
  expect(Math.min(outcomes.allowed, outcomes.denied)).toBeGreaterThan((states * packetsPerState) / 10);
});

const types: readonly IpSetType[] = ['IP', 'IP_AND_PORT', 'NET'];

function setsOf(messages: readonly felix.IToDataplane[]): Record<string, RecordedSet> {
  const updates = messages.flatMap(({ ipset_update: update }) => (update ? [update] : []));
  return Object.fromEntries(
    updates.map(({ id, type, members }) => {
      const name = (prefix: string) => `${prefix}${id}`.slice(0, 31);
      return [
        id,
        { type: types[type ?? 0]!, members: members ?? [], name_v4: name('cali40'), name_v6: name('cali60') },
      ];
    }),
  );
}
