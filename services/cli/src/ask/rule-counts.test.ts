// What-if's rule counts against the chains that each node's driver would program, before the change and after it.
import type { ApiObject, ObjectChange } from '@manul/model';
import type { felix } from '@manul/proto';
import { fromJson } from '@manul/proto';
import { randomChange, randomCluster, randomOf } from '@manul/reachability/testing';
import { defaultRulesConfig, rendering } from '@manul/rules';
import { expect, test } from 'vitest';
import { computeSteps } from '../compute/compute-steps.ts';
import { defaultRenderConfig } from '../render/render-config.ts';
import { Renderer } from '../render/render-steps.ts';
import { LocalCluster } from './local-cluster.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 1e9);
const rounds = 12;
const { names } = rendering(defaultRulesConfig, 4);

const apply = (objects: readonly ApiObject[]): ObjectChange[] => objects.map((object) => ({ op: 'apply', object }));

/** Rules in the policy's chains over all nodes and both IP versions, and nodes with any of them. */
function programmed(changes: readonly ObjectChange[], namespace: string, name: string) {
  const { messages } = computeSteps([changes], { suppressOverlaps: false });
  const id: felix.IPolicyID = { kind: 'KubernetesNetworkPolicy', namespace, name };
  const wanted = [names.policyInbound(id), names.policyOutbound(id)];
  let [nodes, rules] = [0, 0];
  for (const [step] of Object.values(messages)) {
    const rendered = new Renderer(defaultRenderConfig).step((step ?? []).map(fromJson));
    const found = ([4, 6] as const).flatMap((version) => {
      const { chains, programmed: inKernel } = rendered[version].filter;
      return wanted.filter((chain) => inKernel.includes(chain)).map((chain) => chains[chain]!.length);
    });
    if (found.length > 0) nodes++;
    rules += found.reduce((sum, length) => sum + length, 0);
  }
  return { nodes, rules };
}

test(`rule counts are what drivers render (MANUL_SEED=${seed})`, async () => {
  let compared = 0;
  for (let round = 0; round < rounds; round++) {
    const random = randomOf(seed + round);
    const objects = randomCluster(random);
    const { applied, deleted } = randomChange(random, objects);
    const cluster = new LocalCluster((error) => expect.unreachable(JSON.stringify(error)));
    cluster.update(apply(objects));
    const list = (items: readonly ApiObject[]) =>
      items.length === 0 ? '' : JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const { policies } = await cluster.whatIf({ apply: list(applied), delete: list(deleted) });
    const before = apply(objects);
    const after = [...before, ...apply(applied), ...deleted.map((object): ObjectChange => ({ op: 'delete', object }))];
    for (const { policy, ...counts } of policies ?? []) {
      const [namespace = '', name = ''] = policy!.replace('NetworkPolicy ', '').split('/');
      const [was, is] = [programmed(before, namespace, name), programmed(after, namespace, name)];
      const rendered = {
        nodes_before: was.nodes,
        nodes_after: is.nodes,
        rules_before: was.rules,
        rules_after: is.rules,
      };
      expect(counts, `${policy} in round ${round} of seed ${seed}`).toEqual(rendered);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(0);
});
