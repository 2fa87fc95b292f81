import { createIptablesBackend } from '@manul/iptables';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyRound, iptables, jump, openBackend, tableOf, variants } from './src/fixture.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const usable = requireNamespaces('detecting the variant of iptables');

describe.skipIf(!usable)('the variant of iptables', () => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await openNamespace();
  });
  afterEach(() => namespace.close());

  const detected = async () => (await createIptablesBackend({ run: namespace.run })).variant;

  it('is nft on a host without rules', async () => {
    expect(await detected()).toBe('nft');
  });

  it.each(variants)('is that of the other rules: %s', async (variant) => {
    await iptables(namespace, variant, '-A', 'INPUT', '-j', 'ACCEPT');
    expect(await detected()).toBe(variant);
  });

  it.each(variants)("is kubelet's, however many rules the other one has: %s", async (variant) => {
    const other = variant === 'nft' ? 'legacy' : 'nft';
    for (let i = 0; i < 3; i++) await iptables(namespace, other, '-A', 'INPUT', '-j', 'ACCEPT');
    await iptables(namespace, variant, '-t', 'mangle', '-N', 'KUBE-IPTABLES-HINT');
    expect(await detected()).toBe(variant);
  });

  it('can be set, and what is left in the other one is counted', async () => {
    const legacy = await openBackend(namespace, 'legacy');
    tableOf(legacy).insertRules('FORWARD', [jump('cali-FORWARD')]);
    tableOf(legacy).updateChain({ name: 'cali-FORWARD', rules: [] });
    await applyRound(legacy);
    const backend = await createIptablesBackend({ run: namespace.run, variant: 'nft' });
    expect(backend).toMatchObject({ name: 'iptables-nft', leftInOtherVariant: 2 });
  });

  it('works without IPv6, and says so', async () => {
    const backend = await createIptablesBackend({
      run: (command, args, options) =>
        namespace.run(command.startsWith('ip6tables') ? `${command}-missing` : command, args, options),
    });
    expect(backend.tables.every(({ ipVersion }) => ipVersion === 4)).toBe(true);
    expect(backend.unusable.get(6)).toContain('ip6tables-nft-save-missing');
  });

  it('is an error where there is none', async () => {
    const run = () => namespace.run('no-such-command', []);
    await expect(createIptablesBackend({ run })).rejects.toThrow('iptables-nft cannot be used');
  });
});
