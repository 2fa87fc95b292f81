import { expect, test } from 'vitest';
import { defaultRulesConfig, rendering } from './config.ts';

test.each(['', 'a b', '-x', '9', 'elevenchars'])('the prefix %j is refused', (prefix) => {
  expect(() => rendering({ ...defaultRulesConfig, chainPrefix: prefix }, 4)).toThrow(RangeError);
  expect(() => rendering({ ...defaultRulesConfig, setPrefix: prefix }, 4)).toThrow(RangeError);
});

test('another prefix and mask', () => {
  const r = rendering({ ...defaultRulesConfig, chainPrefix: 'manul-', setPrefix: 'manul', markMask: 0xff }, 6);
  expect(r.names.input).toBe('manul-INPUT');
  expect(r.setName('s:x')).toBe('manul60s:x');
  expect(r.marks.accept).toBe(1);
});
