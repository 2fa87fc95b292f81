// Two nodes with pods between real kernels, with real services: calc-graph and a driver per node, as processes.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CalcGraphStatus } from '@manul/service-calc-graph';
import type { DriverStatus } from '@manul/service-dataplane-driver';
import { labNodes, type StateNode } from '../../../services/cli/src/conformance/cluster-state.ts';
import { getJson } from '../../../services/cli/src/lab/control-plane.ts';
import type { ProbeProtocol } from '../../../services/cli/src/lab/prober.ts';
import { ServiceProcess } from '../../../services/cli/src/lab/process.ts';
import { lastGoodPaths } from '../../../services/dataplane-driver/src/last-good.ts';
import { type LabProbe, OUTSIDE, type Place } from './lab-calls.ts';
import { LabClient } from './lab-client.ts';
import { serviceCommand } from './service-command.ts';
import type { TestPod } from './test-pods.ts';

/** For how long anything may take before it counts as failed: machines are noisy. */
const PATIENCE_MILLISECONDS = 400_000;
/** A packet between namespaces takes far less than a millisecond. */
const SILENCE_MILLISECONDS = 400;

/** `from → to:port` and whether it may pass; `from` and `to` are pods' full names, nodes' names or `outside`. */
export interface Verdict {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly allow: boolean;
  readonly protocol?: ProbeProtocol;
  readonly version?: 4 | 6;
}

/** A verdict from `a/from > b/to:80`, closed where it is written with `x` instead of `>`; protocol `tcp` or as in `80/udp`. */
export function verdict(text: string, version: 4 | 6 = 4): Verdict {
  const match = /^(\S+) ([>x]) (\S+):(\d+)(?:\/(tcp|udp|sctp))?$/.exec(text);
  if (!match) throw new Error(`no verdict: ${text}`);
  const [, from = '', sign, to = '', port, protocol = 'tcp'] = match;
  return { from, to, port: Number(port), allow: sign === '>', protocol: protocol as ProbeProtocol, version };
}

export class Cluster {
  readonly nodes: readonly StateNode[] = labNodes(2);
  readonly outside = ['172.18.0.100', 'fd00:172:18::64'];
  /** Settings of drivers that are started from now on. */
  driverFlags: readonly string[] = [];
  /** The socket in the cluster's directory that they connect to. */
  driversConnectTo = 'sync.sock';
  /** Whose services are started from now on, where not this checkout's. */
  graphCheckout: string | undefined;
  driverCheckout: string | undefined;
  /** A command that runs drivers. */
  driverWrapper: readonly string[] = [];
  #directory: string | undefined;
  #lab: LabClient | undefined;
  #graph: ServiceProcess | undefined;
  #graphArguments: readonly string[] = [];
  #pods: readonly TestPod[] = [];
  readonly #served = new Set<string>();

  /** For sockets, logs and state; goes with the cluster. */
  get directory(): string {
    this.#directory ??= mkdtempSync(join(tmpdir(), 'manul-cluster-'));
    return this.#directory;
  }

  get lab(): LabClient {
    if (!this.#lab) throw new Error('the cluster is not started');
    return this.#lab;
  }

  /** Starts lab and services. Of use once `enforced` settles. */
  async start(source: string, pods: readonly TestPod[]): Promise<void> {
    await this.startLab(pods);
    this.#graphArguments = ['--source', source];
    this.startGraph();
    for (const { name } of this.nodes) await this.startDriver(name);
  }

  /** Nodes and pods, and none of our services. */
  protected async startLab(pods: readonly TestPod[]): Promise<void> {
    this.#lab = await LabClient.start(this.directory);
    await this.lab.call('create', { nodes: this.nodes, outside: this.outside });
    await this.setPods(pods);
  }

  async stop(): Promise<void> {
    await this.#graph?.stop();
    await this.#lab?.stop();
    if (this.#directory !== undefined) rmSync(this.#directory, { recursive: true, force: true });
  }

  startGraph(): void {
    const listen = ['--listen', `unix:${this.directory}/sync.sock`, '--http', `unix:${this.directory}/graph.sock`];
    const command = serviceCommand(['calc-graph', ...this.#graphArguments, ...listen], this.graphCheckout);
    this.#graph = new ServiceProcess('calc-graph', command, this.logFile('calc-graph'));
  }

  /** Ends it as a crash would. */
  async killGraph(): Promise<void> {
    await this.#graph?.stop('SIGKILL');
    this.#graph = undefined;
  }

  async startDriver(node: string): Promise<void> {
    const state = join(this.directory, node);
    mkdirSync(state, { recursive: true });
    const paths = ['--server', `unix:${this.directory}/${this.driversConnectTo}`, '--state-dir', state];
    const flags = [...paths, '--http', `unix:${state}/driver.sock`, '--reconnect-max-seconds', '0.5'];
    const quick = ['--last-good-seconds', '0', '--post-write-check-seconds', '1'];
    await this.lab.call('startDriver', {
      node,
      flags: [...flags, ...quick, ...this.driverFlags],
      logFile: this.logFile(node),
      wrapper: this.driverWrapper,
      ...(this.driverCheckout !== undefined && { checkout: this.driverCheckout }),
    });
  }

  /** Ends it as a crash would. Settles once calc-graph, where it runs, knows: what it says of the node is of a later driver. */
  async killDriver(node: string): Promise<void> {
    await this.lab.call('killDriver', node);
    if (!this.#graph) return;
    await this.until(`${node} is still connected`, ({ nodes }) =>
      nodes.every((each) => each.node !== node || !each.connected),
    );
  }

  logFile(service: string): string {
    return join(this.directory, `${service}.log`);
  }

  log(service: string): string {
    return readFileSync(this.logFile(service), 'utf8');
  }

  /** The lab's pods from now on. The API server is told separately: in real life, too, one comes before the other. */
  async setPods(pods: readonly TestPod[]): Promise<void> {
    const kept = new Set(pods.map(identity));
    for (const pod of this.#pods) if (!kept.has(identity(pod))) this.#forget(pod);
    this.#pods = pods;
    await this.lab.call('setPods', pods);
  }

  /** What `GET /status` of the calc-graph says; undefined while it does not answer. */
  async status(): Promise<CalcGraphStatus | undefined> {
    this.#graph?.assertRunning();
    await this.lab.call('assertRunning');
    return getJson<CalcGraphStatus>(`${this.directory}/graph.sock`, '/status').catch(() => undefined);
  }

  /** What `GET /status` of a node's driver says; undefined while it does not answer. */
  driverStatus(node: string): Promise<DriverStatus | undefined> {
    return getJson<DriverStatus>(`${this.directory}/${node}/driver.sock`, '/status').catch(() => undefined);
  }

  /** Settles once a node's driver enforces what it found on disk. */
  async untilLastGood(node: string): Promise<void> {
    let last: DriverStatus | undefined;
    await eventually(
      async () => {
        last = await this.driverStatus(node);
        return last?.fromLastGood || undefined;
      },
      () => `${node} does not enforce its last-good state: ${JSON.stringify(last)}\n${this.log(node).slice(-2_000)}`,
    );
  }

  /** Settles once what a node enforces is on its disk too. */
  async untilKept(node: string): Promise<void> {
    const { current } = lastGoodPaths(join(this.directory, node));
    await eventually(
      async () => existsSync(current) || undefined,
      () => `${current} is not written\n${this.log(node).slice(-2_000)}`,
    );
  }

  /** Settles once a service's log has a line of which this is true. */
  async untilLogged(service: string, isIt: (line: string) => boolean): Promise<void> {
    await eventually(
      async () => this.log(service).split('\n').some(isIt) || undefined,
      () => `it is not in the log:\n${this.log(service).slice(-2_000)}`,
    );
  }

  /** Settles with a status for which the condition holds. */
  async until(what: string, condition: (status: CalcGraphStatus) => boolean): Promise<CalcGraphStatus> {
    let last: CalcGraphStatus | undefined;
    return eventually(
      async () => {
        last = await this.status();
        return last && condition(last) ? last : undefined;
      },
      () => `${what}: ${JSON.stringify(last, undefined, 1)}\n${this.log('calc-graph').slice(-2_000)}`,
    );
  }

  /** Every node has in its kernel what the graph says. */
  enforced(): Promise<CalcGraphStatus> {
    return this.until('not enforced', ({ inSync, nodes }) => inSync && this.nodes.every(isUpToDate(nodes)));
  }

  /** Settles once packets go as these say, whoever has to learn of it first. */
  async expect(...texts: readonly (string | Verdict)[]): Promise<void> {
    const verdicts = texts.map((text) => (typeof text === 'string' ? verdict(text) : text));
    const probes = await Promise.all(verdicts.map((each) => this.#toProbe(each)));
    let wrong: readonly string[] = [];
    await eventually(
      async () => {
        wrong = await this.#wrong(verdicts, probes);
        return wrong.length === 0 || undefined;
      },
      () => `packets go otherwise:\n${wrong.join('\n')}`,
    );
  }

  /** Like `expect`, of what has to be so already: nothing may have to happen first. */
  async expectNow(...texts: readonly (string | Verdict)[]): Promise<void> {
    const verdicts = texts.map((text) => (typeof text === 'string' ? verdict(text) : text));
    const probes = await Promise.all(verdicts.map((each) => this.#toProbe(each)));
    const wrong = await this.#wrong(verdicts, probes);
    if (wrong.length > 0) throw new Error(`packets go otherwise:\n${wrong.join('\n')}`);
  }

  pod(fullName: string): TestPod {
    const found = this.#pods.find(({ namespace, name }) => `${namespace}/${name}` === fullName);
    if (!found) throw new Error(`there is no pod ${fullName} in the lab`);
    return found;
  }

  address(place: string, version: 4 | 6 = 4): string {
    const addresses =
      place === OUTSIDE
        ? this.outside
        : (this.nodes.find(({ name }) => name === place)?.addresses ?? this.pod(place).addresses);
    const found = addresses.find((address) => address.includes(':') === (version === 6));
    if (found === undefined) throw new Error(`${place} has no IPv${version} address`);
    return found;
  }

  place(name: string): Place {
    return name.includes('/') ? this.pod(name) : name;
  }

  async #wrong(verdicts: readonly Verdict[], probes: readonly LabProbe[]): Promise<readonly string[]> {
    const outcomes = await this.lab.call('probe', { probes, milliseconds: SILENCE_MILLISECONDS });
    return verdicts.flatMap(({ from, to, port, protocol, allow }, index) => {
      const outcome = outcomes[index]!;
      // An answer by anybody else than who was meant would say nothing about the policy of either.
      const isRight = allow ? outcome.kind === 'open' && outcome.by === this.#answers(to) : outcome.kind === 'silent';
      const wanted = allow ? 'open' : 'silence';
      return isRight ? [] : [`${from} → ${to}:${port}/${protocol}: ${JSON.stringify(outcome)} instead of ${wanted}`];
    });
  }

  /** Who is heard at a place: pods on the host network are their node. */
  #answers(place: string): string {
    if (!place.includes('/')) return place;
    const pod = this.pod(place);
    return pod.hostNetwork ? pod.node : place;
  }

  async #toProbe({ from, to, port, protocol = 'tcp', allow, version = 4 }: Verdict): Promise<LabProbe> {
    const key = `${to} ${protocol} ${port}`;
    if (!this.#served.has(key)) {
      await this.lab.call('listen', { on: this.place(to), target: { protocol, port } });
      this.#served.add(key);
    }
    return { from: this.place(from), target: { protocol, address: this.address(to, version), port }, allow };
  }

  #forget({ namespace, name }: TestPod): void {
    for (const key of this.#served) if (key.startsWith(`${namespace}/${name} `)) this.#served.delete(key);
  }
}

const identity = ({ namespace, name, node, addresses }: TestPod) => [namespace, name, node, ...addresses].join(' ');

const isUpToDate = (nodes: CalcGraphStatus['nodes']) => (wanted: { readonly name: string }) =>
  nodes.some(({ node, connected, upToDate }) => node === wanted.name && connected && upToDate);

/** Settles with the first result that is not undefined. */
export async function eventually<T>(attempt: () => Promise<T | undefined>, explain: () => string): Promise<T> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (performance.now() > deadline) throw new Error(explain());
    await sleep(20);
  }
}
