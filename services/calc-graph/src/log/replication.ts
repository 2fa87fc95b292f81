// What becomes of the service where one process is not enough: who leads writes its outputs to a log in Redis, and all
// who serve nodes follow it, the leader's own server too. So what nodes are sent does not depend on whom they ask.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type CalculationGraph, createLoggedGraph, OutputReplica } from '@manul/calc';
import { ConfigError } from '@manul/config';
import type { Logger, Metrics } from '@manul/observability';
import type { manul } from '@manul/proto';
import { clusterAccess, KubeconfigError, leaseClient } from '@manul/source-kubernetes';
import type { Redis } from 'ioredis';
import type { ChangeTraces } from '../change-traces.ts';
import type { CalcGraphConfig } from '../config.ts';
import type { Election } from '../election/election.ts';
import { parseElectionSpec } from '../election/election-spec.ts';
import { leaseBallot } from '../election/lease-ballot.ts';
import { redisBallot } from '../election/redis-ballot.ts';
import { type Ballot, StandingElection } from '../election/standing.ts';
import type { Receipts } from '../receipts.ts';
import { parseSourceSpec } from '../source-spec.ts';
import type { LogPosition } from './entries.ts';
import { LogFollower, type LogFollowerOptions } from './log-follower.ts';
import { LogWriter } from './log-writer.ts';
import { ReceiptStore } from './receipt-store.ts';
import { connectRedis } from './redis.ts';
import { SharedReceipts } from './shared-receipts.ts';
import { LogStore } from './store.ts';

export interface ReplicationOptions {
  readonly config: CalcGraphConfig;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** The log brought the replica to another state. */
  readonly onFlush: LogFollowerOptions['onFlush'];
  /** Of this process's own nodes. */
  readonly receipts: Receipts;
  /** What a leader tells the other processes of the source and its objects. */
  readonly status: () => manul.v1.IStatus;
  /** Undefined where nothing is traced. */
  readonly traces?: ChangeTraces | undefined;
}

/** Where streams come from, and how far that is. */
export interface ServedState {
  readonly revision: number;
  readonly inSync: boolean;
  nodes(): Iterable<string>;
}

export class Replication {
  readonly leader: Leader | undefined;
  readonly follower: Follower | undefined;
  /** What drivers say, whichever server they say it to. */
  readonly receipts: SharedReceipts;
  readonly #redis: Redis;

  /** Undefined where everything is in one process. Rejects with ConfigError where the settings do not fit together. */
  static async of(options: ReplicationOptions): Promise<Replication | undefined> {
    const { config, log } = options;
    const { redis: url, role } = config;
    if (url === undefined) {
      if (role !== 'all') throw new ConfigError(`--role ${role} needs --redis`);
      return undefined;
    }
    const settings = { ...config, redis: url };
    const connect = () => connectRedis(settings, log);
    const identity = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
    const leader = role === 'fan-out' ? undefined : new Leader(options, identity, connect(), await leaseOf(config));
    const follower = role === 'leader' ? undefined : new Follower(options, connect());
    return new Replication(options, { identity, leader, follower, redis: connect() });
  }

  private constructor({ config, receipts, status, log }: ReplicationOptions, parts: Parts) {
    const { identity, leader, follower, redis } = parts;
    this.leader = leader;
    this.follower = follower;
    this.#redis = redis;
    this.receipts = new SharedReceipts({
      // A connection of its own: the follower's waits for entries.
      store: new ReceiptStore(redis, config.redisPrefix),
      server: identity,
      receipts,
      served: () => follower?.served,
      reign: () => {
        const epoch = leader?.written?.position.epoch;
        return epoch === undefined ? undefined : { epoch, status: { ...status(), leader: identity } };
      },
      log,
    });
  }

  start(): void {
    this.leader?.start();
    this.follower?.start();
    this.receipts.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.leader?.stop(), this.follower?.stop(), this.receipts.stop()]);
    this.#redis.disconnect();
  }
}

interface Parts {
  readonly identity: string;
  readonly leader: Leader | undefined;
  readonly follower: Follower | undefined;
  readonly redis: Redis;
}

export class Leader {
  readonly graph: CalculationGraph;
  readonly #redis: Redis;
  readonly #writer: LogWriter;
  readonly #election: Election;

  constructor(
    { config, log, metrics, traces }: ReplicationOptions,
    identity: string,
    redis: Redis,
    lease: ((identity: string) => Ballot) | undefined,
  ) {
    const { graph, log: outputs } = createLoggedGraph();
    this.graph = graph;
    this.#redis = redis;
    const ballot = lease ? lease(identity) : redisBallot(redis, config.redisPrefix, identity);
    this.#election = new StandingElection(ballot, identity, log);
    const written = metrics.counter({ name: 'manul_calc_log_bytes_total', help: 'Bytes written to the log.' });
    this.#writer = new LogWriter({
      store: new LogStore(redis, config.redisPrefix),
      outputs,
      retention: () => ({
        milliseconds: config.historyHours * 3_600_000,
        bytes: config.historyMegabytes * 1024 * 1024,
      }),
      log,
      onDeposed: (epoch) => this.#election.deposed(epoch),
      onWritten: (bytes) => written.inc(bytes),
      traceParent: () => traces?.take() ?? '',
    });
    metrics.gauge({
      name: 'manul_calc_leading',
      help: '1 where this process writes the log.',
      collect: (self) => self.set(this.#election.leader === identity ? 1 : 0),
    });
  }

  /** How many flushes of the graph there were. */
  get flushes(): number {
    return this.#writer.flushes;
  }

  /** How many of the flushes are in the log, and to which position; undefined where another process leads. */
  get written(): LogWriter['written'] {
    return this.#writer.written;
  }

  /** After each flush of the graph, in sync; `observedAt` is of its oldest change. */
  flushed(observedAt: number | undefined): void {
    this.#writer.flushed(observedAt);
  }

  start(): void {
    this.#election.start({
      elected: (epoch) => this.#writer.lead(epoch),
      resigned: () => this.#writer.resign(),
    });
  }

  async stop(): Promise<void> {
    this.#writer.stop();
    await this.#election.stop();
    this.#redis.disconnect();
  }
}

export class Follower implements ServedState {
  readonly outputs = new OutputReplica();
  readonly #redis: Redis;
  readonly #follower: LogFollower;
  #revision = 0;
  #served: LogPosition | undefined;

  constructor({ config, log, metrics, onFlush, traces }: ReplicationOptions, redis: Redis) {
    this.#redis = redis;
    this.#follower = new LogFollower({
      store: new LogStore(redis, config.redisPrefix),
      replica: this.outputs,
      log,
      onTrace: (revision, parent) => traces?.serving(revision, parent),
      onFlush: (summary, observedAt) => {
        this.#revision = summary.revision;
        onFlush(summary, observedAt);
        this.#served = this.#follower.position;
      },
    });
    metrics.gauge({
      name: 'manul_calc_log_followed',
      help: '1 where the log is read to its end, as far as is known.',
      collect: (self) => self.set(this.#follower.position ? 1 : 0),
    });
  }

  get revision(): number {
    return this.#revision;
  }

  get inSync(): boolean {
    return this.#revision > 0;
  }

  /** The position in the log of the state that nodes are served. */
  get served(): LogPosition | undefined {
    return this.#served;
  }

  nodes(): Iterable<string> {
    return this.outputs.nodes();
  }

  start(): void {
    this.#follower.start();
  }

  async stop(): Promise<void> {
    const stopped = this.#follower.stop();
    this.#redis.disconnect();
    await stopped;
  }
}

async function leaseOf(config: CalcGraphConfig): Promise<((identity: string) => Ballot) | undefined> {
  const spec = parseElectionSpec(config.election)!;
  if (spec.kind === 'redis') return undefined;
  const source = config.source === undefined ? undefined : parseSourceSpec(config.source);
  const kubeconfig = source?.kind === 'kubernetes' ? source.kubeconfig : undefined;
  try {
    const access = await clusterAccess(kubeconfig === undefined ? {} : { kubeconfig });
    return (identity) => leaseBallot(leaseClient(access, spec.namespace, spec.name), identity);
  } catch (error) {
    if (error instanceof KubeconfigError) throw new ConfigError(`--election: ${error.message}`, { cause: error });
    throw error;
  }
}
