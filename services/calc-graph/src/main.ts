// The service from its settings: what runs in one process, where it listens, and how it ends.
import { ConfigError, LiveSettings, listenOptions, parseAddress, type ReloadOutcome } from '@manul/config';
import type { Source } from '@manul/model';
import { createLogger, type HttpServer, type Logger, startHttpServer } from '@manul/observability';
import { type CalcGraphConfig, type CalcGraphSettings, configSchema, conversionOf } from './config.ts';
import { serverIdentity } from './credentials.ts';
import type { Enforcement } from './receipts.ts';
import { assemble, type Service } from './service.ts';
import { parseSourceSpec } from './source-spec.ts';
import { createSource } from './sources.ts';
import type { CalcGraphStatus } from './status.ts';
import type { TokenCheckOptions } from './token-check.ts';
import { configuredTokenCheck, requireTokenUsers } from './token-settings.ts';

export interface CalcGraphOptions {
  /** Instead of the one that the settings name. */
  readonly source?: Source;
  /** Instead of asking the API server whose token this is. */
  readonly reviewToken?: TokenCheckOptions['review'];
  readonly log?: Logger;
  /** Of this process's reign; the time of its start unless given. */
  readonly epoch?: number;
}

export interface CalcGraphHandle extends Addresses {
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

/** Each with the port that was chosen where 0 was asked for; undefined where the settings ask for none. */
interface Addresses {
  /** Where drivers connect; empty for a leader that serves none. */
  readonly address: string;
  readonly httpAddress: string | undefined;
  readonly adminAddress: string | undefined;
  /** Of the web page. */
  readonly pageUrl: string | undefined;
}

/** Starts the service; rejects with ConfigError where the settings cannot be served. */
export async function runCalcGraph(
  settings: CalcGraphSettings,
  options: CalcGraphOptions = {},
): Promise<CalcGraphHandle> {
  const config = configSchema.strict().parse(settings);
  const log = options.log ?? createLogger({ service: 'calc-graph', level: config.logLevel });
  const tokens = await configuredTokenCheck(config, options.reviewToken);
  const identity = serverIdentity({ ...config, tokens, log }, parseAddress(config.listen)!);
  const source = await sourceOf(config, options);
  const service = await assemble({ config, log, epoch: options.epoch ?? Date.now(), identity, source });
  const live = liveSettings(service);
  const { addresses, http } = await listen(service);
  service.feed?.start();
  service.replication?.start();
  service.reports?.start();
  const { address, httpAddress, adminAddress: admin, pageUrl: page } = addresses;
  const about = { source: config.source, role: config.role, epoch: service.epoch };
  log.info({ address, http: httpAddress, admin, page, ...about }, 'serving');
  return { ...addresses, ...control(service), reload: (load) => live.reload(load), stop: () => stop(service, http) };
}

type Control = Omit<CalcGraphHandle, keyof Addresses | 'reload' | 'stop'>;

function control({ epoch, served, receipts, flushes, view, status }: Service): Control {
  return {
    epoch,
    revision: () => served.revision,
    async enforced(revision, nodes) {
      while (served.revision < revision || !served.inSync) await flushes.next();
      await receipts.enforced(nodes);
    },
    nextFlush: () => flushes.next(),
    enforcement: (object) => view.enforcement(object),
    status,
  };
}

/** Undefined in a fan-out server, which computes nothing. */
async function sourceOf(config: CalcGraphConfig, options: CalcGraphOptions): Promise<Source | undefined> {
  if (config.role === 'fan-out') return undefined;
  if (options.source) return options.source;
  const spec = config.source === undefined ? undefined : parseSourceSpec(config.source);
  if (!spec) throw new ConfigError('--source: is needed');
  return createSource(spec, { stateDir: config.stateDir, conversion: conversionOf(config) });
}

/** Settings in effect, which change in place. */
function liveSettings({ config: settings, log, metrics }: Service): LiveSettings<CalcGraphConfig> {
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

interface Listening {
  readonly addresses: Addresses;
  readonly http: HttpServer | undefined;
}

/** All listen, or none does. */
async function listen(service: Service): Promise<Listening> {
  const { config, server, admin } = service;
  const address = config.role === 'leader' ? '' : await server.listen(parseAddress(config.listen)!);
  let http: HttpServer | undefined;
  try {
    http = await serveHttp(service);
    const adminAddress = await admin?.listen();
    return { addresses: { address, httpAddress: http?.address, adminAddress, pageUrl: admin?.pageUrl }, http };
  } catch (error) {
    await server.stop();
    await http?.close();
    throw error;
  }
}

async function serveHttp({ config, metrics, health, status, view }: Service): Promise<HttpServer | undefined> {
  const address = config.http === undefined ? undefined : parseAddress(config.http);
  if (!address) return undefined;
  metrics.collectProcessMetrics();
  const enforcement = (query: URLSearchParams) => view.enforcement(query.get('object') ?? '');
  const documents = { '/status': status, '/enforcement': enforcement };
  return startHttpServer({ listen: listenOptions(address), metrics, health, documents });
}

async function stop(service: Service, http: HttpServer | undefined): Promise<void> {
  const { feed, reports, server, replication, admin, traces, log } = service;
  await feed?.stop();
  reports?.stop();
  await server.stop();
  await replication?.stop();
  await admin?.stop();
  await traces?.stop();
  await http?.close();
  log.info({}, 'stopped');
}
