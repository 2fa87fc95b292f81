// Events about objects that are not applied as written, in a real API server.
import { clusterAccess, type ObjectEvent, writeEvent } from '@manul/source-kubernetes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiServer, missingPrograms, startApiServer, startTimeoutMs } from './src/index.ts';

const missing = missingPrograms();
const isUsable = missing.length === 0;

test.runIf(!isUsable)('an API server can be started here', ({ skip }) => {
  const reason = `needs ${missing.join(' and ')}`;
  if (process.env['CI']) throw new Error(reason);
  skip(reason);
});

describe.runIf(isUsable)('an Event', () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startApiServer();
  }, startTimeoutMs);

  afterAll(() => server?.stop());

  const about = (kind: string, namespace: string | undefined): ObjectEvent => ({
    name: `web.${kind.toLowerCase()}`,
    object: { apiVersion: 'networking.k8s.io/v1', kind, namespace, name: 'web', uid: undefined },
    reason: 'NotAppliedAsWritten',
    message: 'spec.ingress[0]: bad port; the rule allows nothing',
  });

  test.each([
    ['NetworkPolicy', 'default', 'default'],
    ['Tier', undefined, 'default'],
  ])('about a %s is accepted, once', async (kind, namespace, kept) => {
    const access = await clusterAccess({ kubeconfig: server.kubeconfigPath });
    await writeEvent(access, about(kind, namespace));
    await writeEvent(access, about(kind, namespace));
    const answer = await server.request(
      'GET',
      `/api/v1/namespaces/${kept}/events?fieldSelector=metadata.name=${about(kind, namespace).name}`,
    );
    expect(JSON.parse(answer.body).items).toEqual([
      expect.objectContaining({ type: 'Warning', message: about(kind, namespace).message }),
    ]);
  });

  test('in a namespace that is not there is refused with a reason', async () => {
    const access = await clusterAccess({ kubeconfig: server.kubeconfigPath });
    await expect(writeEvent(access, about('NetworkPolicy', 'nowhere'))).rejects.toThrow('nowhere');
  });
});
