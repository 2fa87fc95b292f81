// The demo: a lab on manifests that the user may edit, a tour of policies, then a matrix that follows the edits.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CalcGraphStatus } from '@manul/service-calc-graph';
import { ControlPlane } from '../lab/control-plane.ts';
import { replaceFile } from '../lab/manifests.ts';
import { ProbeField } from '../lab/probe-field.ts';
import { runProbes } from '../lab/probe-runner.ts';
import type { Sandbox } from '../lab/sandbox.ts';
import { ClusterReader, type DemoCluster } from './cluster.ts';
import { cellsOf, type Difference, difference, drawMatrix, paint, summary } from './matrix.ts';
import { expectedAfter, tour } from './tour.ts';

const shipped = fileURLToPath(new URL('../../../../deploy/demo/', import.meta.url));

/** A probe without an answer for so long was dropped. Short, for the matrix is to follow edits within a second. */
const SILENCE_MILLISECONDS = 400;
const PATIENCE_MILLISECONDS = 180_000;
const WATCH_MILLISECONDS = 50;

/** Runs the demo until the user leaves; with `once`, the tour alone: 0 if every matrix was as expected. */
export async function runDemo(sandbox: Sandbox, { once }: { readonly once: boolean }): Promise<number> {
  const manifests = mkdtempSync(join(tmpdir(), 'manul-demo-'));
  const left = new Promise<number>((resolve) => sandbox.signal.addEventListener('abort', () => resolve(1)));
  try {
    return await Promise.race([show(sandbox, manifests, once), left]);
  } finally {
    rmSync(manifests, { recursive: true, force: true });
  }
}

async function show(sandbox: Sandbox, manifests: string, once: boolean): Promise<number> {
  cpSync(join(shipped, 'cluster.yaml'), join(manifests, 'cluster.yaml'));
  mkdirSync(join(manifests, 'policies'));
  const demo = await Demo.start(sandbox, manifests);
  const surprises = await demo.tour();
  if (once) return surprises === 0 ? 0 : 1;
  print('', `${paint('bold', 'Your turn.')} Edit, add or delete manifests in ${paint('cyan', manifests)}`);
  print('and watch the matrix follow. Ctrl-C ends the demo and removes everything.');
  const server = `--server ${adminOf(manifests)}`;
  print(
    '',
    'In another terminal, ask why somebody cannot reach somebody, or what a change would do (node_modules/.bin/manul):',
  );
  print(paint('cyan', `  manul explain guest/pc shop/db 5432 ${server}`));
  print(paint('cyan', `  manul what-if -f ${manifests}/policies/40-db-for-api.yaml --delete ${server}`));
  return demo.follow();
}

/** Beside what the user edits: the sandbox's own directory cannot be seen from outside. */
const adminOf = (manifests: string): string => `unix:${join(manifests, 'admin.sock')}`;

class Demo {
  readonly #manifests: string;
  readonly #reader: ClusterReader;
  readonly #services: ControlPlane;
  readonly #field: ProbeField;
  #cluster: DemoCluster;
  #status: CalcGraphStatus | undefined;
  #open: ReadonlySet<string> = new Set();
  #complaints = '';

  private constructor(
    manifests: string,
    reader: ClusterReader,
    services: ControlPlane,
    field: ProbeField,
    cluster: DemoCluster,
  ) {
    this.#manifests = manifests;
    this.#reader = reader;
    this.#services = services;
    this.#field = field;
    this.#cluster = cluster;
  }

  static async start({ directory, signal }: Sandbox, manifests: string): Promise<Demo> {
    const reader = new ClusterReader(manifests);
    const cluster = reader.read();
    const { nodes, pods } = cluster;
    print(`Making ${nodes.length} nodes and ${pods.length} pods of network namespaces …`);
    const field = await ProbeField.create(nodes);
    print(`Starting one calc-graph on ${paint('cyan', manifests)} and ${nodes.length} drivers …`, '');
    const admin = adminOf(manifests);
    const patience = PATIENCE_MILLISECONDS;
    const services = new ControlPlane({ directory, manifests, nodes, admin, patience, signal });
    const demo = new Demo(manifests, reader, services, field, cluster);
    await demo.#populate();
    demo.#status = await services.enforcedAfter(0);
    return demo;
  }

  /** Applies the tour's policies one after another. Gives the number of cells that were not as expected. */
  async tour(): Promise<number> {
    const cells = cellsOf(this.#cluster.pods);
    let expected: ReadonlySet<string> = new Set(cells.map(({ key }) => key));
    let surprises = await this.#check(expected);
    print(paint('bold', 'No policy: everyone reaches everyone.'));
    this.#draw();
    for (const step of tour) {
      expected = expectedAfter(step, cells, expected);
      const content = readFileSync(join(shipped, 'policies', step.file), 'utf8');
      const milliseconds = await this.#apply(step.file, content);
      const before = this.#open;
      surprises += await this.#check(expected);
      const change = difference(before, this.#open);
      const story = content.split('\n', 1)[0]?.replace(/^# */, '') ?? '';
      const took = `enforced on ${this.#cluster.nodes.length} nodes ${milliseconds.toFixed(0)} ms after it was written`;
      print('', `${paint('bold', story)} ${paint('dim', `policies/${step.file}`)}`);
      print(`${summary(change)}; ${took}`);
      this.#draw(change);
    }
    return surprises;
  }

  /** Draws the matrix anew whenever the graph has changed. Ends only with the process. */
  async follow(): Promise<never> {
    let isDoubtful = false;
    for (;;) {
      await sleep(WATCH_MILLISECONDS);
      const status = await this.#services.status();
      if (!status) continue;
      this.#complain(status);
      const isNew = status.revision !== this.#status?.revision && status.enforced;
      if (!isNew && !isDoubtful) continue;
      this.#status = status;
      if (isNew) await this.#reread();
      const change = await this.#probe(new Set());
      // Silence may have been a late answer: what closed is looked at once more, after it is shown.
      isDoubtful = isNew && change.closed.length > 0;
      if (!isNew && change.opened.length + change.closed.length === 0) continue;
      print('', `${new Date().toTimeString().slice(0, 8)}  revision ${status.revision}: ${summary(change)}`);
      this.#draw(change);
    }
  }

  async #reread(): Promise<void> {
    const nodes = this.#cluster.nodes;
    const pods = this.#reader.read().pods.filter(({ node }) => nodes.some(({ name }) => name === node));
    this.#cluster = { nodes, pods };
    await this.#populate();
  }

  /** Gives the time from the write until all nodes have it in their kernels, in milliseconds. */
  async #apply(file: string, content: string): Promise<number> {
    const start = performance.now();
    replaceFile(join(this.#manifests, 'policies', file), content);
    this.#status = await this.#services.enforcedAfter(this.#status?.revision ?? 0);
    return performance.now() - start;
  }

  async #populate(): Promise<void> {
    const { pods } = this.#cluster;
    await this.#field.setPods(pods);
    await Promise.all(
      pods.flatMap((pod) => pod.ports.map(({ protocol, port }) => this.#field.proberOf(pod).listen(protocol, port))),
    );
  }

  /** Probes everything, and gives what changed. Cells in `expected` get more time before silence is believed. */
  async #probe(expected: ReadonlySet<string>): Promise<Difference> {
    const cells = cellsOf(this.#cluster.pods);
    const tasks = cells.map(({ key, from, to, port }) => ({
      prober: this.#field.proberOf(from),
      target: { ...port, address: to.addresses[0] ?? '' },
      allow: expected.has(key),
    }));
    const outcomes = await runProbes(tasks, SILENCE_MILLISECONDS);
    const before = this.#open;
    this.#open = new Set(cells.filter((_, index) => outcomes[index]?.kind === 'open').map(({ key }) => key));
    return difference(before, this.#open);
  }

  async #check(expected: ReadonlySet<string>): Promise<number> {
    await this.#probe(expected);
    const { opened, closed } = difference(expected, this.#open);
    for (const key of opened) process.stderr.write(`manul demo: ${key} is open and should be closed\n`);
    for (const key of closed) process.stderr.write(`manul demo: ${key} is closed and should be open\n`);
    return opened.length + closed.length;
  }

  #draw({ opened, closed }: Difference = { opened: [], closed: [] }): void {
    const lines = drawMatrix(this.#cluster.pods, this.#open, new Set([...opened, ...closed]));
    print(...lines.map((line) => `  ${line}`));
  }

  /** What is wrong with the user's manifests, each time that changes. */
  #complain({ sourceProblems, objectErrors }: CalcGraphStatus): void {
    const lines = [
      ...sourceProblems.map(({ subject, reason }) => `${subject}: ${reason}`),
      ...objectErrors.map(({ object, field, reason, effect }) => `${object}: ${field}: ${reason} (${effect})`),
    ];
    const complaints = lines.join('\n');
    if (complaints !== this.#complaints && lines.length > 0)
      print('', ...lines.map((line) => paint('yellow', `! ${line}`)));
    this.#complaints = complaints;
  }
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
