// What the nodes say is in their kernels, against what they were sent.
import type { manul } from '@manul/proto';

export interface NodeConnection {
  readonly instance: string;
  readonly driverVersion: string;
  readonly backends: readonly string[];
  readonly peer: string;
}

export interface NodeStatus extends NodeConnection {
  readonly node: string;
  readonly connected: boolean;
  /** When the newest stream began, in milliseconds since the epoch, by the clock of the server that has it. */
  readonly connectedAt: number;
  /** Where the stream is; undefined: in this process. */
  readonly server?: string;
  /** Newest revision that changed something for this node. */
  readonly wanted: number;
  /** Newest revision sent, and newest in the kernel. */
  readonly sent: number | undefined;
  readonly acknowledged: number | undefined;
  readonly upToDate: boolean;
  /** For how long the node has been behind, in milliseconds. */
  readonly lag: number;
  readonly fromLastGood: boolean;
  /** The node's digest at its last receipt was another than ours at the same position. */
  readonly drifted: boolean;
  readonly errors: readonly NodeObjectError[];
  readonly lastReceiptAt: number | undefined;
  readonly lastRoundMicroseconds: number;
  readonly driftHealed: number;
}

interface NodeObjectError {
  readonly object: string;
  readonly reason: string;
  readonly failedClosed: boolean;
}

/** Whether something is enforced everywhere, as far as the nodes' own words go. */
export interface Enforcement {
  readonly nodes: number;
  readonly upToDate: number;
  readonly errors: readonly { readonly node: string; readonly reason: string; readonly failedClosed: boolean }[];
}

/** Who knows how nodes are: one server of its own nodes, or all servers together. */
export interface ReceiptView {
  list(): readonly NodeStatus[];
  /** Of an object by the name that receipts use, `active_policy NetworkPolicy|prod|web`. */
  enforcement(object: string): Enforcement;
}

interface NodeRecord extends NodeConnection {
  connected: boolean;
  readonly connectedAt: number;
  disconnectedAt: number;
  wanted: number;
  sent: number | undefined;
  acknowledged: number | undefined;
  behindSince: number | undefined;
  fromLastGood: boolean;
  drifted: boolean;
  errors: readonly NodeObjectError[];
  lastReceiptAt: number | undefined;
  lastRoundMicroseconds: number;
  driftHealed: number;
  /** Digests of positions sent and not yet acknowledged. */
  digests: Map<number, bigint>;
}

interface Waiter {
  /** By node, what has to be acknowledged. */
  readonly targets: Map<string, number>;
  /** Whether it waits for whoever is connected, rather than for nodes by name. */
  readonly anyConnected: boolean;
  readonly done: () => void;
}

/** A node that slowly acknowledges much leaves at most so many digests to compare with. */
const maxDigests = 64;
const forgetAfterMilliseconds = 60 * 60 * 1000;

export class Receipts implements ReceiptView {
  readonly #epoch: number;
  readonly #now: () => number;
  readonly #nodes = new Map<string, NodeRecord>();
  readonly #waiters = new Set<Waiter>();
  readonly #changed = new Set<string>();

  constructor(epoch: number, now: () => number = Date.now) {
    this.#epoch = epoch;
    this.#now = now;
  }

  connected(node: string, connection: NodeConnection, revision: number): void {
    this.#forgetOld();
    this.#nodes.set(node, {
      ...connection,
      connected: true,
      connectedAt: this.#now(),
      disconnectedAt: 0,
      wanted: revision,
      sent: undefined,
      acknowledged: undefined,
      behindSince: this.#now(),
      fromLastGood: false,
      drifted: false,
      errors: [],
      lastReceiptAt: undefined,
      lastRoundMicroseconds: 0,
      driftHealed: this.#nodes.get(node)?.driftHealed ?? 0,
      digests: new Map(),
    });
    this.#changed.add(node);
    // What the node held when it was here last says nothing of now.
    for (const { targets } of this.#waiters) if (targets.has(node)) targets.set(node, revision);
  }

  disconnected(node: string): void {
    const record = this.#nodes.get(node);
    if (!record) return;
    record.connected = false;
    record.disconnectedAt = this.#now();
    record.digests.clear();
    this.#changed.add(node);
    this.#settle(node);
  }

  /** A flush changed something for the node. */
  wanted(node: string, revision: number): void {
    const record = this.#nodes.get(node);
    if (!record) return;
    record.wanted = revision;
    record.behindSince ??= this.#now();
    this.#changed.add(node);
  }

  sent(node: string, revision: number, digest: bigint): void {
    const record = this.#nodes.get(node);
    if (!record) return;
    record.sent = revision;
    this.#changed.add(node);
    record.digests.set(revision, digest);
    if (record.digests.size > maxDigests) record.digests.delete(record.digests.keys().next().value!);
  }

  /** Takes a receipt in. `drifted`: the node's digest is not ours. */
  received(node: string, receipt: manul.v1.IReceipt): { readonly drifted: boolean } {
    const record = this.#nodes.get(node);
    if (!record) return { drifted: false };
    this.#changed.add(node);
    record.lastReceiptAt = this.#now();
    record.lastRoundMicroseconds = Number(receipt.round_microseconds ?? 0);
    record.driftHealed += Number(receipt.drift_healed ?? 0);
    record.fromLastGood = receipt.from_last_good ?? false;
    record.errors = (receipt.errors ?? []).map((error) => ({
      object: error.object ?? '',
      reason: error.reason ?? '',
      failedClosed: error.failed_closed ?? false,
    }));
    const revision = Number(receipt.position?.revision ?? 0);
    // A position of another epoch is what the driver held before this server: it says nothing about ours.
    if (Number(receipt.position?.epoch ?? 0) !== this.#epoch) return { drifted: false };
    if (record.sent === undefined || revision > record.sent) return { drifted: false };
    record.drifted = hasDrifted(record, revision, receipt.digest);
    record.acknowledged = Math.max(record.acknowledged ?? 0, revision);
    for (const older of record.digests.keys()) if (older < revision) record.digests.delete(older);
    if (isUpToDate(record)) record.behindSince = undefined;
    this.#settle(node);
    return { drifted: record.drifted };
  }

  /**
   * Settles when every node that is connected now has acknowledged what it was to be sent up to now. A node that
   * disconnects meanwhile is waited for no longer. `only` names the nodes that matter, connected or not yet.
   */
  enforced(only?: readonly string[]): Promise<void> {
    const targets = new Map<string, number>();
    for (const node of only ?? this.#nodes.keys()) {
      const record = this.#nodes.get(node);
      if (only === undefined && !record?.connected) continue;
      if (!record?.connected || !isUpToDate(record)) targets.set(node, record?.connected ? record.wanted : 0);
    }
    if (targets.size === 0) return Promise.resolve();
    return new Promise((done) => this.#waiters.add({ targets, anyConnected: only === undefined, done }));
  }

  enforcement(object: string): Enforcement {
    return enforcementOf(object, this.list());
  }

  list(): readonly NodeStatus[] {
    return [...this.#nodes].map(([node, record]) => this.#statusOf(node, record));
  }

  get(node: string): NodeStatus | undefined {
    const record = this.#nodes.get(node);
    return record && this.#statusOf(node, record);
  }

  /** Nodes of which something is new since this was asked last. */
  takeChanged(): readonly string[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  #statusOf(node: string, record: NodeRecord): NodeStatus {
    const { digests: _digests, disconnectedAt: _at, behindSince, ...rest } = record;
    const lag = behindSince === undefined ? 0 : this.#now() - behindSince;
    return { node, ...rest, upToDate: isUpToDate(record), lag };
  }

  #settle(node: string): void {
    const record = this.#nodes.get(node);
    for (const waiter of this.#waiters) {
      const target = waiter.targets.get(node);
      if (target === undefined) continue;
      const reached = (record?.acknowledged ?? -1) >= target;
      // Who goes away is not waited for, except where the caller asked for that node.
      if (record?.connected ? !reached : !waiter.anyConnected) continue;
      waiter.targets.delete(node);
      if (waiter.targets.size > 0) continue;
      this.#waiters.delete(waiter);
      waiter.done();
    }
  }

  #forgetOld(): void {
    const limit = this.#now() - forgetAfterMilliseconds;
    for (const [node, record] of this.#nodes) {
      if (!record.connected && record.disconnectedAt < limit) this.#nodes.delete(node);
    }
  }
}

export function enforcementOf(object: string, nodes: readonly NodeStatus[]): Enforcement {
  const connected = nodes.filter((node) => node.connected);
  return {
    nodes: connected.length,
    upToDate: connected.filter((node) => node.upToDate).length,
    errors: connected.flatMap(({ node, errors }) =>
      errors
        .filter((error) => error.object === object)
        .map(({ reason, failedClosed }) => ({ node, reason, failedClosed })),
    ),
  };
}

function isUpToDate({ connected, acknowledged, wanted }: NodeRecord): boolean {
  return connected && acknowledged !== undefined && acknowledged >= wanted;
}

function hasDrifted(record: NodeRecord, revision: number, digest: Uint8Array | null | undefined): boolean {
  const ours = record.digests.get(revision);
  if (ours === undefined || digest?.length !== 8) return record.drifted;
  return Buffer.from(digest).readBigUInt64LE() !== ours;
}
