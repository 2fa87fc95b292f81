// Wires the service: source → convert → graph → flush → streams, with receipts coming back.
import { hostname } from 'node:os';
import { createCalculationGraph } from '@manul/calc';
import { listenOptions, parseAddress } from '@manul/config';
import type { ConversionOptions, Source } from '@manul/model';
import { createLogger, Health, type HttpServer, type Logger, Metrics, startHttpServer } from '@manul/observability';
import { type CalcGraphConfig, type CalcGraphSettings, configSchema } from './config.ts';
import { type ServerIdentity, serverIdentity } from './credentials.ts';
import { GraphFeed } from './graph-feed.ts';
import { createServiceMetrics } from './metrics.ts';
import { ObjectErrors } from './object-errors.ts';
import { type Enforcement, Receipts } from './receipts.ts';
import { parseSourceSpec } from './source-spec.ts';
import { createSource } from './sources.ts';
import type { CalcGraphStatus } from './status.ts';
import { SyncServer } from './sync-server.ts';

export interface CalcGraphOptions {
  /** Instead of the one that the settings name. */
  readonly source?: Source;
  readonly log?: Logger;
  /** Of this process's reign; the time of its start unless given. */
  readonly epoch?: number;
}

export interface CalcGraphHandle {
  /** Where drivers connect, with the port that was chosen where 0 was asked for. */
  readonly address: string;
  readonly httpAddress: string | undefined;
  readonly epoch: number;
  /** Newest revision of the graph. */
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
  stop(): Promise<void>;
}

const version = '0.1.0';
const listedErrors = 1000;

/** Starts the service; rejects with ConfigError where the settings cannot be served. */
export async function runCalcGraph(
  settings: CalcGraphSettings,
  options: CalcGraphOptions = {},
): Promise<CalcGraphHandle> {
  const config = configSchema.strict().parse(settings);
  const identity = serverIdentity(config, parseAddress(config.listen)!);
  const source =
    options.source ??
    (await createSource(parseSourceSpec(config.source)!, {
      stateDir: config.stateDir,
      conversion: conversionOf(config),
    }));
  const service = assemble(config, options, { source, identity });
  const { feed, server, receipts, log, flushes } = service;
  const address = await server.listen(parseAddress(config.listen)!);
  let http: HttpServer | undefined;
  try {
    http = await serveHttp(config, service);
  } catch (error) {
    await server.stop();
    throw error;
  }
  feed.start();
  log.info({ address, http: http?.address, source: config.source, epoch: service.epoch }, 'serving');
  return {
    address,
    httpAddress: http?.address,
    epoch: service.epoch,
    revision: () => feed.revision,
    async enforced(revision, nodes) {
      while (feed.revision < revision || !feed.inSync) await flushes.next();
      await receipts.enforced(nodes);
    },
    nextFlush: () => flushes.next(),
    enforcement: (object) => receipts.enforcement(object),
    status: service.status,
    async stop() {
      await feed.stop();
      await server.stop();
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
  readonly receipts: Receipts;
  readonly server: SyncServer;
  readonly feed: GraphFeed;
  readonly flushes: Flushes;
  readonly status: () => CalcGraphStatus;
}

interface Given {
  readonly source: Source;
  readonly identity: ServerIdentity;
}

function assemble(config: CalcGraphConfig, options: CalcGraphOptions, { source, identity }: Given): Service {
  const log = options.log ?? createLogger({ service: 'calc-graph', level: config.logLevel });
  const epoch = options.epoch ?? Date.now();
  const metrics = new Metrics();
  const health = new Health();
  const graph = createCalculationGraph();
  const receipts = new Receipts(epoch);
  const errors = new ObjectErrors(log);
  const flushes = new Flushes();
  const serviceMetrics = createServiceMetrics(metrics, {
    streams: () => server.size,
    nodesBehind: () => receipts.list().filter((node) => node.connected && !node.upToDate).length,
    objectErrors: () => errors.size,
    revision: () => feed.revision,
  });
  health.setReady('source', false, 'the first list is not complete');
  const server = new SyncServer({
    graph,
    receipts,
    epoch,
    name: hostname(),
    version,
    identity,
    keepaliveMilliseconds: config.keepaliveSeconds * 1000,
    slowNodeMilliseconds: config.slowNodeSeconds * 1000,
    log,
    metrics: serviceMetrics,
  });
  const feed = new GraphFeed({
    graph,
    source,
    errors,
    conversion: conversionOf(config),
    batchMilliseconds: config.batchMilliseconds,
    onFlush(summary) {
      health.setReady('source', true);
      server.flushed(summary);
      flushes.happened(summary.revision);
    },
    log,
    metrics: serviceMetrics,
  });
  const status = () => statusOf(epoch, feed, receipts, errors);
  return { epoch, log, metrics, health, receipts, server, feed, flushes, status };
}

function conversionOf({ interfacePrefix, sourceSpoofing, nodePeers }: CalcGraphConfig): ConversionOptions {
  return { interfacePrefix, sourceSpoofing, nodePeers };
}

function statusOf(epoch: number, feed: GraphFeed, receipts: Receipts, errors: ObjectErrors): CalcGraphStatus {
  const nodes = receipts.list();
  const connected = new Set(nodes.filter((node) => node.connected).map(({ node }) => node));
  return {
    epoch,
    revision: feed.revision,
    inSync: feed.inSync,
    enforced: feed.inSync && nodes.every((node) => !node.connected || node.upToDate),
    nodes,
    nodesWithoutDriver: [...feed.nodes()].filter((node) => !connected.has(node)).sort(),
    sourceProblems: feed.problems,
    objectErrors: errors.list(listedErrors),
    objectErrorCount: errors.size,
  };
}

async function serveHttp(
  config: CalcGraphConfig,
  { metrics, health, status, receipts }: Service,
): Promise<HttpServer | undefined> {
  const address = config.http === undefined ? undefined : parseAddress(config.http);
  if (!address) return undefined;
  metrics.collectProcessMetrics();
  const enforcement = (query: URLSearchParams) => receipts.enforcement(query.get('object') ?? '');
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
