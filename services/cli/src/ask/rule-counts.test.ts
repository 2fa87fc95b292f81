// What-if's rule counts against the chains that each node's driver would program, before the change and after it.
import type { ApiObject, ObjectChange } from '@manul/model';
import type { felix } from '@manul/proto';
import { fromJson } from '@manul/proto';
import { randomHostChange, randomHostCluster, randomOf } from '@manul/reachability/testing';
import { defaultRulesConfig, rendering } from '@manul/rules';
import { expect, test } from 'vitest';
import { computeSteps } from '../compute/compute-steps.ts';
import { defaultRenderConfig } from '../render/render-config.ts';
import { Renderer } from '../render/render-steps.ts';
import { LocalCluster } from './local-cluster.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 1e9);
const rounds = Number(process.env['MANUL_WHAT_IF_ROUNDS'] ?? 12);
const timeout = 600_000 + rounds * 4_000;
const { names } = rendering(defaultRulesConfig, 4);
const tables = ['raw', 'mangle', 'filter'] as const;

const apply = (objects: readonly ApiObject[]): ObjectChange[] => objects.map((object) => ({ op: 'apply', object }));

interface Count {
  nodes: number;
  rules: number;
}

/** Of each policy, rules in its chains over all nodes, tables and IP versions, and nodes with any of them. */
function programmed(changes: readonly ObjectChange[], policies: readonly Policy[]): Map<string, Count> {
  const { messages } = computeSteps([changes], { suppressOverlaps: false });
  const counts = new Map(policies.map(({ text }) => [text, { nodes: 0, rules: 0 }]));
  for (const [node, [step]] of Object.entries(messages)) {
    const interfaces = new Map([['eth0', [`172.16.0.${node.slice('node-'.length)}`]]]);
    const rendered = new Renderer({ ...defaultRenderConfig, interfaces }).step((step ?? []).map(fromJson));
    for (const { text, id } of policies) {
      const wanted = [names.policyInbound(id), names.policyOutbound(id)];
      const found = ([4, 6] as const).flatMap((version) =>
        tables.flatMap((table) => {
          const { chains, programmed: inKernel } = rendered[version][table];
          return wanted.filter((chain) => inKernel.includes(chain)).map((chain) => chains[chain]!.length);
        }),
      );
      const count = counts.get(text)!;
      if (found.length > 0) count.nodes++;
      count.rules += found.reduce((sum, length) => sum + length, 0);
    }
  }
  return counts;
}

interface Policy {
  /** As what-if names it. */
  readonly text: string;
  readonly id: felix.IPolicyID;
}

function policiesOf(objects: readonly ApiObject[]): Policy[] {
  const found = objects.flatMap(({ kind, metadata: { namespace = '', name } }): Policy[] => {
    if (kind === 'NetworkPolicy')
      return [{ text: `${kind} ${namespace}/${name}`, id: { kind: 'KubernetesNetworkPolicy', namespace, name } }];
    return kind === 'GlobalNetworkPolicy' ? [{ text: `${kind} ${name}`, id: { kind, namespace, name } }] : [];
  });
  return [...new Map(found.map((policy) => [policy.text, policy])).values()];
}

test(`rule counts are what drivers render (MANUL_SEED=${seed})`, { timeout }, async () => {
  let compared = 0;
  for (let round = 0; round < rounds; round++) {
    const random = randomOf(seed + round);
    const objects = randomHostCluster(random);
    const { applied, deleted } = randomHostChange(random, objects);
    const cluster = new LocalCluster((error) => expect.unreachable(JSON.stringify(error)));
    cluster.update(apply(objects));
    const list = (items: readonly ApiObject[]) =>
      items.length === 0 ? '' : JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const { policies } = await cluster.whatIf({ apply: list(applied), delete: list(deleted) });
    const before = apply(objects);
    const after = [...before, ...apply(applied), ...deleted.map((object): ObjectChange => ({ op: 'delete', object }))];
    const all = policiesOf([...objects, ...applied]);
    const [was, is] = [programmed(before, all), programmed(after, all)];
    const listed = new Map((policies ?? []).map(({ policy, ...counts }) => [policy!, counts]));
    for (const { text } of all) {
      const [then, now] = [was.get(text)!, is.get(text)!];
      const isSame = then.nodes === now.nodes && then.rules === now.rules;
      // What is not listed stays as it is.
      if (isSame && !listed.has(text)) continue;
      const rendered = {
        nodes_before: then.nodes,
        nodes_after: now.nodes,
        rules_before: then.rules,
        rules_after: now.rules,
      };
      expect(listed.get(text), `${text} in round ${round} of seed ${seed}`).toEqual(rendered);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(0);
});
