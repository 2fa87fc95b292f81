// A service that starts while its manifests are broken: nodes keep what they enforce.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallCluster } from './objects.ts';
import { quiet, RawNode, temporaryDirectory } from './stream-harness.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let node: RawNode;

beforeEach(async () => {
  directory = temporaryDirectory();
  node = new RawNode('node-a');
  await mkdir(join(directory.path, 'manifests'));
  await put('cluster.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: smallCluster() }));
  await put('policy.yaml', policy);
});
afterEach(() => directory.remove());

const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: prod}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;
const name = 'active_policy KubernetesNetworkPolicy|prod|closed';

const put = (path: string, text: string) => writeFile(join(directory.path, 'manifests', path), text);

/** One life of the service, in which the node catches up and a test looks. */
async function live(look: (service: CalcGraphHandle) => void, stateDir?: string): Promise<void> {
  const service = await runCalcGraph(
    {
      source: `directory:${join(directory.path, 'manifests')}`,
      listen: `unix:${join(directory.path, 'sync.sock')}`,
      ...(stateDir !== undefined && { stateDir }),
    },
    { log: quiet },
  );
  try {
    node.connect(service.address);
    await node.until(() => node.batches.some(({ position }) => position), 'a position');
    look(service);
  } finally {
    node.disconnect();
    await service.stop();
  }
}

test.each([
  ['is no YAML', 'kind: [NetworkPolicy\n'],
  [
    'selects nobody knows whom',
    policy.replace('podSelector: {}', 'podSelector: {matchExpressions: [{key: a, operator: Is}]}'),
  ],
  ['was cut to nothing', ''],
])('a policy whose manifest %s stays in force through a restart, and is named', async (_what, text) => {
  const stateDir = join(directory.path, 'state');
  await live(() => expect(node.updatedKeys).toContain(name), stateDir);
  await put('policy.yaml', text);
  for (let start = 0; start < 2; start++) {
    await live((service) => {
      expect(node.updatedKeys).toEqual([]);
      const { sourceProblems, objectErrors } = service.status();
      expect([...sourceProblems, ...objectErrors]).toHaveLength(1);
    }, stateDir);
  }
  await put('policy.yaml', '# nothing is wanted any more\n');
  await live((service) => expect(service.status().sourceProblems).toEqual([]), stateDir);
});

test('one that never was understood is named', async () => {
  await put('policy.yaml', 'kind: [NetworkPolicy\n');
  await live(
    (service) => {
      expect(node.updatedKeys).not.toContain(name);
      expect(service.status().sourceProblems).toMatchObject([
        { subject: 'policy.yaml', reason: expect.stringContaining('no good version of it is known') },
      ]);
    },
    join(directory.path, 'state'),
  );
});
