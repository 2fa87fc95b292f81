// What drivers say is in their kernels, where servers keep it for each other. Scripts decide by Redis' own clock, so that
// no server's clock matters.
//
//   {prefix}:receipts   by node: `server session connected written-at`, a line feed, an encoded NodeStatus
//   {prefix}:receipted  of each node, the version at which it was written last; versions only grow
//   {prefix}:servers    by server: `serial heard-at epoch revision`: how far in the log its nodes are served
//   {prefix}:status     the leader's word on the source and its objects, an encoded Status
import type { Redis } from 'ioredis';
import type { LogPosition } from './entries.ts';

const clock = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

// A node has one stream that counts. A server's word of one that began earlier than the one that is known, and still
// open, is refused: it has yet to find out that its own is dead.
const publishScript = `${clock}
local server = redis.call('HGET', KEYS[3], ARGV[1])
local lost = 0
if (server and string.match(server, '^%d+') or '0') ~= ARGV[2] then lost = 1 end
local newest = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')[2]
local version = math.max(now, tonumber(newest or '0'))
local refused = {}
for i = 6, #ARGV, 4 do
  local node, age, connected, data = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2], ARGV[i + 3]
  local stored = redis.call('HGET', KEYS[1], node)
  local owner, session, open = '', '0', '0'
  if stored then owner, session, open = string.match(stored, '^(%S+) (%d+) (%d)') end
  local mine = owner == ARGV[1]
  if stored and not mine and (connected == '0' or (open == '1' and tonumber(session) > now - age)) then
    local other = redis.call('HGET', KEYS[3], owner)
    if connected == '0' or (other and now - tonumber(string.match(other, '^%d+ (%d+)')) < tonumber(ARGV[3])) then
      refused[#refused + 1] = node
      node = nil
    end
  end
  if node then
    version = version + 1
    local header = string.format('%s %d %s %d', ARGV[1], now - age, connected, now)
    redis.call('HSET', KEYS[1], node, header .. '\\n' .. data)
    redis.call('ZADD', KEYS[2], string.format('%d', version), node)
  end
end
local serial = string.format('%d', ARGV[2] + 1)
redis.call('HSET', KEYS[3], ARGV[1], string.format('%s %d %s %s', serial, now, ARGV[4], ARGV[5]))
return {lost, refused}`;

const readScript = `${clock}
local changed = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
local rows = {}
for i = 1, #changed, 2 do
  rows[#rows + 1] = changed[i]
  rows[#rows + 1] = changed[i + 1]
  rows[#rows + 1] = redis.call('HGET', KEYS[1], changed[i]) or ''
end
local status = redis.call('GET', KEYS[4]) or ''
return {tostring(now), redis.call('ZCARD', KEYS[2]), redis.call('HGETALL', KEYS[3]), status, rows}`;

const forgetScript = `${clock}
for i = 2, #ARGV do
  local stored = redis.call('HGET', KEYS[1], ARGV[i])
  if stored and now - tonumber(string.match(stored, '^%S+ %d+ %d (%d+)')) >= tonumber(ARGV[1]) then
    redis.call('HDEL', KEYS[1], ARGV[i])
    redis.call('ZREM', KEYS[2], ARGV[i])
  end
end
for _, server in ipairs(redis.call('HKEYS', KEYS[3])) do
  local heard = string.match(redis.call('HGET', KEYS[3], server), '^%d+ (%d+)')
  if now - tonumber(heard) >= tonumber(ARGV[1]) then redis.call('HDEL', KEYS[3], server) end
end
return 'ok'`;

const leaderScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
return 1`;

type Argument = string | number | Buffer;
type Scripted = Redis & {
  manulPublish(...args: Argument[]): Promise<[number, string[]]>;
  manulReadReceiptsBuffer(...args: Argument[]): Promise<[Buffer, number, Buffer[], Buffer, Buffer[]]>;
  manulForgetReceipts(...args: Argument[]): Promise<string>;
  manulLeaderStatus(...args: Argument[]): Promise<number>;
};

export interface PublishedNode {
  readonly node: string;
  /** For how long its stream has been open, in milliseconds. */
  readonly age: number;
  readonly connected: boolean;
  readonly data: Buffer;
}

export interface StoredReceipt {
  readonly node: string;
  readonly server: string;
  readonly connected: boolean;
  /** By Redis' clock, in milliseconds. */
  readonly writtenAt: number;
  readonly data: Buffer;
}

export interface StoredServer {
  readonly heardAt: number;
  /** How far its nodes are served; undefined while it has nothing to serve. */
  readonly position: LogPosition | undefined;
}

export interface ReadReceipts {
  /** By Redis' clock, in milliseconds. */
  readonly now: number;
  /** How many nodes are stored. */
  readonly count: number;
  readonly servers: ReadonlyMap<string, StoredServer>;
  readonly status: Buffer;
  readonly changed: readonly StoredReceipt[];
  /** Where to go on reading. */
  readonly version: number;
}

export const readAtOnce = 500;

export class ReceiptStore {
  readonly #redis: Scripted;
  readonly #key: (name: string) => string;

  constructor(redis: Redis, prefix: string) {
    redis.defineCommand('manulPublish', { numberOfKeys: 3, lua: publishScript });
    redis.defineCommand('manulReadReceipts', { numberOfKeys: 4, lua: readScript });
    redis.defineCommand('manulForgetReceipts', { numberOfKeys: 3, lua: forgetScript });
    redis.defineCommand('manulLeaderStatus', { numberOfKeys: 2, lua: leaderScript });
    this.#redis = redis as Scripted;
    this.#key = (name) => `{${prefix}}:${name}`;
  }

  get #keys(): string[] {
    return ['receipts', 'receipted', 'servers'].map(this.#key);
  }

  /**
   * Writes what is new, together with how far the server's nodes are served, so that nobody sees one without the other.
   * `serial` counts a server's writes; where Redis knows another, it has `lost` some of them. Refused are nodes whose
   * stream is at another server.
   */
  async publish(
    server: string,
    {
      serial,
      position,
      lostMilliseconds,
    }: { serial: number; position: LogPosition | undefined; lostMilliseconds: number },
    nodes: readonly PublishedNode[],
  ): Promise<{ readonly lost: boolean; readonly refused: readonly string[] }> {
    const rows = nodes.flatMap(({ node, age, connected, data }) => [node, Math.round(age), connected ? 1 : 0, data]);
    const place = [position?.epoch ?? 0, position?.revision ?? 0];
    const [lost, refused] = await this.#redis.manulPublish(
      ...this.#keys,
      ...[server, serial, lostMilliseconds, ...place],
      ...rows,
    );
    return { lost: lost === 1, refused };
  }

  /** What is new since `version`, at most `readAtOnce` nodes. */
  async read(version: number): Promise<ReadReceipts> {
    const [now, count, servers, status, rows] = await this.#redis.manulReadReceiptsBuffer(
      ...this.#keys,
      this.#key('status'),
      version,
      readAtOnce,
    );
    const changed = triples(rows);
    return {
      now: Number(now),
      count,
      servers: new Map(pairs(servers).map(([name, value]) => [name.toString(), parseServer(value.toString())])),
      status,
      changed: changed.flatMap(([node, , stored]) => parseReceipt(node.toString(), stored)),
      version: changed.length === 0 ? version : Number(changed.at(-1)![1]),
    };
  }

  /** Removes those of the nodes, and the servers, of which nothing was written for so long. */
  async forget(nodes: readonly string[], milliseconds: number): Promise<void> {
    await this.#redis.manulForgetReceipts(...this.#keys, milliseconds, ...nodes);
  }

  /** False where another reigns. */
  async tell(epoch: number, status: Buffer): Promise<boolean> {
    return (await this.#redis.manulLeaderStatus(this.#key('epoch'), this.#key('status'), epoch, status)) === 1;
  }
}

function parseServer(text: string): StoredServer {
  const [, heardAt = 0, epoch = 0, revision = 0] = text.split(' ').map(Number);
  return { heardAt, position: epoch === 0 && revision === 0 ? undefined : { epoch, revision } };
}

function parseReceipt(node: string, stored: Buffer): StoredReceipt[] {
  const end = stored.indexOf(0x0a);
  const [server, , connected, writtenAt] = stored.subarray(0, Math.max(end, 0)).toString().split(' ');
  if (server === undefined || writtenAt === undefined) return [];
  const data = stored.subarray(end + 1);
  return [{ node, server, connected: connected === '1', writtenAt: Number(writtenAt), data }];
}

function pairs(flat: readonly Buffer[]): [Buffer, Buffer][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!]);
}

function triples(flat: readonly Buffer[]): [Buffer, Buffer, Buffer][] {
  return Array.from({ length: flat.length / 3 }, (_, i) => [flat[3 * i]!, flat[3 * i + 1]!, flat[3 * i + 2]!]);
}
