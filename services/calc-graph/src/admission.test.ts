import { expect, test } from 'vitest';
import { Admission } from './admission.ts';

test('admits up to the limit, and then in order as others are done', () => {
  const begun: string[] = [];
  const admission = new Admission<string>(
    () => 2,
    (name) => begun.push(name),
  );
  for (const name of ['a', 'b', 'c', 'd', 'e']) admission.ask(name);
  expect(begun).toEqual(['a', 'b']);
  expect(admission.waiting).toBe(3);
  admission.release('d');
  admission.release('b');
  admission.release('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  admission.release('a');
  admission.release('c');
  expect(begun).toEqual(['a', 'b', 'c', 'e']);
  expect([...admission.admitted]).toEqual(['e']);
});

test('one that is done as soon as it begins makes room at once', () => {
  const begun: number[] = [];
  const admission: Admission<number> = new Admission(
    () => 1,
    (number) => {
      begun.push(number);
      admission.release(number);
    },
  );
  for (let i = 0; i < 100; i++) admission.ask(i);
  expect(begun).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(admission.waiting).toBe(0);
});
