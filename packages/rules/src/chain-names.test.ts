import { describe, expect, test } from 'vitest';
import { chainNames, ipSetName, isStaged, limitedChainName, shortKind } from './chain-names.ts';

describe('chain names', () => {
  test('a name that fits stays', () => {
    expect(limitedChainName('cali-tw-', 'cali12345678901')).toBe('cali-tw-cali12345678901');
  });

  test('28 characters fit, 29 are hashed to 28', () => {
    expect(limitedChainName('cali-pi-', 'x'.repeat(20))).toBe(`cali-pi-${'x'.repeat(20)}`);
    const hashed = limitedChainName('cali-pi-', 'x'.repeat(21));
    expect(hashed).toMatch(/^cali-pi-_[A-Za-z0-9_-]{19}$/);
  });

  test('known hashes', () => {
    expect(chainNames('cali-').profileInbound('projectcalico-default-allow')).toBe('cali-pri-_TI1Jm4dJqQzYb0Rx3u');
    expect(chainNames('cali-').fromHostForward('any-interface-at-all')).toBe('cali-fhfw-_Nqh4HyA73udmyanQI');
  });

  test('a full-length name that looks hashed is hashed, so that two policies never share a chain', () => {
    const looksHashed = `_${'x'.repeat(19)}`;
    expect(limitedChainName('cali-pi-', looksHashed)).not.toBe(`cali-pi-${looksHashed}`);
    expect(limitedChainName('cali-pi-', `_${'x'.repeat(10)}`)).toBe(`cali-pi-_${'x'.repeat(10)}`);
  });

  test('names that a restore input could misread are hashed', () => {
    for (const name of ['a b', 'a\n-A INPUT', 'a"', "a'", '']) {
      expect(limitedChainName('cali-pi-', name)).toMatch(/^cali-pi-_[A-Za-z0-9_-]*$/);
    }
  });

  test('policies are told apart by kind and namespace', () => {
    const names = chainNames('cali-');
    expect(names.policyInbound({ kind: 'NetworkPolicy', namespace: 'a', name: 'p' })).toBe('cali-pi-np/a/p');
    expect(names.policyOutbound({ kind: 'GlobalNetworkPolicy', name: 'p' })).toBe('cali-po-gnp/p');
    expect(names.policyInbound({ kind: 'Other', name: 'p' })).toBe('cali-pi-Other/p');
  });

  test('another prefix', () => {
    expect(chainNames('manul-').policyOutboundPrefix).toBe('manul-po-');
    expect(chainNames('manul-').groupInbound('x'.repeat(20))).toBe(`manul-gi-${'x'.repeat(19)}`);
  });
});

test('IP set names hold 31 characters', () => {
  expect(ipSetName('cali', 4, 's:abc')).toBe('cali40s:abc');
  expect(ipSetName('cali', 6, `s:${'a'.repeat(40)}`)).toBe(`cali60s:${'a'.repeat(23)}`);
});

test('staged kinds', () => {
  expect(isStaged({ kind: 'StagedNetworkPolicy' })).toBe(true);
  expect(isStaged({ kind: 'NetworkPolicy' })).toBe(false);
  expect(shortKind('KubernetesClusterNetworkPolicy')).toBe('kcnp');
  expect(shortKind('Unheard')).toBe('Unheard');
});
