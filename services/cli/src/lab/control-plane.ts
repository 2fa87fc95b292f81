// The real services of a lab: one calc-graph on a directory of manifests, one driver in each node's namespace.
import { mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CalcGraphStatus } from '@manul/service-calc-graph';
import { inNetns, type LabNode } from './network.ts';
import { manulCommand, ServiceProcess } from './process.ts';

/** Between two looks at what the nodes have acknowledged. */
const POLL_MILLISECONDS = 5;

export interface ControlPlaneOptions {
  /** For sockets, logs and the drivers' state. */
  readonly directory: string;
  readonly manifests: string;
  readonly nodes: readonly LabNode[];
  /** Where the admin API is to be served; nowhere unless given. */
  readonly admin?: string;
  /** Settings of the drivers beyond those that a lab needs. */
  readonly driverFlags?: readonly string[];
  /** How long enforcement may take before it counts as failed, in milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** A state was not enforced in time; says which nodes are behind and what the services complain of. */
export class EnforcementError extends Error {
  override readonly name = 'EnforcementError';
}

export class ControlPlane {
  readonly #options: ControlPlaneOptions;
  readonly #services: readonly ServiceProcess[];
  readonly #httpSocket: string;

  /** Starts the services. They are of use once `enforced` settles. */
  constructor(options: ControlPlaneOptions) {
    this.#options = options;
    const { directory, manifests, nodes, admin, driverFlags = [] } = options;
    const sync = `unix:${directory}/sync.sock`;
    this.#httpSocket = `${directory}/calc-graph.sock`;
    const graph = ['calc-graph', '--source', `directory:${manifests}`, '--listen', sync];
    if (admin !== undefined) graph.push('--admin', admin);
    const calcGraph = manulCommand([...graph, '--http', `unix:${this.#httpSocket}`]);
    this.#services = [
      new ServiceProcess('calc-graph', calcGraph, `${directory}/calc-graph.log`),
      ...nodes.map(({ name }) => {
        const state = `${directory}/${name}`;
        mkdirSync(state);
        const driver = manulCommand(['driver', '--node', name, '--server', sync, '--state-dir', state, ...driverFlags]);
        return new ServiceProcess(`driver ${name}`, inNetns(name, driver), `${directory}/${name}.log`);
      }),
    ];
  }

  /** What `GET /status` of the calc-graph says; undefined while it does not answer yet. */
  async status(): Promise<CalcGraphStatus | undefined> {
    for (const service of this.#services) service.assertRunning();
    try {
      return await getJson<CalcGraphStatus>(this.#httpSocket, '/status');
    } catch {
      return undefined;
    }
  }

  /**
   * Settles once every node has acknowledged a revision after `revision`: it is in its kernel. Rejects with
   * EnforcementError.
   */
  async enforcedAfter(revision: number): Promise<CalcGraphStatus> {
    const { patience, signal } = this.#options;
    const deadline = performance.now() + patience;
    for (;;) {
      const status = await this.status();
      if (status && status.revision > revision && this.#isEnforced(status)) return status;
      signal.throwIfAborted();
      if (performance.now() > deadline) throw new EnforcementError(this.#explain(status));
      await sleep(POLL_MILLISECONDS);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#services.map((service) => service.stop()));
  }

  #isEnforced(status: CalcGraphStatus): boolean {
    if (!status.inSync) return false;
    return this.#options.nodes.every(({ name }) => status.nodes.find(({ node }) => node === name)?.upToDate);
  }

  #explain(status: CalcGraphStatus | undefined): string {
    const seconds = this.#options.patience / 1000;
    if (!status) return `calc-graph has not answered for ${seconds} s\n${this.#services[0]?.logTail()}`;
    const behind = this.#options.nodes.flatMap(({ name }) => {
      const node = status.nodes.find((candidate) => candidate.node === name);
      if (node?.upToDate) return [];
      const state = node?.connected ? `wants ${node.wanted}, has ${node.acknowledged ?? 'nothing'}` : 'not connected';
      const errors = node?.errors.map(({ object, reason }) => `; ${object}: ${reason}`).join('') ?? '';
      return [`${name}: ${state}${errors}`];
    });
    const problems = status.sourceProblems.map(({ subject, reason }) => `${subject}: ${reason}`);
    return `not enforced after ${seconds} s (revision ${status.revision}); ${[...behind, ...problems].join('; ')}`;
  }
}

/** What an HTTP server on a socket answers. */
export async function getJson<T>(socketPath: string, path: string): Promise<T> {
  const body = await new Promise<string>((resolve, reject) => {
    const request = get({ socketPath, path, timeout: 5_000 }, (response) => text(response).then(resolve, reject));
    request.once('timeout', () => request.destroy(new Error('no answer')));
    request.once('error', reject);
  });
  return JSON.parse(body) as T;
}
