// The log as Redis keeps it, and the only places where it is written: scripts that check the reign first, so that a
// deposed leader's write is refused however late it arrives.
//
//   {prefix}:epoch   the reign that may write
//   {prefix}:log     the stream of entries, `<epoch>-<revision>` their ids
//   {prefix}:head    the id of the last entry
//   {prefix}:written bytes of entries ever written
//   {prefix}:seeds   of each complete seed that is retained: `id time written-before`
import type { Redis } from 'ioredis';

/** `lost`: nobody reigns; Redis has forgotten. `gap`: it has forgotten some of what was written. */
export type WriteResult = 'ok' | 'deposed' | 'lost' | 'gap';

const checkScript = `
local epoch = redis.call('GET', KEYS[1])
if not epoch then return 'lost' end
if epoch ~= ARGV[1] then return 'deposed' end
local head = redis.call('GET', KEYS[2]) or ''
`;

const appendScript = `${checkScript}
if head == ARGV[3] then return 'ok' end
if ARGV[2] ~= '*' and head ~= ARGV[2] then return 'gap' end
redis.call('XADD', KEYS[3], ARGV[3], 'e', ARGV[4])
redis.call('SET', KEYS[2], ARGV[3])
redis.call('INCRBY', KEYS[4], #ARGV[4])
return 'ok'`;

const verifyScript = `${checkScript}
if head ~= ARGV[2] then return 'gap' end
return 'ok'`;

const claimScript = `
local epoch = tonumber(redis.call('GET', KEYS[1]) or '0')
if epoch > tonumber(ARGV[1]) then return {'deposed', ''} end
redis.call('SET', KEYS[1], ARGV[1])
return {'ok', redis.call('GET', KEYS[2]) or ''}`;

const retainScript = `${checkScript}
if head == '' then return 'gap' end
local written = tonumber(redis.call('GET', KEYS[4]) or '0')
if ARGV[2] ~= '' then redis.call('RPUSH', KEYS[5], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[6]) end
while redis.call('LLEN', KEYS[5]) > 1 do
  local first = redis.call('LINDEX', KEYS[5], 0)
  local second = redis.call('LINDEX', KEYS[5], 1)
  local before = tonumber(string.match(first, ' (%d+)$'))
  local id, time = string.match(second, '^(%S+) (%d+) ')
  if tonumber(ARGV[3]) - tonumber(time) <= tonumber(ARGV[4]) and written - before <= tonumber(ARGV[5]) then break end
  redis.call('LPOP', KEYS[5])
  redis.call('XTRIM', KEYS[3], 'MINID', id)
end
return 'ok'`;

export interface Retention {
  readonly milliseconds: number;
  readonly bytes: number;
}

type Scripted = Redis & {
  manulAppend(...args: (string | Buffer)[]): Promise<WriteResult>;
  manulVerify(...args: string[]): Promise<WriteResult>;
  manulClaim(...args: string[]): Promise<[WriteResult, string]>;
  manulRetain(...args: string[]): Promise<WriteResult>;
};

export class LogStore {
  readonly #redis: Scripted;
  readonly #keys: Readonly<Record<'epoch' | 'head' | 'log' | 'written' | 'seeds', string>>;

  constructor(redis: Redis, prefix: string) {
    redis.defineCommand('manulAppend', { numberOfKeys: 4, lua: appendScript });
    redis.defineCommand('manulVerify', { numberOfKeys: 2, lua: verifyScript });
    redis.defineCommand('manulClaim', { numberOfKeys: 2, lua: claimScript });
    redis.defineCommand('manulRetain', { numberOfKeys: 5, lua: retainScript });
    this.#redis = redis as Scripted;
    // In braces: all on one shard, wherever that is.
    const key = (name: string) => `{${prefix}}:${name}`;
    this.#keys = {
      epoch: key('epoch'),
      head: key('head'),
      log: key('log'),
      written: key('written'),
      seeds: key('seeds'),
    };
  }

  /** Makes `epoch` the reign that may write, unless a later one does; gives the head that it follows. */
  async claim(epoch: number): Promise<{ readonly result: WriteResult; readonly head: string }> {
    const [result, head] = await this.#redis.manulClaim(this.#keys.epoch, this.#keys.head, String(epoch));
    return { result, head };
  }

  /** Writes one entry behind `previous` (`*`: whatever is last). Written before, it is not written again. */
  append(epoch: number, previous: string, id: string, data: Buffer): Promise<WriteResult> {
    const { epoch: reign, head, log, written } = this.#keys;
    return this.#redis.manulAppend(reign, head, log, written, String(epoch), previous, id, data);
  }

  /** Whether the log is as it was left. */
  verify(epoch: number, head: string): Promise<WriteResult> {
    return this.#redis.manulVerify(this.#keys.epoch, this.#keys.head, String(epoch), head);
  }

  /** Bytes of entries ever written. */
  async written(): Promise<number> {
    return Number((await this.#redis.get(this.#keys.written)) ?? 0);
  }

  /** Makes a complete seed known, if one is given, and lets go of what is older or more than is to be retained. */
  retain(
    epoch: number,
    seed: { readonly id: string; readonly writtenBefore: number } | undefined,
    now: number,
    { milliseconds, bytes }: Retention,
  ): Promise<WriteResult> {
    const { epoch: reign, head, log, written, seeds } = this.#keys;
    return this.#redis.manulRetain(
      ...[reign, head, log, written, seeds],
      ...[epoch, seed?.id ?? '', now, milliseconds, bytes, seed?.writtenBefore ?? 0].map(String),
    );
  }

  /** Where a follower begins, and how far it has to come to know what is known now. */
  async start(): Promise<{ readonly seed: string; readonly head: string } | undefined> {
    const [seed, head] = await Promise.all([
      this.#redis.lindex(this.#keys.seeds, -1),
      this.#redis.get(this.#keys.head),
    ]);
    return seed && head ? { seed: seed.split(' ')[0]!, head } : undefined;
  }

  /** Entries from `id` on. */
  async from(id: string, count: number): Promise<readonly Buffer[]> {
    return entriesOf(await this.#redis.xrangeBuffer(this.#keys.log, id, '+', 'COUNT', count));
  }

  /** Entries after `id`; waits for the first of them, but not for long. */
  async after(id: string, count: number, waitMilliseconds: number): Promise<readonly Buffer[]> {
    const { log } = this.#keys;
    const streams = await this.#redis.xreadBuffer('COUNT', count, 'BLOCK', waitMilliseconds, 'STREAMS', log, id);
    return entriesOf(streams?.[0]?.[1] ?? []);
  }
}

function entriesOf(rows: unknown): readonly Buffer[] {
  return (rows as [Buffer, Buffer[]][]).map(([, fields]) => fields[1] ?? Buffer.alloc(0));
}
