// A whole control plane as processes: an API server, Redis, two leaders, two fan-out servers, and nodes, with proxies in
// every way between them.
import { readFileSync, writeFileSync } from 'node:fs';
import { DataplaneDriver } from '@manul/dataplane';
import { defaultRulesConfig } from '@manul/rules';
import { expect } from 'vitest';
import { nodeObject } from '../../../services/cli/src/conformance/cluster-state.ts';
import { type ApiServer, freePort, type ManifestObject, startApiServer } from '../../apiserver/src/index.ts';
import { node } from '../../e2e/objects.ts';
import { Certificates } from './certificates.ts';
import { RandomCluster, type Wanted } from './cluster.ts';
import { FaultProxy } from './fault-proxy.ts';
import { type Random, randomFrom } from './random.ts';
import { labObjects, labPolicies, RealNodes, realNodes } from './real-nodes.ts';
import { RecordingBackend } from './recording-backend.ts';
import { RedisProcess } from './redis-process.ts';
import { ServiceProcess } from './services.ts';
import { driverKinds, SimulatedNode } from './simulated-node.ts';
import { StreamProxy } from './stream-proxy.ts';

const simulatedNames = ['node-a', 'node-b', 'node-c', 'node-d', 'node-e', 'node-f'];
const patience = { timeout: 240_000, interval: 25 };

export interface Plane {
  readonly api: ApiServer;
  readonly cluster: RandomCluster;
  readonly certificates: Certificates;
  /** Changes with each failover. */
  redis: RedisProcess;
  readonly leaders: readonly ServiceProcess[];
  readonly fanOuts: readonly ServiceProcess[];
  /** Between leaders and the API server. */
  readonly apiProxy: FaultProxy;
  /** Between each of the services, leaders first, and Redis. */
  readonly redisProxies: readonly FaultProxy[];
  /** Between nodes and each of the fan-out servers. */
  readonly nodeProxies: readonly FaultProxy[];
  /** Between real drivers and all of these. */
  readonly streamProxy: StreamProxy;
  readonly simulated: readonly SimulatedNode[];
  readonly real: RealNodes;
}

export interface PlaneOptions {
  readonly directory: string;
  readonly random: Random;
  readonly seed: number;
  readonly election: 'redis' | 'lease';
  /** What is started is added, with how to end it: to be called from the last to the first. */
  readonly closing: (() => unknown)[];
}

export async function startPlane(options: PlaneOptions): Promise<Plane> {
  const { directory, random, seed, closing } = options;
  const api = await startApiServer({ watchCache: false });
  closing.push(() => api.stop());
  const nodes = [
    ...simulatedNames.map((name, i) => node(name, `192.168.0.${i + 1}`) as unknown as ManifestObject),
    ...realNodes.map((each) => nodeObject(each) as ManifestObject),
  ];
  const churn = () => labPolicies(random);
  const cluster = await RandomCluster.fill({ server: api, random, nodes, objects: labObjects, churn });
  const certificates = new Certificates(
    directory,
    nodes.map(({ metadata }) => metadata.name),
  );
  const services = await startServices(options, api, certificates);
  const addresses = services.addresses;
  const simulated = simulatedNames.map(
    (name, i) =>
      new SimulatedNode({ name, addresses, random: randomFrom(seed + i), credentials: () => certificates.of(name) }),
  );
  for (const each of simulated) {
    each.connect();
    closing.push(() => each.stop());
  }
  // By chance of its own: how often it draws depends on time, and faults are to be a seed's.
  const chance = randomFrom(seed - 1);
  const streamProxy = new StreamProxy({ addresses, credentials: (name) => certificates.of(name), random: chance });
  await streamProxy.listen(`unix:${directory}/proxy.sock`);
  closing.push(() => streamProxy.close());
  const real = await RealNodes.start(directory, `unix:${directory}/proxy.sock`);
  closing.push(() => real.stop());
  return { ...services, api, cluster, certificates, streamProxy, simulated, real };
}

type Services = Pick<Plane, 'redis' | 'leaders' | 'fanOuts' | 'apiProxy' | 'redisProxies' | 'nodeProxies'>;

async function startServices(
  { directory, closing, election }: PlaneOptions,
  api: ApiServer,
  certificates: Certificates,
): Promise<Services & { readonly addresses: readonly string[] }> {
  const proxy = async (port: number) => {
    const made = new FaultProxy(port);
    closing.push(() => made.close());
    return [made, await made.listen()] as const;
  };
  const redis = new RedisProcess(await freePort(), directory);
  closing.push(() => redis.kill());
  await redis.start();
  const [apiProxy, apiPort] = await proxy(Number(new URL(api.url).port));
  const source = ['--source', `kubernetes:${proxiedKubeconfig(api, directory, apiPort)}`];
  const elected = election === 'lease' ? ['--election', 'lease:kube-system/calc-graph'] : [];
  const redisProxies: FaultProxy[] = [];
  const service = async (name: string, ...flags: string[]) => {
    const [redisProxy, port] = await proxy(redis.port);
    redisProxies.push(redisProxy);
    const common = ['--redis', `redis://127.0.0.1:${port}`, '--keepalive-seconds', '2'];
    const made = new ServiceProcess(name, [...flags, ...common], directory);
    made.start();
    closing.push(() => made.end('SIGKILL'));
    return made;
  };
  const leaders = [
    await service('leader-0', '--role', 'leader', ...source, ...elected),
    await service('leader-1', '--role', 'leader', ...source, ...elected),
  ];
  const ports = [await freePort(), await freePort()];
  const fanOuts: ServiceProcess[] = [];
  const nodeProxies: FaultProxy[] = [];
  const addresses: string[] = [];
  for (const [i, port] of ports.entries()) {
    const serves = ['--listen', `127.0.0.1:${port}`, ...certificates.serverFlags()];
    fanOuts.push(await service(`fan-out-${i}`, '--role', 'fan-out', ...serves));
    const [nodeProxy, nodePort] = await proxy(port);
    nodeProxies.push(nodeProxy);
    addresses.push(`localhost:${nodePort}`);
  }
  return { redis, leaders, fanOuts, apiProxy, redisProxies, nodeProxies, addresses };
}

/** Nothing is held back any more, and all that runs in a sound cluster runs. */
export async function heal(plane: Plane): Promise<void> {
  const { certificates, leaders, fanOuts, apiProxy, redisProxies, nodeProxies, streamProxy } = plane;
  for (const service of [...leaders, ...fanOuts]) service.start();
  for (const proxy of [apiProxy, ...redisProxies, ...nodeProxies]) {
    proxy.delay(0);
    proxy.resume();
  }
  streamProxy.newer = false;
  certificates.renewExpired();
}

/**
 * Every node comes to hold what a computation from scratch says, has the chains and sets that a driver which starts
 * fresh would make of it, in a real kernel where it has one, and no packet went as it should not meanwhile.
 */
export async function converged(plane: Plane, when: string): Promise<void> {
  const { cluster, simulated, real } = plane;
  const wanted = await cluster.wanted();
  await holding(plane, wanted, when);
  for (const each of simulated) {
    const expected = await renderedFromScratch(wanted(each.name, kindsOf(each)));
    expect(await each.rendered(), `${each.name} ${when}`).toEqual(expected);
    expect(expected.length).toBeGreaterThan(100);
  }
  for (const { name } of realNodes) {
    const { messages } = wanted(name, driverKinds);
    const message = `the kernel of ${name} ${when}`;
    await expect
      .poll(() => real.compare(name, messages), { timeout: patience.timeout, interval: 300, message })
      .toMatchObject({ same: true, chains: expect.toSatisfy((chains: number) => chains > 20) });
  }
  await real.checkPackets();
}

/** Every simulated node comes to hold what is wanted. */
export async function holding(
  { simulated }: Plane,
  wanted: Awaited<ReturnType<RandomCluster['wanted']>>,
  message: string,
): Promise<void> {
  const behind = () =>
    simulated.filter((each) => each.digest !== wanted(each.name, kindsOf(each)).digest).map(({ name }) => name);
  await expect.poll(behind, { ...patience, message }).toEqual([]);
}

function kindsOf({ version }: SimulatedNode): readonly number[] {
  return version === 'older' ? [] : driverKinds;
}

export async function renderedFromScratch({ messages }: Pick<Wanted, 'messages'>): Promise<readonly string[]> {
  const backend = new RecordingBackend();
  const dataplane = new DataplaneDriver({ backend, config: defaultRulesConfig });
  for (const message of messages) dataplane.onUpdate(message);
  await dataplane.apply();
  return backend.rendered();
}

/** By way of the proxy. */
function proxiedKubeconfig(api: ApiServer, directory: string, port: number): string {
  const config = JSON.parse(readFileSync(api.kubeconfigPath, 'utf8'));
  config.clusters[0].cluster.server = `https://127.0.0.1:${port}`;
  const path = `${directory}/proxied.kubeconfig`;
  writeFileSync(path, JSON.stringify(config));
  return path;
}
