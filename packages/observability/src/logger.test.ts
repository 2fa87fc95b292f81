import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function lines(level: 'info' | 'warn', use: (log: ReturnType<typeof createLogger>) => void) {
  const written: Record<string, unknown>[] = [];
  use(createLogger({ service: 'test', level, destination: { write: (line) => void written.push(JSON.parse(line)) } }));
  return written;
}

test('writes one JSON line with level, service, time, what is the matter and what about', () => {
  const [line] = lines('info', (log) => log.child({ node: 'a' }).info({ revision: 7 }, 'sent'));
  expect(line).toMatchObject({ level: 'info', service: 'test', node: 'a', revision: 7, msg: 'sent' });
  expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test('leaves out what is below the level', () => {
  expect(lines('warn', (log) => log.info({}, 'nothing'))).toEqual([]);
});

test('never writes a secret', () => {
  const secret = 'hunter2';
  const written = lines('info', (log) => {
    log.info({ token: secret, headers: { authorization: secret }, tls: { key: secret } }, 'connected');
  });
  expect(JSON.stringify(written)).not.toContain(secret);
  expect(written[0]).toMatchObject({ token: '[redacted]' });
});

test('writes errors with their cause and stack', () => {
  const [line] = lines('info', (log) =>
    log.info({ error: new Error('outer', { cause: new Error('inner') }) }, 'failed'),
  );
  expect(line?.['error']).toMatchObject({ type: 'Error', message: 'outer: inner' });
});
