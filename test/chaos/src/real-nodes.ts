// Nodes with real drivers, kernels and pods in a lab, watched by packets all the time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { felix } from '@manul/proto';
import { labNodes, type StateNode } from '../../../services/cli/src/conformance/cluster-state.ts';
import { Guards } from '../../e2e/cluster/guards.ts';
import { LabClient } from '../../e2e/cluster/lab-client.ts';
import { app, fromApp, namespaceObject, podObject, policyObject, testPod } from '../../e2e/cluster/test-pods.ts';
import type { Random } from './random.ts';
import { realDriverSettings } from './real-driver.ts';
import { clockEnvironment } from './services.ts';

const check = fileURLToPath(new URL('kernel-check.ts', import.meta.url));

const pods = [
  testPod('lab/web', 'node-1', '10.65.1.1'),
  testPod('lab/client', 'node-1', '10.65.1.2'),
  testPod('lab/other', 'node-2', '10.65.2.1'),
  testPod('lab/database', 'node-2', '10.65.2.2'),
];

export const realNodes: readonly StateNode[] = labNodes(2);

export const labObjects = [namespaceObject('lab'), ...pods.map((pod) => podObject(pod))];

/** Whatever they are, `client` may reach `web`, `web` may reach `database`, and nobody else may. */
export function labPolicies(random: Random): ReturnType<typeof policyObject>[] {
  const allowTo = (name: string, to: string, from: readonly string[], port?: number) =>
    policyObject(`lab/${name}`, {
      podSelector: app(to),
      ingress: [{ from: from.flatMap(fromApp), ...(port !== undefined && { ports: [{ protocol: 'TCP', port }] }) }],
    });
  const some = (...apps: readonly string[]) => apps.filter(() => random(2) === 0);
  return [
    allowTo('web', 'web', ['client', ...some('nobody', 'nothing')]),
    allowTo('database', 'database', ['web', ...some('nobody')]),
    allowTo('web-more', 'web', ['client', 'nobody'], 8_000 + random(1_000)),
    allowTo('client', 'client', some('web', 'other'), 8_000 + random(1_000)),
  ];
}

interface KernelReport {
  /** Nothing would have to be written. */
  readonly same: boolean;
  /** Of ours, as they are to be. */
  readonly chains: number;
}

export class RealNodes {
  readonly #lab: LabClient;
  readonly #directory: string;
  readonly #server: string;
  #guards: Guards | undefined;

  private constructor(lab: LabClient, directory: string, server: string) {
    this.#lab = lab;
    this.#directory = directory;
    this.#server = server;
  }

  /** With drivers that look for this server. */
  static async start(directory: string, server: string): Promise<RealNodes> {
    const lab = await LabClient.start(directory);
    const nodes = new RealNodes(lab, directory, server);
    await lab.call('create', { nodes: realNodes, outside: ['172.18.0.100', 'fd00:172:18::64'] });
    await lab.call('setPods', pods);
    for (const { name } of realNodes) await nodes.startDriver(name);
    return nodes;
  }

  async startDriver(node: string): Promise<void> {
    const state = `${this.#directory}/${node}`;
    mkdirSync(state, { recursive: true });
    const clock = Object.entries(clockEnvironment(this.#clockFile(node))).map(([name, value]) => `${name}=${value}`);
    await this.#lab.call('startDriver', {
      node,
      flags: [
        ...['--server', this.#server, '--state-dir', state, '--last-good-seconds', '0'],
        ...['--reconnect-max-seconds', '0.5', '--keepalive-seconds', '2'],
        ...['--workload-interfaces', realDriverSettings.workloadInterfaces],
      ],
      logFile: `${this.#directory}/${node}.log`,
      wrapper: ['env', ...clock],
    });
  }

  /** As a crash would. */
  async killDriver(node: string): Promise<void> {
    await this.#lab.call('killDriver', node);
  }

  /** The driver's wall clock is off by so much from now on. */
  stepClock(node: string, milliseconds: number): void {
    writeFileSync(this.#clockFile(node), String(milliseconds));
  }

  /** How the node's kernel differs from what a fresh driver would make of these messages. */
  async compare(node: string, messages: readonly felix.IToDataplane[]): Promise<KernelReport> {
    const lines = messages.map((message) => Buffer.from(felix.ToDataplane.encode(message).finish()).toString('base64'));
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', check];
    return JSON.parse(await this.#lab.call('run', { on: node, command, input: lines.join('\n') })) as KernelReport;
  }

  /** From now on, and from a state in which all is enforced: what is closed stays closed, what is open stays open. */
  async watch(): Promise<void> {
    const place = (name: string) => pods.find((pod) => `${pod.namespace}/${pod.name}` === name)!;
    const address = (name: string) => place(name).addresses[0]!;
    this.#guards = await Guards.start({ lab: this.#lab, place, address }, [
      { mode: 'closed', from: 'lab/other', to: 'lab/web' },
      { mode: 'closed', from: 'lab/client', to: 'lab/database' },
      { mode: 'open', from: 'lab/client', to: 'lab/web' },
      { mode: 'connection', from: 'lab/web', to: 'lab/database' },
    ]);
  }

  /** No packet went as it should not, up to now. */
  async checkPackets(): Promise<void> {
    await this.#guards?.check();
  }

  async finishWatching(): Promise<void> {
    await this.#guards?.finish();
  }

  async stop(): Promise<void> {
    await this.#lab.stop();
  }

  #clockFile(node: string): string {
    return `${this.#directory}/${node}.clock`;
  }
}
