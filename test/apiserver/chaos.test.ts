// A random life of a cluster and of its API server: whatever happens, what the source has told adds up to what is there,
// and what was there all the time was never told to be gone.
import { clusterAccess, kubernetesSource } from '@manul/source-kubernetes';
import { expect, test, vi } from 'vitest';
import { type ApiServer, missingPrograms, startApiServer, startTimeoutMs } from './src/index.ts';
import { Recorder } from './src/recorder.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const steps = 60;

/** Mulberry32: numbers in [0, 1) that depend on the seed alone. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const policy = (name: string, round = 0) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'default', labels: { round: `${round}` } },
  spec: { podSelector: {} },
});

const collection = '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies';

async function present(server: ApiServer): Promise<string[]> {
  const { items } = JSON.parse((await server.request('GET', collection)).body) as {
    items: { metadata: { name: string; resourceVersion: string } }[];
  };
  return items.map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`).sort();
}

const known = (told: Recorder) =>
  [...told.objects.values()]
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`)
    .sort();

test.runIf(missingPrograms().length === 0)(
  `nothing is lost or made up (MANUL_SEED=${seed})`,
  { timeout: startTimeoutMs },
  async () => {
    const random = randomFrom(seed);
    const server = await startApiServer({ watchCache: random() < 0.5, flags: ['-min-request-timeout', '2'] });
    const told = new Recorder();
    const source = kubernetesSource(await clusterAccess({ kubeconfig: server.kubeconfigPath }), {
      pageSize: 3,
      inactivityMs: 1_000,
      watchSeconds: 1,
      backOff: { firstMs: 10, maxMs: 200 },
    });
    const names = Array.from({ length: 12 }, (_, index) => `policy-${index}`);
    const disturb = async (step: number) => {
      const choice = random();
      const name = names[Math.floor(random() * names.length)]!;
      if (choice < 0.5) await server.apply(policy(name, step));
      else if (choice < 0.75) await server.request('DELETE', `${collection}/${name}`);
      else if (choice < 0.82) await server.compact();
      else if (choice < 0.88) await server.restart();
      else if (choice < 0.94)
        await server.deny({ resource: 'networkpolicies', verb: random() < 0.5 ? 'watch' : 'list' });
      else await server.deny();
      if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * 400));
    };
    try {
      await server.apply(policy('always'));
      source.start(told);
      for (let step = 0; step < steps; step += 1) await disturb(step);
      await server.deny();
      const expected = await present(server);
      const patience = { timeout: 300_000, interval: 50 };
      await vi.waitFor(() => expect(known(told)).toEqual(expected), patience);
      await vi.waitFor(() => expect([...told.problems.keys()]).toEqual([]), patience);
      await vi.waitFor(() => expect(told.isInSync).toBe(true), patience);
      expect(told.log).not.toContain('delete NetworkPolicy default/always');
      expect(told.log.filter((line) => line.endsWith('was not there'))).toEqual([]);
      expect(told.log.filter((line) => line === 'apply NetworkPolicy default/always')).toHaveLength(1);
    } finally {
      await source.stop();
      await server.stop();
    }
  },
);
