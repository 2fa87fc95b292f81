import { expect, test } from 'vitest';
import { Health } from './health.ts';

test('is live from the start, and ready when every condition is met', () => {
  const health = new Health();
  health.setReady('source', false, 'the first list is not complete');
  health.setReady('listener', true, 'not shown while it is met');
  expect(health.live().ok).toBe(true);
  expect(health.ready()).toEqual({
    ok: false,
    conditions: [
      { name: 'source', met: false, detail: 'the first list is not complete' },
      { name: 'listener', met: true, detail: '' },
    ],
  });
  health.setReady('source', true);
  expect(health.ready().ok).toBe(true);
});
