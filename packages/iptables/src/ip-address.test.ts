import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNet } from './ip-address.ts';

const seeded = process.env['MANUL_SEED'] === undefined ? {} : { seed: Number(process.env['MANUL_SEED']) };
const show = (text: string) => {
  const net = parseNet(text);
  return net && `${net.address}/${net.prefixLength}`;
};

describe('addresses and networks', () => {
  // As ipset prints them.
  it.each([
    ['10.0.0.1', '10.0.0.1/32'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.1.255.3/22', '10.1.252.0/22'],
    ['255.255.255.255/0', '0.0.0.0/0'],
    ['FD00:0:0::0001', 'fd00::1/128'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1/128'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7/128'],
    ['fd00:1234:ffff::1/36', 'fd00:1234:f000::/36'],
    ['::/0', '::/0'],
    ['::ffff:1.2.3.4', '::ffff:1.2.3.4/128'],
    ['::1:2', '::0.1.0.2/128'],
    ['::1', '::1/128'],
    ['ffff::/1', '8000::/1'],
  ])('reads %s as %s', (text, shown) => {
    expect(show(text)).toBe(shown);
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.1/33',
    '10.0.0.1/',
    '10.0.0.1/08',
    '10.0.0.1 ',
    '1:2:3',
    ':::',
    '1::2::3',
    '12345::',
    'fe80::1%eth0',
    '::1/129',
    '1:2:3:4:5:6:7::8:9',
    '1.2.3.4::',
    'example.com',
  ])('knows that %j is none', (text) => {
    expect(parseNet(text)).toBeUndefined();
  });

  it('reads its own form as itself', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(address, fc.nat(32), (text, prefix) => {
        const shown = show(`${text}/${prefix}`);
        expect(shown).toBeDefined();
        expect(show(shown ?? '')).toBe(shown);
      }),
      seeded,
    );
  });
});
