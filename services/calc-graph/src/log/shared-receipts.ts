// Receipts of the whole cluster where several servers serve nodes: each writes of its own nodes to Redis and reads of the
// others'. What cannot be written waits as names of nodes, so that a slow or absent Redis costs freshness alone.
import type { Logger } from '@manul/observability';
import { manul } from '@manul/proto';
import { type Enforcement, enforcementOf, type NodeStatus, type Receipts, type ReceiptView } from '../receipts.ts';
import type { LogPosition } from './entries.ts';
import { decodeLeaderStatus, decodeReceipt, encodeReceipt } from './receipt-record.ts';
import { type ReceiptStore, readAtOnce, type StoredReceipt, type StoredServer } from './receipt-store.ts';

export interface SharedReceiptsOptions {
  readonly store: ReceiptStore;
  /** This process, told apart from all others. */
  readonly server: string;
  /** Of this process's own nodes. */
  readonly receipts: Receipts;
  /** How far in the log those nodes are served; undefined while they are served nothing, or never. */
  readonly served: () => LogPosition | undefined;
  /** What only a leader knows; undefined where another leads. */
  readonly reign: () => { readonly epoch: number; readonly status: manul.v1.IStatus } | undefined;
  readonly log: Logger;
  readonly now?: () => number;
}

const tickMilliseconds = 500;
/** A server that has written nothing for so long serves nobody, as far as others can tell. */
const lostMilliseconds = 10_000;
const forgetMilliseconds = 60 * 60 * 1000;
const ticksBetweenSweeps = 120;
/** Nodes in one write, so that Redis is not held up. */
const maxNodesAtOnce = 500;

interface KnownReceipt {
  readonly record: StoredReceipt;
  /** As it was when it was written; decoded when it is first asked for: nobody asks for a process's own. */
  status?: NodeStatus;
}

export class SharedReceipts implements ReceiptView {
  readonly #options: SharedReceiptsOptions;
  readonly #now: () => number;
  readonly #unwritten = new Set<string>();
  readonly #records = new Map<string, KnownReceipt>();
  #servers: ReadonlyMap<string, StoredServer> = new Map();
  #leader: manul.v1.Status | undefined;
  /** Redis' clock less ours. */
  #clockOffset = 0;
  #version = 0;
  #serial = 0;
  #ticks = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;
  #failing = false;

  constructor(options: SharedReceiptsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  start(): void {
    this.#schedule();
  }

  /** Tells the others that this server's nodes have gone; not for long where Redis does not answer. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#publish().catch(() => undefined);
  }

  /** Of every server's nodes: the one that has a node's open stream knows best. */
  list(): readonly NodeStatus[] {
    const own = this.#options.receipts.list();
    const nodes = new Map(own.map((node) => [node.node, node]));
    for (const [name, known] of this.#records) {
      if (known.record.server === this.#options.server || nodes.get(name)?.connected) continue;
      nodes.set(name, this.#statusOf(known));
    }
    return [...nodes.values()];
  }

  get(node: string): NodeStatus | undefined {
    const own = this.#options.receipts.get(node);
    const known = this.#records.get(node);
    if (own?.connected || !known || known.record.server === this.#options.server) return own;
    return this.#statusOf(known);
  }

  enforcement(object: string): Enforcement {
    return enforcementOf(object, this.list());
  }

  /** How far in the log the server of a node's open stream serves. */
  servedTo(node: NodeStatus): LogPosition | undefined {
    return node.server === undefined ? this.#options.served() : this.#servers.get(node.server)?.position;
  }

  /** What the leader told last; undefined where nobody has. */
  get leader(): manul.v1.Status | undefined {
    return this.#leader;
  }

  /** A server that is silent serves nobody; a node that is behind is further behind by now. */
  #statusOf(known: KnownReceipt): NodeStatus {
    known.status ??= decodeReceipt(known.record);
    const { status, record } = known;
    const now = this.#now() + this.#clockOffset;
    const heardAt = this.#servers.get(status.server ?? '')?.heardAt ?? 0;
    const connected = status.connected && now - heardAt < lostMilliseconds;
    if (!connected) return { ...status, connected, upToDate: false, lag: 0 };
    return status.upToDate ? status : { ...status, lag: status.lag + Math.max(0, now - record.writtenAt) };
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#tick().finally(() => this.#schedule());
    }, tickMilliseconds);
    this.#timer.unref();
  }

  async #tick(): Promise<void> {
    try {
      await this.#publish();
      await this.#read();
      await this.#tell();
      if (this.#failing) this.#options.log.info({}, 'receipts are shared again');
      this.#failing = false;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#failing)
        this.#options.log.warn({ reason }, 'receipts cannot be shared; each server knows its own nodes');
      this.#failing = true;
    }
  }

  /** The position counts as written only with the last of the nodes: before it, some are not what they were then. */
  async #publish(): Promise<void> {
    const { receipts, served, store, server } = this.#options;
    const position = served();
    for (const node of receipts.takeChanged()) this.#unwritten.add(node);
    if (position === undefined && this.#unwritten.size === 0 && this.#serial === 0) return;
    do {
      const names = [...this.#unwritten].slice(0, maxNodesAtOnce);
      const isLast = names.length === this.#unwritten.size;
      const nodes = names.flatMap((name) => receipts.get(name) ?? []);
      for (const name of names) this.#unwritten.delete(name);
      const rows = nodes.map((node) => ({
        node: node.node,
        age: this.#now() - node.connectedAt,
        connected: node.connected,
        data: encodeReceipt(node),
      }));
      const from = { serial: this.#serial, position: isLast ? position : undefined, lostMilliseconds };
      try {
        const { lost, refused } = await store.publish(server, from, rows);
        this.#serial++;
        // They are somebody else's, or will be known to be ours once that one has found out.
        for (const name of refused) if (receipts.get(name)?.connected) this.#unwritten.add(name);
        if (lost && this.#serial > 1) for (const { node } of receipts.list()) this.#unwritten.add(node);
        if (refused.length > 0 && isLast) break;
      } catch (error) {
        for (const name of names) this.#unwritten.add(name);
        throw error;
      }
    } while (this.#unwritten.size > 0);
  }

  async #read(): Promise<void> {
    const { store } = this.#options;
    let isWhole = this.#version === 0;
    for (;;) {
      const { now, count, servers, status, changed, version } = await store.read(this.#version);
      this.#clockOffset = now - this.#now();
      this.#leader = decodeLeaderStatus(status);
      for (const record of changed) {
        this.#records.set(record.node, { record });
      }
      this.#version = version;
      if (changed.length === readAtOnce) continue;
      // Only with all of the nodes: how far a server is says something of nodes as they were written with it.
      this.#servers = servers;
      if (isWhole || count === this.#records.size) break;
      // Some were forgotten, or Redis has lost them.
      this.#records.clear();
      this.#version = 0;
      isWhole = true;
    }
  }

  async #tell(): Promise<void> {
    const { reign, store } = this.#options;
    const reigning = reign();
    if (!reigning) return;
    await store.tell(reigning.epoch, Buffer.from(manul.v1.Status.encode(reigning.status).finish()));
    if (++this.#ticks % ticksBetweenSweeps > 0) return;
    const now = this.#now() + this.#clockOffset;
    const isOld = (known: KnownReceipt) =>
      now - known.record.writtenAt > forgetMilliseconds && !this.#statusOf(known).connected;
    const old = [...this.#records].filter(([, known]) => isOld(known)).map(([name]) => name);
    await store.forget(old.slice(0, maxNodesAtOnce), forgetMilliseconds);
  }
}
