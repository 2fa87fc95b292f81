import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CalcGraphSettings } from '@manul/service-calc-graph';
import type { ClientOrder, ClientReport, ClusterName, ServerOrder, ServerReport } from './protocol.ts';

type Measured = ServerReport & { kind: 'measured' };

/** A server as the service runs. */
const serverFlags = ['--expose-gc', '--max-semi-space-size=64'];

function start(file: string, flags: readonly string[] = [], ...args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: [...flags] });
}

async function answer<T extends { kind: string }>(child: ChildProcess, kind: T['kind']): Promise<T> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [T];
    if (message.kind === kind) return message;
  }
}

export class BenchServer {
  readonly #child: ChildProcess;
  readonly address: string;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  static async start(settings: CalcGraphSettings, nodes: number, cluster: ClusterName): Promise<BenchServer> {
    const child = start('./server-process.ts', serverFlags, JSON.stringify({ settings, nodes, cluster }));
    const { address } = await answer<ServerReport & { kind: 'listening' }>(child, 'listening');
    return new BenchServer(child, address);
  }

  measure(): Promise<Measured> {
    this.#order({ kind: 'measure' });
    return answer<Measured>(this.#child, 'measured');
  }

  async churn(changes: number, perFlush: number, pauseMilliseconds: number): Promise<void> {
    this.#order({ kind: 'churn', changes, perFlush, pauseMilliseconds });
    await answer(this.#child, 'churned');
  }

  /** Gives when it was made. */
  async change(): Promise<number> {
    this.#order({ kind: 'change' });
    return (await answer<ServerReport & { kind: 'changed' }>(this.#child, 'changed')).at;
  }

  async kill(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  #order(order: ServerOrder): void {
    this.#child.send(order);
  }
}

export class BenchClients {
  readonly #children: readonly ChildProcess[];

  constructor(processes: number) {
    this.#children = Array.from({ length: processes }, () => start('./client-process.ts'));
  }

  /** `spare` of the nodes are there to be stuck. */
  connect(addresses: readonly string[], nodes: readonly string[], streamsPerConnection: number, spare = 0): void {
    const share = Math.ceil(nodes.length / this.#children.length);
    for (const [i, child] of this.#children.entries()) {
      const order: ClientOrder = {
        kind: 'connect',
        addresses,
        nodes: nodes.slice(i * share, (i + 1) * share),
        streamsPerConnection,
        spare: Math.ceil(spare / this.#children.length),
      };
      child.send(order);
    }
  }

  /** Whether the spare nodes take nothing from now on. */
  stick(stuck: boolean): void {
    for (const child of this.#children) child.send({ kind: 'stick', stuck } satisfies ClientOrder);
  }

  async count(): Promise<ClientReport> {
    const reports = await Promise.all(
      this.#children.map((child) => {
        child.send({ kind: 'count' });
        return answer<ClientReport>(child, 'counted');
      }),
    );
    const sum = (of: (report: ClientReport) => number) => reports.reduce((total, report) => total + of(report), 0);
    return {
      kind: 'counted',
      inSync: sum(({ inSync }) => inSync),
      updates: sum(({ updates }) => updates),
      bytes: sum(({ bytes }) => bytes),
      lastAt: reports.flatMap(({ lastAt }) => lastAt),
    };
  }

  /** Until the count holds and nothing more comes. */
  async until(condition: (report: ClientReport) => boolean): Promise<ClientReport> {
    for (let last = -1; ; ) {
      const report = await this.count();
      if (condition(report) && report.updates === last) return report;
      last = report.updates;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map(async (child) => {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }),
    );
  }
}
