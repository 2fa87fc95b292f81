// Connections to Redis that fail fast and come back by themselves.
import { readNamedAuthorities, readNamedFile } from '@manul/config';
import { Redis } from 'ioredis';

export interface RedisSettings {
  readonly redis: string;
  readonly redisPasswordFile?: string | undefined;
  readonly redisCaFile?: string | undefined;
  readonly redisCertFile?: string | undefined;
  readonly redisKeyFile?: string | undefined;
}

const answerMilliseconds = 5_000;
const maxPauseMilliseconds = 1_000;

/** Throws ConfigError where a file that is named cannot be read. Connects with the first command, or at `connect()`. */
export function connectRedis(settings: RedisSettings, log: { warn(about: object, message: string): void }): Redis {
  const { redisPasswordFile, redisCaFile, redisCertFile, redisKeyFile } = settings;
  const url = new URL(settings.redis);
  // Given apart from the URL: one that names a user and no password would count as one with an empty password.
  const username = decodeURIComponent(url.username);
  url.username = '';
  const password =
    redisPasswordFile === undefined
      ? undefined
      : readNamedFile('--redis-password-file', redisPasswordFile).toString('utf8').trim();
  const tls =
    url.protocol === 'rediss:'
      ? {
          servername: url.hostname,
          ...(redisCaFile !== undefined && { ca: readNamedAuthorities('--redis-ca-file', redisCaFile) }),
          ...(redisCertFile !== undefined && { cert: readNamedFile('--redis-cert-file', redisCertFile) }),
          ...(redisKeyFile !== undefined && { key: readNamedFile('--redis-key-file', redisKeyFile) }),
        }
      : undefined;
  const options = {
    // A command that cannot be sent now is not to be sent later: by then there is a newer one.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: answerMilliseconds,
    // A peer that vanished without a word is given up, and another connection tried.
    socketTimeout: answerMilliseconds,
    retryStrategy: (times: number) =>
      Math.min(50 * 2 ** Math.min(times, 6), maxPauseMilliseconds) * (0.5 + Math.random() / 2),
    // After a failover the old primary answers that it may only be read.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
    ...(username !== '' && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls }),
  };
  const redis = new Redis(url.href, options);
  let reported = '';
  redis.on('error', (error: Error) => {
    // Once for each kind of trouble: attempts go on every second.
    if (error.message === reported) return;
    reported = error.message;
    log.warn({ redis: url.host, reason: error.message }, 'Redis cannot be reached');
  });
  redis.on('ready', () => {
    reported = '';
  });
  return redis;
}
