// From a change of the cluster to the receipts of its nodes is one trace, whichever processes it passes through.
import { type CalcGraphHandle, type CalcGraphSettings, runCalcGraph } from '@manul/service-calc-graph';
import { type DriverHandle, runDriver } from '@manul/service-dataplane-driver';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freePort } from '../apiserver/src/index.ts';
import { hasRedis, RedisProcess } from '../chaos/src/redis-process.ts';
import { type CollectedSpan, Collector } from './collector.ts';
import { allowOnly, smallCluster } from './objects.ts';
import { HandFedSource, quiet, temporaryDirectory } from './stream-harness.ts';

const nodes = ['node-a', 'node-b'];
const patience = { timeout: 300_000, interval: 50 };

describe('traces', () => {
  let collector: Collector;
  let directory: ReturnType<typeof temporaryDirectory>;
  let ends: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    collector = await Collector.start();
    directory = temporaryDirectory();
  });
  afterEach(async () => {
    for (const end of ends.reverse()) await end();
    ends = [];
    await collector.stop();
    directory.remove();
  });

  async function startServer(settings: CalcGraphSettings, source?: HandFedSource): Promise<CalcGraphHandle> {
    const handle = await runCalcGraph(settings, { log: quiet, ...(source && { source }) });
    ends.push(() => handle.stop());
    source?.inSync();
    return handle;
  }

  async function startDrivers(server: CalcGraphHandle, traced: boolean): Promise<DriverHandle[]> {
    const settings = {
      server: [server.address],
      backend: 'none' as const,
      ...(traced && { tracesEndpoint: collector.url }),
    };
    const handles = await Promise.all(nodes.map((node) => runDriver({ ...settings, node }, { log: quiet })));
    ends.push(async () => void (await Promise.all(handles.map((handle) => handle.stop()))));
    await vi.waitFor(() => expect(server.status().nodes.filter(({ upToDate }) => upToDate)).toHaveLength(2), patience);
    return handles;
  }

  /** The trace of the one change that has an object of that name. */
  async function traceOf(name: string, size: number): Promise<readonly CollectedSpan[]> {
    return vi.waitFor(() => {
      const change = collector.spans.find((span) => span.about['manul.objects']?.includes(name));
      expect(change, `a change of ${name}`).toBeDefined();
      const spans = collector.spans.filter(({ traceId }) => traceId === change!.traceId);
      expect(spans.map((span) => span.name).sort(), name).toHaveLength(size);
      return spans;
    }, patience);
  }

  /** `change > flush > deliver node-a > apply node-a`, for every span that has none below it. */
  function paths(spans: readonly CollectedSpan[]): readonly string[] {
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const label = ({ name, about }: CollectedSpan) => [name, about['manul.node'] ?? []].flat().join(' ');
    const up = (span: CollectedSpan): string => {
      const parent = byId.get(span.parentSpanId ?? '');
      return parent ? `${up(parent)} > ${label(span)}` : label(span);
    };
    const parents = new Set(spans.map(({ parentSpanId }) => parentSpanId));
    return spans
      .filter(({ spanId }) => !parents.has(spanId))
      .map(up)
      .sort();
  }

  function expectOrdered(spans: readonly CollectedSpan[]): void {
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    for (const span of spans) {
      const { parentSpanId = '', startTimeUnixNano: start, endTimeUnixNano: end, status } = span;
      expect(status.code).toBe(1);
      expect(BigInt(end)).toBeGreaterThanOrEqual(BigInt(start));
      const parent = byId.get(parentSpanId);
      // All are of this machine's clock, as far as processes agree about it.
      if (parent) expect(BigInt(start) + 5_000_000n).toBeGreaterThanOrEqual(BigInt(parent.startTimeUnixNano));
    }
  }

  const whole = nodes.map((node) => `change > flush > deliver ${node} > apply ${node}`);
  /** Something new for each node. */
  const forBoth = [allowOnly('client', 'web', 99), allowOnly('database', 'client', 99)];
  const changed = 'NetworkPolicy prod/client';

  test('span the source, the graph, and each node with its kernel and receipt', async () => {
    const source = new HandFedSource(smallCluster());
    const listen = `unix:${directory.path}/sync.sock`;
    const settings = { source: 'directory:none', listen, tracesEndpoint: collector.url };
    await startDrivers(await startServer(settings, source), true);
    source.apply(...forBoth);
    const spans = await traceOf(changed, 6);
    expect(paths(spans)).toEqual(whole);
    expectOrdered(spans);
    const [change] = spans.filter(({ name }) => name === 'change');
    expect(change?.about).toMatchObject({ 'manul.changes': '2' });
    expect(change?.service).toBe('manul-calc-graph');
    const deliveries = spans.filter(({ name }) => name === 'deliver');
    for (const { about } of deliveries) expect(about['manul.acknowledged']).toBe(about['manul.revision']);
  });

  test('end at the receipt where drivers trace nothing, and are not there where nobody asked for any', async () => {
    const source = new HandFedSource(smallCluster());
    const listen = `unix:${directory.path}/sync.sock`;
    const settings = { source: 'directory:none', listen, tracesEndpoint: collector.url };
    await startDrivers(await startServer(settings, source), false);
    source.apply(...forBoth);
    expect(paths(await traceOf(changed, 4))).toEqual(nodes.map((node) => `change > flush > deliver ${node}`));

    const other = new HandFedSource(smallCluster());
    const untraced = await startServer(
      { source: 'directory:none', listen: `unix:${directory.path}/other.sock` },
      other,
    );
    const drivers = await startDrivers(untraced, true);
    const { revision } = untraced.status();
    other.apply(...forBoth);
    const isApplied = (driver: DriverHandle) => (driver.inKernel()?.revision ?? 0) > revision;
    await vi.waitFor(() => expect(drivers.every(isApplied)).toBe(true), patience);
    // What these would have to say is said when they end; none of the others says anything.
    for (const driver of drivers) await driver.stop();
    expect(collector.spans.filter(({ service }) => service !== 'manul-calc-graph')).toEqual([]);
  });

  test.runIf(hasRedis('traces through the log'))('go through the log to who serves', async () => {
    const redis = new RedisProcess(await freePort(), directory.path);
    await redis.start();
    ends.push(() => redis.kill());
    const source = new HandFedSource(smallCluster());
    const shared = { redis: `redis://127.0.0.1:${redis.port}`, tracesEndpoint: collector.url };
    await startServer({ ...shared, role: 'leader', source: 'directory:none' }, source);
    const listen = `unix:${directory.path}/sync.sock`;
    await startDrivers(await startServer({ ...shared, role: 'fan-out', listen }), true);
    source.apply(...forBoth);
    const spans = await traceOf(changed, 6);
    expect(paths(spans)).toEqual(whole);
    expectOrdered(spans);
  });
});
