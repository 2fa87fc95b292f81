// Wires the driver: stream → state → managers → kernel, with receipts going back and the last-good state beside.
import {
  ConfigError,
  type ConfigSchema,
  LiveSettings,
  listenOptions,
  parseAddress,
  type ReloadOutcome,
} from '@manul/config';
import { DataplaneDriver, type KernelBackend } from '@manul/dataplane';
import { createCommandRunner } from '@manul/iptables';
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
import { FelixParameterError, felixParameterUse, type RulesConfig, rulesConfigFromFelix } from '@manul/rules';
import { createBackend } from './backends.ts';
import { configSchema, type DriverSettings, type NodeConfig } from './config.ts';
import { Driver } from './driver.ts';
import { EndpointStatusFiles } from './endpoint-status-files.ts';
import { HostNetworkWatch, isBridgeFiltered } from './host-network.ts';
import { watchInterfaces } from './interface-monitor.ts';
import { kernelIdentity } from './kernel-identity.ts';
import { lastGoodPaths } from './last-good.ts';
import { LastGoodKeeper } from './last-good-keeper.ts';
import { createDriverMetrics, type DriverMetrics } from './metrics.ts';
import type { Position } from './node-state.ts';
import { type Recording, startRecording } from './recording.ts';
import { serverConnection } from './server-connection.ts';
import type { DriverStatus } from './status.ts';
import { evaluatorSettings } from './strict/evaluator-settings.ts';
import { StrictMode } from './strict/strict-mode.ts';
import { SyncClient } from './sync-client.ts';
import type { Upstream } from './upstream.ts';

export interface DriverRunOptions {
  /** Instead of the one that the settings name. */
  readonly backend?: KernelBackend;
  readonly log?: Logger;
}

export interface DriverHandle {
  readonly httpAddress: string | undefined;
  /** Newest position that is in the kernel. */
  inKernel(): Position | undefined;
  /** Settles when that position, or a later one, is in the kernel. */
  waitForPosition(position: Position): Promise<void>;
  status(): DriverStatus;
  /** Takes over settings while the driver runs; see `LiveSettings`. Absent where others give it its settings. */
  readonly reload?: (load: () => object) => ReloadOutcome;
  /** Leaves the kernel as it is. */
  stop(): Promise<void>;
}

/** Starts the driver; rejects with ConfigError where the settings do not fit this host. */
export async function runDriver(settings: DriverSettings, options: DriverRunOptions = {}): Promise<DriverHandle> {
  const config = configSchema.strict().parse(settings);
  const log = options.log ?? createLogger({ service: 'driver', level: config.logLevel }).child({ node: config.node });
  const connection = serverConnection(config);
  return startDriver(config, rulesConfig(config, log), { ...options, log, schema: configSchema }, (driver) => {
    log.info({ servers: config.server }, 'looking for a server');
    return new SyncClient({ ...connection, handler: driver, log });
  });
}

interface StartOptions extends DriverRunOptions {
  readonly log: Logger;
  /** What the settings can be read again by; undefined where they cannot. */
  readonly schema?: ConfigSchema;
}

/** Starts a driver whose messages come from wherever `connect` says. */
export async function startDriver(
  config: NodeConfig,
  rules: RulesConfig,
  { log, schema, ...options }: StartOptions,
  connect: (driver: Driver) => Upstream,
): Promise<DriverHandle> {
  const backend = options.backend ?? (await createBackend(config, rules, log));
  const recording = await startRecording(config, version, log);
  const parts = assemble(config, { backend, rules, log, recording });
  const live = schema && liveSettings(config, schema, parts, log);
  const { driver, keeper, strict } = parts;
  const client = connect(driver);
  driver.attach(client);
  const status = (): DriverStatus => ({
    node: config.node,
    backend: backend.name,
    connected: driver.isConnected,
    inKernel: driver.inKernel,
    fromLastGood: driver.fromLastGood,
    trouble: driver.trouble,
    errors: driver.errors,
    warnings: strict?.warning === undefined ? [] : [strict.warning],
  });
  const http = await serveHttp(config, parts, status);
  if (config.stateDir !== undefined) await driver.restore(lastGoodPaths(config.stateDir));
  const stopWatching = watchHost(config, parts, rules);
  client.start();
  log.info({ backend: backend.name, http: http?.address }, 'driver started');
  return {
    httpAddress: http?.address,
    inKernel: () => driver.inKernel,
    waitForPosition: (position) => driver.waitForPosition(position),
    status,
    ...(live && { reload: (load: () => object) => live.reload(load) }),
    async stop() {
      client.stop();
      stopWatching();
      await driver.stop();
      await strict?.stop();
      await keeper?.stop();
      await recording?.stop();
      await parts.traces?.stop();
      await http?.close();
      log.info({}, 'stopped; the kernel stays as it is');
    },
  };
}

function liveSettings(
  settings: NodeConfig,
  schema: ConfigSchema,
  { driverMetrics }: Parts,
  log: Logger,
): LiveSettings<NodeConfig> {
  const onApplied = (keys: readonly string[]) => {
    if (keys.includes('logLevel')) log.level = settings.logLevel;
  };
  return new LiveSettings({ schema, settings, onApplied, onOutcome: driverMetrics.reloaded, log });
}

/** Tells the dataplane of the host's interfaces and routes, now and whenever they change. */
function watchHost(config: NodeConfig, { driver, dataplane, network }: Parts, rules: RulesConfig): () => void {
  const stopInterfaces = watchInterfaces({
    pollMilliseconds: config.interfacePollSeconds * 1000,
    workloadPrefixes: rules.workloadInterfacePrefixes,
    onChange(addresses) {
      dataplane.setHostInterfaces(addresses);
      driver.refresh();
    },
  });
  network?.start();
  return () => {
    stopInterfaces();
    network?.stop();
  };
}

/** How the settings shape rules. Throws ConfigError. */
export function rulesConfig({ felix, prefix, workloadInterfaces }: NodeConfig, log: Logger): RulesConfig {
  const ignored = Object.keys(felix).filter((name) => felixParameterUse(name) === 'ignored');
  if (ignored.length > 0) log.warn({ parameters: ignored }, "parameters of Felix's that change nothing here");
  try {
    const rules = rulesConfigFromFelix(felix);
    return { ...rules, chainPrefix: `${prefix}-`, setPrefix: prefix, workloadDispatch: workloadInterfaces };
  } catch (error) {
    if (error instanceof FelixParameterError) throw new ConfigError(`--felix: ${error.message}`, { cause: error });
    throw error;
  }
}

interface Parts {
  readonly driver: Driver;
  readonly dataplane: DataplaneDriver;
  readonly keeper: LastGoodKeeper | undefined;
  readonly network: HostNetworkWatch | undefined;
  readonly strict: StrictMode | undefined;
  readonly metrics: Metrics;
  readonly driverMetrics: DriverMetrics;
  readonly traces: Traces | undefined;
  readonly health: Health;
}

interface Given {
  readonly backend: KernelBackend;
  readonly rules: RulesConfig;
  readonly log: Logger;
  readonly recording: Recording | undefined;
}

function assemble(config: NodeConfig, { backend, rules, log, recording }: Given): Parts {
  const metrics = new Metrics();
  const health = new Health();
  health.setReady('kernel', false, 'no state has been programmed yet');
  const dataplane = new DataplaneDriver({
    backend,
    config: rules,
    rawEgressOnly: config.rawEgressOnly,
    onEffective: (message) => strict?.onUpdate(message),
    onEndpointsFirst: (endpoints) => driver.endpointsFirst(endpoints),
  });
  const driverMetrics = createDriverMetrics(metrics, () => driver);
  const traces = tracesOf(config, log);
  const strict = config.strict ? strictMode(config, rules, driverMetrics, log) : undefined;
  const driver = new Driver({
    node: config.node,
    version,
    backends: [backend.name],
    sink: dataplane,
    recorder: recording?.recorder,
    kernel: {
      apply: () => dataplane.apply(),
      verify: (which) => backend.verify(which),
      retryRefused: () => dataplane.retryRefused(),
    },
    times: () => ({
      refreshMilliseconds: config.refreshSeconds * 1000,
      postWriteMilliseconds: config.postWriteCheckSeconds * 1000,
    }),
    kernelIdentity: kernelIdentity(),
    onChanging() {
      keeper?.changing();
      // A pod's link and its endpoint come at about the same time.
      network?.look();
    },
    statusFiles:
      config.endpointStatusPrefix === undefined ? undefined : new EndpointStatusFiles(config.endpointStatusPrefix),
    onGood: () => keeper?.good(),
    onRound() {
      health.setReady('kernel', driver.inKernel !== undefined, 'the kernel could not be programmed');
      if (driver.trouble === '') strict?.afterRound();
    },
    log,
    metrics: driverMetrics,
    traces,
  });
  const keeper = keeperOf(config, driver, driverMetrics, log);
  const network = networkWatchOf(config, driver, dataplane, log);
  return { driver, dataplane, keeper, network, strict, metrics, driverMetrics, traces, health };
}

/** Undefined where no state is kept on disk. */
function keeperOf(config: NodeConfig, driver: Driver, metrics: DriverMetrics, log: Logger): LastGoodKeeper | undefined {
  if (config.stateDir === undefined) return undefined;
  return new LastGoodKeeper({
    paths: lastGoodPaths(config.stateDir),
    milliseconds: () => config.lastGoodSeconds * 1000,
    maxBytes: () => config.lastGoodMaxMegabytes * 1024 * 1024,
    state: () => driver.lastGood(),
    onWritten: (ok) => metrics.lastGoodWritten(ok),
    log,
  });
}

function tracesOf({ tracesEndpoint: endpoint, node }: NodeConfig, log: Logger): Traces | undefined {
  return endpoint === undefined
    ? undefined
    : new Traces({ endpoint, service: 'manul-driver', version, instance: node, log });
}

function strictMode(config: NodeConfig, rules: RulesConfig, metrics: DriverMetrics, log: Logger): StrictMode {
  return new StrictMode({
    node: config.node,
    settings: evaluatorSettings(rules),
    run: createCommandRunner().run,
    onCut: (connections) => metrics.connectionsCut(connections),
    log,
  });
}

/** Undefined where pods are found by their interfaces' names alone, or nothing is programmed for them. */
function networkWatchOf(
  config: NodeConfig,
  driver: Driver,
  dataplane: DataplaneDriver,
  log: Logger,
): HostNetworkWatch | undefined {
  if (config.workloadInterfaces !== 'any' || config.rawEgressOnly) return undefined;
  let warned = false;
  return new HostNetworkWatch({
    pollMilliseconds: config.interfacePollSeconds * 1000,
    onChange(network) {
      dataplane.setHostNetwork(network);
      driver.refresh();
    },
    onLook() {
      if (warned || dataplane.workloadsByAddress === 0 || isBridgeFiltered()) return;
      warned = true;
      log.error({}, 'net.bridge.bridge-nf-call-iptables is not 1: pods on one bridge reach each other unfiltered');
    },
  });
}

async function serveHttp(
  config: NodeConfig,
  { metrics, health }: Parts,
  status: () => DriverStatus,
): Promise<HttpServer | undefined> {
  const address = config.http === undefined ? undefined : parseAddress(config.http);
  if (!address) return undefined;
  metrics.collectProcessMetrics();
  return startHttpServer({ listen: listenOptions(address), metrics, health, documents: { '/status': status } });
}
