// Election by a Lease of a real API server.
import { clusterAccess, type LeaseClient, leaseClient } from '@manul/source-kubernetes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leaseBallot } from '../../services/calc-graph/src/election/lease-ballot.ts';
import { type ApiServer, missingPrograms, startApiServer, startTimeoutMs } from '../apiserver/src/index.ts';

const missing = missingPrograms();
const skipped = missing.length > 0 && process.env['CI'] === undefined;
if (skipped) console.warn(`skipped: elections by a Lease need ${missing.join(' and ')}`);

describe.skipIf(skipped)('a Lease', () => {
  let server: ApiServer;
  let client: LeaseClient;

  beforeAll(async () => {
    server = await startApiServer();
    client = leaseClient(await clusterAccess({ kubeconfig: server.kubeconfigPath }), 'kube-system', 'calc-graph');
  }, startTimeoutMs);
  afterAll(() => server?.stop());

  test('has one holder, whose transitions grow', async () => {
    expect(await client.read()).toBeUndefined();
    const [a, b] = [leaseBallot(client, 'a'), leaseBallot(client, 'b')];
    expect(await a.ask()).toEqual({ epoch: 1 });
    expect(await a.ask()).toEqual({ epoch: 1 });
    expect(await b.ask()).toEqual({ leader: 'a' });
    await a.release();
    expect(await b.ask()).toEqual({ epoch: 2 });
    expect(await a.ask()).toEqual({ leader: 'b' });
    expect(await client.read()).toMatchObject({ spec: { holderIdentity: 'b', leaseTransitions: 2 } });
  });

  test('is written by one of two that read the same of it', async () => {
    const lease = (await client.read())!;
    const held = (holderIdentity: string) => ({ ...lease, spec: { ...lease.spec, holderIdentity } });
    const written = await Promise.all([client.update(held('c')), client.update(held('d'))]);
    expect(written.filter((answer) => answer !== undefined)).toHaveLength(1);
    expect(await client.create({ spec: lease.spec ?? {} })).toBeUndefined();
  });

  test('that may not be written says why', async () => {
    const forbidden = leaseClient(
      await clusterAccess({ kubeconfig: server.kubeconfigPath }),
      'no-such-namespace',
      'calc-graph',
    );
    await expect(leaseBallot(forbidden, 'a').ask()).rejects.toThrow(/no-such-namespace/);
  });
});
