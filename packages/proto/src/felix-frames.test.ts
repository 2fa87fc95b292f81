import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFelixFrame, FelixFrameReader } from './felix-frames.ts';

const seeded = process.env['MANUL_SEED'] === undefined ? {} : { seed: Number(process.env['MANUL_SEED']) };
const envelopes = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 });

test('frames that come in any pieces are read as they were written', () => {
  fc.assert(
    fc.property(envelopes, fc.array(fc.nat(40), { minLength: 1 }), (sent, cuts) => {
      const bytes = Buffer.concat(sent.map(encodeFelixFrame));
      const reader = new FelixFrameReader();
      const received: Buffer[] = [];
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = (cuts[i % cuts.length] ?? 0) + 1;
        received.push(...reader.push(bytes.subarray(at, at + size)));
        at += size;
      }
      expect(received.map((envelope) => envelope.toString('hex'))).toEqual(
        sent.map((envelope) => Buffer.from(envelope).toString('hex')),
      );
      expect(reader.isMidFrame).toBe(false);
    }),
    seeded,
  );
});

test('a length is 8 bytes, little-endian', () => {
  expect(encodeFelixFrame(Buffer.from('abc')).toString('hex')).toBe('0300000000000000616263');
});

test('a frame that is cut off is known', () => {
  const frame = encodeFelixFrame(Buffer.from('abc'));
  for (let length = 1; length < frame.length; length++) {
    const reader = new FelixFrameReader();
    expect([...reader.push(frame.subarray(0, length))]).toEqual([]);
    expect(reader.isMidFrame).toBe(true);
  }
});

test.each([[Buffer.from('ffffffffffffffff', 'hex')], [Buffer.from('0104000000000000', 'hex')]])(
  'a frame that is too large is refused before any of it is held',
  (length) => {
    const reader = new FelixFrameReader(1024);
    expect(() => [...reader.push(length)]).toThrow(/larger than the 1024 that are taken/);
  },
);
