import { expect, test } from 'vitest';
import { felix } from './index.ts';

const { encode, decode } = felix.IPSetUpdate;
const withId = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0x0a, bytes.length]), bytes]);

test('texts are read as they were written', () => {
  for (const id of [
    '',
    'a',
    '10.0.0.1',
    'Grüße',
    '日本',
    '😀',
    '\ufffd',
    'x'.repeat(500),
    `${'é'.repeat(100)}\ufffd`,
  ]) {
    const bytes = Buffer.from(encode({ id, members: [id, '10.0.0.2'] }).finish());
    expect(decode(bytes)).toMatchObject({ id, members: [id, '10.0.0.2'] });
  }
});

test.each(['ff', '61ff62', 'c3', 'e282', 'eda080', 'c080'])('what is no UTF-8 is refused: %s', (hex) => {
  expect(() => decode(withId(Buffer.from(hex, 'hex')))).toThrow();
});
