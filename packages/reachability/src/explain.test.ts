// What explanations say of isolation, and of what drivers are set to.
import { createCalculationGraph } from '@manul/calc';
import { type ApiObject, builtInUpdates } from '@manul/model';
import type { manul } from '@manul/proto';
import { describe, expect, test } from 'vitest';
import { ClusterModel } from './cluster-model.ts';
import { explain } from './explain.ts';
import { ModelDirectory } from './model-directory.ts';
import { nodeView } from './node-view.ts';
import { updatesOf } from './random-cluster.ts';

function pod(name: string, n: number): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app: name } },
    spec: { nodeName: 'node-1', containers: [] },
    status: { phase: 'Running', podIP: `10.0.0.${n}`, podIPs: [{ ip: `10.0.0.${n}` }] },
  };
}

const cluster: readonly ApiObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: {} } },
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-1' },
    status: { addresses: [{ type: 'InternalIP', address: '172.16.0.1' }] },
  },
  pod('web', 1),
  pod('db', 2),
];

function clusterPolicy(kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy', action: string): ApiObject {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind,
    metadata: { name: 'default' },
    spec: {
      ...(kind === 'AdminNetworkPolicy' && { priority: 10 }),
      subject: { namespaces: {} },
      ingress: [
        { action, from: [{ namespaces: { matchLabels: { team: 'nobody' } } }] },
        { action, from: [{ namespaces: {} }] },
      ],
    },
  };
}

const closed: ApiObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'closed', namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] },
};

function ask(policies: readonly ApiObject[], request: Partial<manul.v1.IExplainRequest> = {}): manul.v1.IExplanation {
  const model = new ClusterModel();
  model.update(updatesOf([...cluster, ...policies]));
  const graph = createCalculationGraph();
  graph.update([...builtInUpdates(), ...model.updates()]);
  graph.setInSync();
  graph.flush();
  const context = { directory: new ModelDirectory(model), node: (name: string) => nodeView(graph, name) };
  return explain({ from: 'shop/web', to: 'shop/db', port: 5432, ...request }, context);
}

const receiving = ({ stages }: manul.v1.IExplanation) => stages?.find(({ direction }) => direction === 'ingress');

describe('isolation', () => {
  test('without a policy there is none', () => {
    const explanation = ask([]);
    expect(explanation.answer).toMatch(/receiving, no policy isolates Pod shop\/db\.$/);
    expect(receiving(explanation)?.isolated).toBe(false);
  });

  test.each(['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'] as const)('%s isolates nothing', (kind) => {
    const unmatched = clusterPolicy(kind, 'Deny');
    const rules = (unmatched['spec'] as { ingress: unknown[] }).ingress;
    const explanation = ask([{ ...unmatched, spec: { ...(unmatched['spec'] as object), ingress: rules.slice(0, 1) } }]);
    expect(explanation.allowed).toBe(true);
    expect(receiving(explanation)?.isolated).toBe(false);
    expect(explanation.answer).toMatch(
      new RegExp(`receiving, ${kind} default leaves it to Pod shop/db's profile, which allows it\\.$`),
    );
  });

  test('a Pass rule isolates nothing, and leaves it to profiles', () => {
    const explanation = ask([clusterPolicy('AdminNetworkPolicy', 'Pass')]);
    expect(receiving(explanation)?.isolated).toBe(false);
    expect(explanation.answer).toContain("AdminNetworkPolicy default leaves it to Pod shop/db's profile");
  });

  test('what an admin policy allows is allowed at an isolated pod', () => {
    const explanation = ask([clusterPolicy('AdminNetworkPolicy', 'Allow'), closed]);
    expect(explanation.allowed).toBe(true);
    expect(receiving(explanation)?.isolated).toBe(true);
  });

  test('passed on, the policies that isolate decide', () => {
    const explanation = ask([clusterPolicy('AdminNetworkPolicy', 'Pass'), closed]);
    expect(explanation.allowed).toBe(false);
    expect(receiving(explanation)?.isolated).toBe(true);
    expect(explanation.answer).toContain('is isolated by NetworkPolicy shop/closed and nothing allows it');
  });
});

describe("a pod's own node", () => {
  const toNode = (endpoint_to_host?: string) =>
    ask([], { to: 'node/node-1', ...(endpoint_to_host !== undefined && { endpoint_to_host }) });

  test.each([
    [undefined, false, 'is dropped: DefaultEndpointToHostAction taken to be drop'],
    ['Accept', true, 'is accepted: DefaultEndpointToHostAction taken to be accept'],
    ['reject', false, 'is dropped'],
    ['RETURN', true, "is left to the node's own rules"],
  ] as const)('drivers are set to %s', (action, allowed, text) => {
    const explanation = toNode(action);
    expect(explanation.allowed).toBe(allowed);
    expect(explanation.answer).toContain(text);
  });

  test('an action that drivers do not have is no question', () => {
    expect(() => toNode('log')).toThrow(/endpoint_to_host: log is none of accept, drop, reject and return/);
  });
});
