import { afterEach, beforeEach } from 'vitest';
import { freePort } from '../../apiserver/src/index.ts';
import { temporaryDirectory } from '../../e2e/stream-harness.ts';
import { RedisProcess } from './redis-process.ts';

/**
 * A Redis for each test of the suite, in a directory of its own. To be called before the suite's own hooks: it is there
 * before theirs and goes after them.
 */
export function redisForEach(): { readonly redis: RedisProcess; readonly path: string } {
  let redis: RedisProcess;
  let directory: ReturnType<typeof temporaryDirectory>;
  beforeEach(async () => {
    directory = temporaryDirectory();
    redis = new RedisProcess(await freePort(), directory.path);
    await redis.start();
  });
  afterEach(async () => {
    await redis.kill();
    directory.remove();
  });
  return {
    get redis() {
      return redis;
    },
    get path() {
      return directory.path;
    },
  };
}
