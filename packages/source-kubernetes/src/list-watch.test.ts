import type { ServerResponse } from 'node:http';
import type { Subscription } from 'rxjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from './api-client.ts';
import { answer, configMap, FakeApiServer, list, status, watchEvent } from './fake-api-server.ts';
import { KnownObjects } from './known-objects.ts';
import { type ListWatchOptions, listWatch } from './list-watch.ts';

let server: FakeApiServer;
let client: ApiClient;
let subscription: Subscription;
/** What was told: `apply a`, `delete a`, `listed`, `following`, `failed <message>`. */
let told: string[];
/** The answers to lists, in order; the last one stays. */
let lists: ((response: ServerResponse, url: URL) => void)[];
/** The answer to a look at where the server stands, after trouble. */
let look: (response: ServerResponse) => void;
/** The answers to watches, in order; after the last one watches hang. */
let watches: ((response: ServerResponse, url: URL) => void)[];

const options: ListWatchOptions = {
  pageSize: 2,
  inactivityMs: 60_000,
  watchSeconds: 300,
  maxObjectBytes: 16 * 1024 * 1024,
  backOff: { firstMs: 10, maxMs: 40 },
};

beforeEach(async () => {
  told = [];
  lists = [];
  watches = [];
  look = gives(list(1_000_000, []));
  server = await FakeApiServer.start();
  server.handler = (url, response) => {
    if (url.searchParams.has('watch')) (watches.shift() ?? open())(response, url);
    else if (url.searchParams.get('limit') === '1') look(response);
    else (lists.length > 1 ? lists.shift()! : lists[0]!)(response, url);
  };
});

afterEach(async () => {
  subscription.unsubscribe();
  await client.close();
  await server.stop();
});

function start(more: Partial<ListWatchOptions> = {}, responseTimeoutMs = 60_000): void {
  client = new ApiClient(server.access, { responseTimeoutMs });
  const target = { path: '/api/v1/configmaps', apiVersion: 'v1', known: new KnownObjects('ConfigMap') };
  subscription = listWatch(client, target, { ...options, ...more }).subscribe((event) => {
    if (event.type === 'changes') {
      for (const { op, object } of event.changes) told.push(`${op} ${object.metadata.name}`);
    } else if (event.type === 'failed') {
      told.push(`failed ${event.error instanceof Error ? event.error.message : event.error}`);
    } else {
      told.push(event.type);
    }
  });
}

const gives =
  (body: object, code = 200, headers = {}) =>
  (response: ServerResponse) =>
    answer(response, code, body, headers);

/** A watch that opens, says this, and stays open. */
const open =
  (...chunks: (string | Buffer)[]) =>
  (response: ServerResponse) => {
    response.writeHead(200).flushHeaders();
    for (const chunk of chunks) response.write(chunk);
  };

/** A watch that says this and ends. */
const ends =
  (...chunks: string[]) =>
  (response: ServerResponse) => {
    response.writeHead(200);
    response.end(chunks.join(''));
  };

/** A watch whose connection breaks. */
const cutsOff = (response: ServerResponse) => {
  response
    .writeHead(200)
    .write(watchEvent('BOOKMARK', { metadata: { resourceVersion: '100' } }), () => response.destroy());
};

const queries = () => server.requests.map((url) => new URL(url, 'http://x').searchParams);
const watchedFrom = () =>
  queries()
    .filter((query) => query.has('watch'))
    .map((query) => query.get('resourceVersion'));

async function expectTold(...lines: string[]): Promise<void> {
  await vi.waitFor(() => expect(told).toEqual(lines), { timeout: 60_000, interval: 5 });
}

async function eventually(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 60_000, interval: 5 });
}

test('pages are told as they come, then the watch goes on from where the list stood', async () => {
  lists = [gives(list(7, [configMap('a', 1), configMap('b', 2)], 'next')), gives(list(7, [configMap('c', 3)]))];
  watches = [open(watchEvent('ADDED', configMap('d', 8)), watchEvent('DELETED', configMap('a', 9)))];
  start();
  await expectTold('apply a', 'apply b', 'apply c', 'listed', 'following', 'apply d', 'delete a');
  expect(queries()[0]!.get('limit')).toBe('2');
  expect(queries()[1]!.get('continue')).toBe('next');
  expect(watchedFrom()).toEqual(['7']);
  expect(queries()[2]!.get('allowWatchBookmarks')).toBe('true');
});

test('events cut anywhere are put together, and a bookmark moves the position', async () => {
  lists = [gives(list(1, []))];
  const text = watchEvent('ADDED', configMap('é', 2)) + watchEvent('BOOKMARK', { metadata: { resourceVersion: '50' } });
  watches = [
    (response) => {
      response.writeHead(200);
      const bytes = Buffer.from(text);
      let sent = 0;
      const step = () => {
        response.write(bytes.subarray(sent, sent + 7));
        sent += 7;
        if (sent < bytes.length) setImmediate(step);
        else response.end();
      };
      step();
    },
  ];
  start();
  await eventually(() => expect(watchedFrom()).toEqual(['1', '50']));
  expect(told.filter((line) => line.startsWith('failed'))).toEqual([]);
  expect(told).toContain('apply é');
});

test('an object of 5 MB is an object like any other', async () => {
  lists = [gives(list(1, []))];
  watches = [open(watchEvent('ADDED', configMap('large', 2, { data: { blob: 'x'.repeat(5 * 1024 * 1024) } })))];
  start();
  await expectTold('listed', 'following', 'apply large');
});

test('410 as a watch event: a new list, of which only differences are told, additions before removals', async () => {
  const before = [configMap('same', 1), configMap('changed', 2), configMap('gone', 3)];
  const after = [configMap('same', 1), configMap('changed', 20), configMap('new', 21)];
  lists = [gives(list(10, before)), gives(list(30, after))];
  watches = [open(watchEvent('ERROR', status(410, 'Expired', 'too old resource version')))];
  start();
  await eventually(() => expect(watchedFrom()).toEqual(['10', '30']));
  await expectTold(
    ...['apply same', 'apply changed', 'apply gone', 'listed', 'following'],
    ...['apply changed', 'apply new', 'delete gone', 'listed', 'following'],
  );
});

test('410 as the answer to a watch is the same', async () => {
  lists = [gives(list(10, [configMap('a', 1)])), gives(list(30, []))];
  watches = [gives(status(410, 'Expired'), 410)];
  start();
  await expectTold('apply a', 'listed', 'delete a', 'listed', 'following');
});

test('events before an error event count', async () => {
  lists = [gives(list(1, []))];
  watches = [open(watchEvent('ADDED', configMap('a', 2)) + watchEvent('ERROR', status(500, 'InternalError', 'oops')))];
  start();
  await expectTold('listed', 'following', 'apply a', 'failed 500 oops', 'following');
  expect(watchedFrom()).toEqual(['1', '2']);
});

test('a list that expires between pages begins anew, and is read in one piece when that happens again', async () => {
  const first = gives(list(5, [configMap('a', 1), configMap('b', 2)], 'next'));
  const expired = gives(status(410, 'Expired'), 410);
  lists = [first, expired, first, expired, gives(list(9, [configMap('a', 1), configMap('c', 3)]))];
  start();
  await eventually(() => expect(told).toContain('following'));
  expect(told.filter((line) => !line.startsWith('failed'))).toEqual([
    ...['apply a', 'apply b', 'apply c', 'delete b', 'listed', 'following'],
  ]);
  expect(queries()[4]!.has('limit')).toBe(false);
});

test('a watch cut within an object goes on from the last whole one', async () => {
  lists = [gives(list(1, []))];
  const cut = watchEvent('ADDED', configMap('b', 3)).slice(0, -10);
  watches = [ends(watchEvent('ADDED', configMap('a', 2)), cut), open(watchEvent('ADDED', configMap('b', 3)))];
  start();
  await expectTold(
    ...['listed', 'following', 'apply a', 'failed the watch was cut within an object', 'following', 'apply b'],
  );
  expect(watchedFrom()).toEqual(['1', '2']);
});

test('a connection that breaks is resumed, and what was told is not told again', async () => {
  lists = [gives(list(2, [configMap('a', 2)]))];
  watches = [
    (response) => {
      response.writeHead(200);
      response.write(watchEvent('MODIFIED', configMap('a', 3)), () => response.destroy());
    },
    open(watchEvent('MODIFIED', configMap('a', 3)) + watchEvent('MODIFIED', configMap('a', 4))),
  ];
  start();
  await eventually(() => expect(told.filter((line) => line === 'apply a')).toHaveLength(3));
  expect(watchedFrom()).toEqual(['2', '3']);
});

test('what is no JSON, or no event, leads to a new list', async () => {
  lists = [gives(list(1, [])), gives(list(5, [configMap('a', 4)])), gives(list(6, [configMap('a', 4)]))];
  watches = [open('{"type":\n'), open(watchEvent('ADDED', {}))];
  start();
  await eventually(() => expect(watchedFrom()).toEqual(['1', '5', '6']));
  expect(told.filter((line) => line === 'apply a')).toHaveLength(1);
  expect(told.filter((line) => line.startsWith('failed'))).toHaveLength(2);
});

test('429 and 503 are retried after the time that the server asks for', async () => {
  const times: number[] = [];
  const timed = (handler: (response: ServerResponse) => void) => (response: ServerResponse) => {
    times.push(performance.now());
    handler(response);
  };
  lists = [
    timed(gives(status(429, 'TooManyRequests', 'slow down'), 429, { 'retry-after': '1' })),
    timed(gives(list(1, []))),
  ];
  start();
  await expectTold('failed 429 slow down', 'listed', 'following');
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990);
});

test('a list that hangs, before or within its answer, is given up and asked for again', async () => {
  lists = [
    () => {},
    (response) => {
      response.writeHead(200);
      response.write('{"kind":');
    },
    gives(list(1, [configMap('a', 1)])),
  ];
  start({}, 1_000);
  await eventually(() => expect(told).toContain('following'));
  const silence = 'failed the API server said nothing for 1000 ms';
  expect(told.slice(0, 2)).toEqual([silence, silence]);
  // A machine that stands still for so long hangs other answers as well.
  expect(told.filter((line) => line !== silence)).toEqual(['apply a', 'listed', 'following']);
});

test('a watch that falls silent is cut without a word and resumed', async () => {
  lists = [gives(list(4, [configMap('a', 1)]))];
  start({ inactivityMs: 100 });
  // One that is cut before it is open says nothing either.
  await eventually(() => expect(told.filter((line) => line === 'following').length).toBeGreaterThanOrEqual(3));
  expect(new Set(watchedFrom())).toEqual(new Set(['4']));
  expect(new Set(told)).toEqual(new Set(['apply a', 'listed', 'following']));
});

test('a server whose data is older than what we know is listed anew', async () => {
  lists = [gives(list(100, [configMap('a', 90)])), gives(list(41, [configMap('b', 30)]))];
  look = gives(list(40, []));
  watches = [cutsOff];
  start();
  // That the server was asked is no sign yet that its answer has come.
  await eventually(() => expect(told.slice(-4)).toEqual(['apply b', 'delete a', 'listed', 'following']));
  expect(watchedFrom()).toEqual(['100', '41']);
});

test('a position that the server takes for the future leads to a new list', async () => {
  lists = [gives(list(10, []))];
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  watches = [gives(status(504, 'Timeout', 'Too large resource version: 10, current: 5', { causes }), 504)];
  start();
  await eventually(() => expect(told.filter((line) => line === 'listed')).toHaveLength(2));
});

test('watches that end at once are not opened in a tight loop', async () => {
  lists = [gives(list(1, []))];
  watches = Array.from({ length: 100 }, () => ends());
  start({ backOff: { firstMs: 20, maxMs: 200 } });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(watchedFrom().length).toBeLessThan(15);
  await eventually(() => expect(watchedFrom().length).toBeGreaterThan(2));
});

test('an answer that is no list is a failure that is retried', async () => {
  lists = [gives({ hello: 'world' }), (response) => response.end('<html>'), gives(list(1, []))];
  start();
  await eventually(() => expect(told).toContain('following'));
  expect(told[0]).toBe('failed the answer to a list is no list');
  expect(told[1]).toMatch(/^failed .*JSON/);
});

test('unsubscribing in the middle of anything ends it', async () => {
  lists = [gives(list(1, [configMap('a', 1)]))];
  start();
  await eventually(() => expect(told).toContain('following'));
  subscription.unsubscribe();
  await client.close();
  const count = server.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(server.requests).toHaveLength(count);
});
