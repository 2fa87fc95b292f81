import { expect, it } from 'vitest';
import { holdsLock } from './xtables-lock.ts';

const locks = `1: POSIX  ADVISORY  WRITE 812 00:1a:77 0 EOF
2: FLOCK  ADVISORY  WRITE 900 00:19:1234 0 EOF
2: -> FLOCK  ADVISORY  WRITE 901 00:19:4321 0 EOF
`;

it("finds the lock's holder among all locks, and not those that wait or lock otherwise", () => {
  expect(holdsLock(locks, 1234)).toBe(true);
  expect(holdsLock(locks, 77)).toBe(false);
  expect(holdsLock(locks, 4321)).toBe(false);
  expect(holdsLock(locks, 234)).toBe(false);
});
