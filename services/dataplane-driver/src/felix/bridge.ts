// Feeds an external dataplane driver that was written for Felix from a calc-graph.
import { createLogger, type Logger, Metrics, version } from '@manul/observability';
import type { felix } from '@manul/proto';
import { z } from 'zod';
import { configSchema } from '../config.ts';
import { Driver } from '../driver.ts';
import { createDriverMetrics } from '../metrics.ts';
import type { Position } from '../node-state.ts';
import { serverConnection } from '../server-connection.ts';
import { SyncClient } from '../sync-client.ts';
import { ChildDriver } from './child-driver.ts';

export const felixBridgeSchema = configSchema
  .pick({
    node: true,
    server: true,
    tlsCaFile: true,
    tlsCertFile: true,
    tlsKeyFile: true,
    tlsServerName: true,
    tokenFile: true,
    insecure: true,
    keepaliveSeconds: true,
    reconnectMaxSeconds: true,
    logLevel: true,
  })
  .extend({
    driver: z.string().min(1).describe('The driver, started without arguments as Felix does: pipes on 3 and 4.'),
    felix: configSchema.shape.felix
      .removeDefault()
      .default({})
      .describe("A setting for the driver, by Felix's name: InterfacePrefix=cali. Its environment is this process's."),
  });

export type FelixBridgeSettings = z.input<typeof felixBridgeSchema>;

export interface FelixBridgeHandle {
  /** Newest position that the driver was told of; Felix's protocol has no word for what it has done of it. */
  told(): Position | undefined;
  waitForPosition(position: Position): Promise<void>;
  stop(): Promise<void>;
}

/** Runs the driver for as long as it is let. Rejects with ConfigError where the settings cannot be used. */
export async function runFelixBridge(
  settings: FelixBridgeSettings,
  options: { readonly log?: Logger } = {},
): Promise<FelixBridgeHandle> {
  const given = felixBridgeSchema.strict().parse(settings);
  const { driver: executable, felix: parameters, ...rest } = given;
  const config = configSchema.parse({ ...rest, felix: {} });
  const log = options.log ?? createLogger({ service: 'felix-bridge', level: config.logLevel });
  const connection = serverConnection(config);
  const child = new ChildDriver({
    executable,
    parameters: { FelixHostname: config.node, DatastoreType: 'kubernetes', ...parameters },
    onReport(report) {
      if (!isEndpointStatus(report)) return;
      client.sendStatus(report);
      // The receipt names what is in error.
      driver.refresh();
    },
    onEnd: () => driver.refresh(),
    log,
  });
  const driver = driverBefore(child, config.node, log);
  const client = new SyncClient({ ...connection, handler: driver, log });
  driver.attach(client);
  client.start();
  return {
    told: () => driver.inKernel,
    waitForPosition: (position) => driver.waitForPosition(position),
    async stop() {
      client.stop();
      await Promise.all([driver.stop(), child.stop()]);
    },
  };
}

/** The half of a driver that talks to the server; what it would program itself it hands on. */
function driverBefore(child: ChildDriver, node: string, log: Logger): Driver {
  const metrics = createDriverMetrics(new Metrics(), () => driver);
  const driver = new Driver({
    node,
    version,
    sink: child,
    recorder: undefined,
    kernel: child,
    statusFiles: undefined,
    tellsStatuses: false,
    backends: ['felix-driver'],
    times: () => ({ refreshMilliseconds: 86_400_000, postWriteMilliseconds: 86_400_000 }),
    kernelIdentity: undefined,
    onChanging: () => {},
    onGood: () => {},
    onRound: () => {},
    log,
    metrics,
  });
  return driver;
}

function isEndpointStatus(report: felix.FromDataplane): boolean {
  return report.payload !== undefined && /^(workload|host)_endpoint_status_/.test(report.payload);
}
