// Wires the service: source → convert → graph → flush → streams, with receipts coming back.
import { hostname } from 'node:os';
import { createCalculationGraph, type FlushSummary } from '@manul/calc';
import { ConfigError, LiveSettings, listenOptions, parseAddress, type ReloadOutcome } from '@manul/config';
import type { Source } from '@manul/model';
import {
  createLogger,
  Health,
  type HttpServer,
  type Logger,
  Metrics,
  startHttpServer,
  Traces,
  version,
} from '@manul/observability';
import { reviewToken } from '@manul/source-kubernetes';
import { Admin } from './admin/admin.ts';
import { FanOutAdmin } from './admin/fan-out-admin.ts';
import { problemsToldBy, statusMessage } from './admin/status-message.ts';
import { ChangeTraces } from './change-traces.ts';
import { type CalcGraphConfig, type CalcGraphSettings, configSchema, conversionOf } from './config.ts';
import { type ServerIdentity, serverIdentity } from './credentials.ts';
import { EnforcementReports, type EnforcementReportsOptions } from './enforcement/enforcement.ts';
import { localProgress, loggedProgress, type Progress } from './enforcement/progress.ts';
import { GraphFeed } from './graph-feed.ts';
import { Replication, type ServedState } from './log/replication.ts';
import { createServiceMetrics } from './metrics.ts';
import { ObjectErrors } from './object-errors.ts';
import { type Enforcement, Receipts, type ReceiptView } from './receipts.ts';
import { parseSourceSpec } from './source-spec.ts';
import { createSource, reportAccess, tokenReviewAccess } from './sources.ts';
import type { CalcGraphStatus } from './status.ts';
import { SyncServer } from './sync-server.ts';
import { TokenCheck, type TokenCheckOptions } from './token-check.ts';

export interface CalcGraphOptions {
  /** Instead of the one that the settings name. */
  readonly source?: Source;
  /** Instead of asking the API server whose token this is. */
  readonly reviewToken?: TokenCheckOptions['review'];
  readonly log?: Logger;
  /** Of this process's reign; the time of its start unless given. */
  readonly epoch?: number;
}

export interface CalcGraphHandle {
  /** Where drivers connect, with the port that was chosen where 0 was asked for; empty for a leader that serves none. */
  readonly address: string;
  readonly httpAddress: string | undefined;
  readonly adminAddress: string | undefined;
  /** Of the web page. */
  readonly pageUrl: string | undefined;
  readonly epoch: number;
  /** Newest revision that nodes are served. */
  revision(): number;
  /**
   * Settles once a revision is flushed and every connected node, or each of `nodes`, has acknowledged all that it was to
   * be sent by then.
   */
  enforced(revision: number, nodes?: readonly string[]): Promise<void>;
  /** Settles after the next flush, with its revision; asks for none. */
  nextFlush(): Promise<number>;
  /** Of an object by its name in receipts: `active_policy NetworkPolicy|prod|web`. */
  enforcement(object: string): Enforcement;
  status(): CalcGraphStatus;
  /** Takes over settings while the service runs; see `LiveSettings`. */
  reload(load: () => object): ReloadOutcome;
  stop(): Promise<void>;
}

const listedErrors = 1000;

/** Starts the service; rejects with ConfigError where the settings cannot be served. */
export async function runCalcGraph(
  settings: CalcGraphSettings,
  options: CalcGraphOptions = {},
): Promise<CalcGraphHandle> {
  const config = configSchema.strict().parse(settings);
  const log = options.log ?? createLogger({ service: 'calc-graph', level: config.logLevel });
  const tokens = await tokenCheck(config, options);
  const identity = serverIdentity({ ...config, tokens, log }, parseAddress(config.listen)!);
  const service = await assemble(config, { ...options, log }, { source: await sourceOf(config, options), identity });
  const live = liveSettings(config, service);
  const { feed, served, server, receipts, view, flushes, replication } = service;
  const address = config.role === 'leader' ? '' : await server.listen(parseAddress(config.listen)!);
  let http: HttpServer | undefined;
  let adminAddress: string | undefined;
  try {
    http = await serveHttp(config, service);
    adminAddress = await service.admin?.listen();
  } catch (error) {
    await server.stop();
    throw error;
  }
  feed?.start();
  replication?.start();
  service.reports?.start();
  const { source, role } = config;
  log.info(
    {
      address,
      http: http?.address,
      admin: adminAddress,
      page: service.admin?.pageUrl,
      source,
      role,
      epoch: service.epoch,
    },
    'serving',
  );
  return {
    address,
    httpAddress: http?.address,
    adminAddress,
    pageUrl: service.admin?.pageUrl,
    epoch: service.epoch,
    revision: () => served.revision,
    async enforced(revision, nodes) {
      while (served.revision < revision || !served.inSync) await flushes.next();
      await receipts.enforced(nodes);
    },
    nextFlush: () => flushes.next(),
    enforcement: (object) => view.enforcement(object),
    status: service.status,
    reload: (load) => live.reload(load),
    async stop() {
      await feed?.stop();
      service.reports?.stop();
      await server.stop();
      await replication?.stop();
      await service.admin?.stop();
      await service.traces?.stop();
      await http?.close();
      log.info({}, 'stopped');
    },
  };
}

interface Service {
  readonly epoch: number;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  /** Of this process's own nodes, and of all. */
  readonly receipts: Receipts;
  readonly view: ReceiptView;
  readonly server: SyncServer;
  /** Undefined in a fan-out server. */
  readonly feed: GraphFeed | undefined;
  readonly served: ServedState;
  readonly replication: Replication | undefined;
  readonly flushes: Flushes;
  readonly status: () => CalcGraphStatus;
  readonly admin: Admin | FanOutAdmin | undefined;
  /** Undefined where objects come from no API server. */
  readonly reports: EnforcementReports | undefined;
  readonly traces: Traces | undefined;
}

interface Given {
  readonly source: Source | undefined;
  readonly identity: ServerIdentity;
}

async function assemble(config: CalcGraphConfig, options: CalcGraphOptions, given: Given): Promise<Service> {
  const { source, identity } = given;
  const log = options.log ?? createLogger({ service: 'calc-graph', level: config.logLevel });
  const epoch = options.epoch ?? Date.now();
  const metrics = new Metrics();
  const health = new Health();
  const receipts = new Receipts(epoch);
  const errors = new ObjectErrors(log);
  const flushes = new Flushes();
  const serve = (summary: FlushSummary, observedAt: number | undefined) => {
    health.setReady('state', true);
    server.flushed(summary, observedAt);
    fanOutAdmin?.flushed();
    flushes.happened(summary.revision);
  };
  const traces = tracesOf(config, log);
  const changes = traces && new ChangeTraces(traces);
  const replication = await Replication.of({
    config,
    log,
    metrics,
    onFlush: serve,
    receipts,
    traces: changes,
    status: () => statusMessage({ ...status(), nodes: [] }, {}, version, Date.now()),
  });
  // Of the whole cluster, whichever server a node's stream is at.
  const view: ReceiptView = replication?.receipts ?? receipts;
  const graph = replication?.leader?.graph ?? createCalculationGraph();
  const serviceMetrics = createServiceMetrics(metrics, {
    streams: () => server.size,
    nodesBehind: () => receipts.list().filter((node) => node.connected && !node.upToDate).length,
    objectErrors: () => errors.size,
    revision: () => served.revision,
  });
  if (source) health.setReady('source', false, 'the first list is not complete');
  if (replication?.follower) health.setReady('state', false, 'the log is not read yet');
  const server = new SyncServer({
    graph: replication?.follower?.outputs ?? graph,
    receipts,
    epoch,
    name: hostname(),
    version,
    identity,
    keepaliveMilliseconds: config.keepaliveSeconds * 1000,
    limits: () => ({ ...config, slowNodeMilliseconds: config.slowNodeSeconds * 1000 }),
    log,
    metrics: serviceMetrics,
    traces: changes,
  });
  const status = (): CalcGraphStatus => statusOf({ epoch, served, feed, view, errors, replication });
  const conversion = conversionOf(config);
  const about = { config, receipts: view, status, epoch, version, log };
  const admin = source && Admin.of({ ...about, conversion, graph });
  const fanOutAdmin = source ? undefined : FanOutAdmin.of({ ...about, replica: replication?.follower?.outputs });
  const progress = progressOf(replication, receipts);
  const reports = source && progress && reportsOf(config, { graph, progress, metrics: serviceMetrics, log });
  const feed =
    source &&
    new GraphFeed({
      graph: admin?.graph ?? graph,
      source,
      errors,
      conversion,
      batchMilliseconds: () => config.batchMilliseconds,
      onFlushing: () => changes?.flushing(),
      onFlush(summary, observedAt) {
        health.setReady('source', true);
        changes?.flushed(summary);
        replication?.leader?.flushed(observedAt);
        if (!replication) {
          changes?.serving(summary.revision, changes.take());
          serve(summary, observedAt);
        }
        reports?.flushed();
        admin?.flushed(summary);
      },
      onChanges(objects) {
        admin?.changed(objects);
        // Who stands by computes too, and nobody is sent what it computes.
        if (!replication || replication.leader?.written) changes?.changed(objects);
      },
      onTaken(change, understood, conversion) {
        admin?.taken(change, understood);
        reports?.taken(change, conversion);
      },
      log,
      metrics: serviceMetrics,
    });
  const served: ServedState = replication?.follower ?? feed!;
  return {
    ...{ epoch, log, metrics, health, receipts, view, server, feed, served, replication, flushes, status },
    ...{ admin: admin ?? fanOutAdmin, reports, traces },
  };
}

function tracesOf({ tracesEndpoint: endpoint, tracesRatio: ratio }: CalcGraphConfig, log: Logger): Traces | undefined {
  if (endpoint === undefined) return undefined;
  return new Traces({ endpoint, ratio, service: 'manul-calc-graph', version, instance: hostname(), log });
}

/** Undefined in a fan-out server. */
function progressOf(replication: Replication | undefined, receipts: Receipts): Progress | undefined {
  if (!replication) return localProgress(receipts);
  return replication.leader && loggedProgress(replication.leader, replication.receipts);
}

/** Throws ConfigError where something is to be told that there is nobody to tell. */
function reportsOf(
  config: CalcGraphConfig,
  parts: Pick<EnforcementReportsOptions, 'graph' | 'progress' | 'metrics' | 'log'>,
): EnforcementReports | undefined {
  const access = reportAccess(parseSourceSpec(config.source ?? '') ?? { kind: 'directory', directory: '' });
  if (access) return new EnforcementReports({ ...parts, config: () => config, access });
  const wanted = { '--policy-conditions': config.policyConditions, '--pod-readiness-gates': config.podReadinessGates };
  for (const [flag, isWanted] of Object.entries(wanted)) {
    if (isWanted) throw new ConfigError(`${flag}: is for --source kubernetes`);
  }
  return undefined;
}

/** Undefined in a fan-out server. */
async function sourceOf(config: CalcGraphConfig, options: CalcGraphOptions): Promise<Source | undefined> {
  if (config.role === 'fan-out') return undefined;
  if (options.source) return options.source;
  const spec = config.source === undefined ? undefined : parseSourceSpec(config.source);
  if (!spec) throw new ConfigError('--source: is needed');
  return createSource(spec, { stateDir: config.stateDir, conversion: conversionOf(config) });
}

async function tokenCheck(config: CalcGraphConfig, options: CalcGraphOptions): Promise<TokenCheck | undefined> {
  const { tokenAudience: audience } = config;
  if (audience === undefined) return undefined;
  requireTokenUsers(config);
  const users = () => config.tokenUsers;
  if (options.reviewToken) return new TokenCheck({ users, review: options.reviewToken });
  const access = await tokenReviewAccess(parseSourceSpec(config.source ?? 'kubernetes')!);
  return new TokenCheck({ users, review: (token) => reviewToken(access, token, audience) });
}

function requireTokenUsers({ tokenAudience, tokenUsers }: CalcGraphConfig): void {
  if (tokenAudience === undefined || tokenUsers.length > 0) return;
  throw new ConfigError("--token-users: tells whose tokens are drivers', and is needed");
}

/** Settings in effect, which change in place. */
function liveSettings(settings: CalcGraphConfig, { log, metrics }: Service): LiveSettings<CalcGraphConfig> {
  const reloads = metrics.counter({
    name: 'manul_calc_config_reloads_total',
    help: 'Attempts to take over changed settings.',
    labels: ['outcome'],
  });
  return new LiveSettings({
    schema: configSchema,
    settings,
    check: (next) => requireTokenUsers(configSchema.parse(next)),
    onApplied: (keys) => {
      if (keys.includes('logLevel')) log.level = settings.logLevel;
    },
    onOutcome: (outcome) => reloads.inc({ outcome }),
    log,
  });
}

interface Known {
  readonly epoch: number;
  readonly served: ServedState;
  readonly feed: GraphFeed | undefined;
  readonly view: ReceiptView;
  readonly errors: ObjectErrors;
  readonly replication: Replication | undefined;
}

function statusOf({ epoch, served, feed, view, errors, replication }: Known): CalcGraphStatus {
  const nodes = view.list();
  const connected = new Set(nodes.filter((node) => node.connected).map(({ node }) => node));
  return {
    epoch,
    revision: served.revision,
    inSync: served.inSync,
    enforced: served.inSync && nodes.every((node) => !node.connected || node.upToDate),
    nodes,
    nodesWithoutDriver: [...served.nodes()].filter((node) => !connected.has(node)).sort(),
    ...(feed
      ? { sourceProblems: feed.problems, objectErrors: errors.list(listedErrors), objectErrorCount: errors.size }
      : problemsToldBy(replication?.receipts.leader)),
  };
}

async function serveHttp(
  config: CalcGraphConfig,
  { metrics, health, status, view }: Service,
): Promise<HttpServer | undefined> {
  const address = config.http === undefined ? undefined : parseAddress(config.http);
  if (!address) return undefined;
  metrics.collectProcessMetrics();
  const enforcement = (query: URLSearchParams) => view.enforcement(query.get('object') ?? '');
  const documents = { '/status': status, '/enforcement': enforcement };
  return startHttpServer({ listen: listenOptions(address), metrics, health, documents });
}

/** Lets callers wait for the next flush. */
class Flushes {
  #waiting: ((revision: number) => void)[] = [];

  next(): Promise<number> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  happened(revision: number): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(revision);
  }
}
