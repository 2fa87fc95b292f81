// Election by a key in Redis that ends by itself. Epochs are also kept above the clock and above every epoch that this
// process has heard of: after Redis has forgotten all, a new reign still comes after those before it.
import type { Redis } from 'ioredis';
import { leaseMilliseconds } from './election.ts';
import type { Ballot } from './standing.ts';

const askScript = `
local holder = redis.call('GET', KEYS[1])
local epoch = tonumber(redis.call('GET', KEYS[2]) or '0')
if holder == ARGV[1] and epoch > 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return {string.format('%d', epoch), holder}
end
if holder and holder ~= ARGV[1] then return {string.format('%d', epoch), holder} end
epoch = math.max(epoch + 1, tonumber(ARGV[3]))
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', KEYS[2], string.format('%d', epoch))
return {string.format('%d', epoch), ARGV[1]}`;

const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

type Scripted = Redis & {
  manulAsk(...args: string[]): Promise<[string, string]>;
  manulRelease(...args: string[]): Promise<number>;
};

/** `identity` is this process's alone. */
export function redisBallot(redis: Redis, prefix: string, identity: string): Ballot {
  redis.defineCommand('manulAsk', { numberOfKeys: 2, lua: askScript });
  redis.defineCommand('manulRelease', { numberOfKeys: 1, lua: releaseScript });
  const scripted = redis as Scripted;
  const leaderKey = `{${prefix}}:leader`;
  let highest = 0;
  return {
    async ask() {
      const least = String(Math.max(Date.now(), highest + 1));
      const args = [leaderKey, `{${prefix}}:epoch`, identity, String(leaseMilliseconds), least];
      const [epoch, leader] = await scripted.manulAsk(...args);
      highest = Math.max(highest, Number(epoch));
      return leader === identity ? { epoch: Number(epoch) } : { leader };
    },
    async release() {
      await scripted.manulRelease(leaderKey, identity);
    },
  };
}
