import { expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { status } from './fake-api-server.ts';

test('a Status tells code, reason and how long to wait', () => {
  const error = ApiError.fromStatus(503, status(429, 'TooManyRequests', 'busy', { retryAfterSeconds: 3 }), 1000);
  expect(error).toMatchObject({ status: 429, reason: 'TooManyRequests', message: '429 busy', retryAfterMs: 3000 });
  expect(ApiError.fromStatus(502, '<html>bad gateway')).toMatchObject({
    status: 502,
    message: '502 <html>bad gateway',
  });
});
