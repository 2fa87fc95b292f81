import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from './logger.ts';
import { parseTraceParent, Traces } from './traces.ts';

const servers: Server[] = [];

async function collector(status = 200): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(status).end('{}');
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`, bodies };
}

/** `lines`: what is logged. */
function traces(endpoint: string, ratio = 1, lines: string[] = []): Traces {
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ service: 'test', level: 'warn', destination });
  const about = { service: 'calc-graph', version: '1', instance: 'a', patienceMilliseconds: 60_000 };
  return new Traces({ endpoint, ratio, log, ...about });
}

describe('traces', () => {
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  test('reach the collector as OTLP in JSON, a span below the one whose parent it names', async () => {
    const { url, bodies } = await collector();
    const own = traces(url);
    const outer = own.span('change', { start: 1_700_000_000_000.25, attributes: { objects: ['Pod a/b'], count: 1 } })!;
    own.span('flush', { parent: outer.traceParent })!.end({ ratio: 0.5, good: true }, 'it broke');
    outer.end();
    await own.stop();
    const { resourceSpans } = JSON.parse(bodies[0]!);
    expect(resourceSpans[0].resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'calc-graph' },
    });
    const [flush, change] = resourceSpans[0].scopeSpans[0].spans;
    expect(flush).toMatchObject({
      name: 'flush',
      traceId: outer.traceId,
      parentSpanId: outer.spanId,
      status: { code: 2, message: 'it broke' },
      attributes: [
        { key: 'ratio', value: { doubleValue: 0.5 } },
        { key: 'good', value: { boolValue: true } },
      ],
    });
    expect(change).toMatchObject({
      startTimeUnixNano: '1700000000000250000',
      attributes: [
        { key: 'objects', value: { arrayValue: { values: [{ stringValue: 'Pod a/b' }] } } },
        { key: 'count', value: { intValue: '1' } },
      ],
    });
    expect(change).not.toHaveProperty('parentSpanId');
  });

  test('leave by themselves', async () => {
    const { url, bodies } = await collector();
    traces(url).span('change')!.end();
    await vi.waitFor(() => expect(bodies).toHaveLength(1), { timeout: 60_000 });
  });

  test('are lost, and counted, where the collector does not take them; that is said once', async () => {
    const lines: string[] = [];
    const own = traces((await collector(503)).url, 1, lines);
    own.span('change')!.end();
    await own.stop();
    own.span('change')!.end();
    await own.stop();
    expect(own.dropped).toBe(2);
    expect(lines.join()).toContain('answered 503');
    expect(lines).toHaveLength(1);
  });

  test('wait in a bounded number', () => {
    const own = traces('http://127.0.0.1:1/');
    for (let count = 0; count < 5_000; count++) own.span('change')!.end();
    expect(own.dropped).toBe(5_000 - 4_096);
  });

  test('are not recorded where the ratio or the parent says so', () => {
    const own = traces('http://127.0.0.1:1/', 0);
    expect(own.span('change')).toBeUndefined();
    const id = `${'ab'.repeat(16)}-${'cd'.repeat(8)}`;
    expect(own.span('flush', { parent: `00-${id}-00` })).toBeUndefined();
    expect(own.span('flush', { parent: `00-${id}-01` })?.traceId).toBe('ab'.repeat(16));
  });

  test.each(['', 'x', `00-${'0'.repeat(32)}-${'cd'.repeat(8)}-01`, `01-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`])(
    'know no parent in %j',
    (parent) => {
      expect(parseTraceParent(parent)).toBeUndefined();
    },
  );
});
