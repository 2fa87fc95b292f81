import { expect, test } from 'vitest';
import { hostInterfaceName, macAddress } from './names.ts';

test("a pod's interface is named as Calico names it", () => {
  // As in the recordings of Felix.
  expect(hostInterfaceName('dev', 'tool')).toBe('cali6b29d338cf7');
});

test('hardware addresses are locally administered and stable', () => {
  expect(macAddress('node-1')).toMatch(/^02(:[0-9a-f]{2}){5}$/);
  expect(macAddress('node-1')).toBe(macAddress('node-1'));
  expect(macAddress('node-1')).not.toBe(macAddress('node-2'));
});
