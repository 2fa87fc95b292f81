// The evaluator against the recorded chains: for random packets on random ways through every node of every case, the
// verdict from the messages is the outcome of a walk over the chains that Felix made of them.
import { NodeState } from '@manul/evaluator';
import { fromJson } from '@manul/proto';
import { expect, test } from 'vitest';
import { ChainWalker, type RecordedSet, type RecordedTables, setTest } from './chain-walker.ts';
import { compareVerdict } from './compare-verdict.ts';
import { PacketSource } from './packet-source.ts';
import { Random, seed } from './random.ts';
import { describeShared, type GoldenCase, goldenCase, goldenCaseNames, readGolden } from './shared-data.ts';

const packetsPerStep = Number(process.env['MANUL_PACKETS'] ?? 150);

interface RecordedStep extends Readonly<Record<'4' | '6', RecordedTables>> {
  readonly delta?: boolean;
}

describeShared(`evaluator and recorded chains agree (MANUL_SEED=${seed})`, () => {
  test.each(goldenCaseNames())('%s', (name) => {
    const info = goldenCase(name);
    let asked = 0;
    for (const node of info.nodes) asked += compareNode(info, node);
    expect(asked).toBeGreaterThan(0);
  });
});

/** Packets asked about. */
function compareNode(info: GoldenCase, node: string): number {
  const action = String(info.config['DefaultEndpointToHostAction'] ?? 'DROP').toLowerCase() as 'drop';
  const state = new NodeState({ node, settings: { endpointToHostAction: action } });
  const messages = readGolden(info.name, `${node}.messages`) as Record<string, unknown>[][];
  const chains = readGolden(info.name, `${node}.iptables`) as RecordedStep[];
  const sets = readGolden(info.name, `${node}.ipsets`) as (Record<string, RecordedSet> | null)[];
  const source = new PacketSource(new Random(seed), info.interfaces[node] ?? {});
  let asked = 0;
  for (const [step, list] of messages.entries()) {
    for (const message of list.map(fromJson)) {
      state.apply(message);
      source.learn(message);
    }
    // Large cases are recorded whole at their first step alone.
    const recorded = chains[step];
    const members = sets[step];
    if (!recorded || recorded.delta || !members) continue;
    const walkers = {
      4: new ChainWalker(recorded[4], setTest(members, 4)),
      6: new ChainWalker(recorded[6], setTest(members, 6)),
    };
    for (let n = 0; n < packetsPerStep; n++) compareVerdict(`${node} step ${step}`, state, source, walkers);
    asked += packetsPerStep;
  }
  return asked;
}
