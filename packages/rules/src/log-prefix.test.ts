import { expect, test } from 'vitest';
import { logPrefix } from './log-prefix.ts';

const policy = { policy: { kind: 'GlobalNetworkPolicy', name: 'web' }, tier: 'security' };

test('specifiers', () => {
  expect(logPrefix('%t %k %n %p %x', policy)).toBe('security gnp web web %x');
  expect(logPrefix('%k:%p', { policy: { kind: 'NetworkPolicy', namespace: 'a', name: 'b' }, tier: '' })).toBe('np:a/b');
  expect(logPrefix('%k:%n', { profile: 'kns.prod' })).toBe('pro:kns.prod');
});

test('never longer than the kernel takes, never a way out of the quotes', () => {
  expect(logPrefix('x'.repeat(40), policy)).toHaveLength(27);
  expect(logPrefix('a" --jump ACCEPT "', policy)).toBe('a_ --jump ACCEPT _');
});
