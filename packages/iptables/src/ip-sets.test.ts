// The IP sets against an in-memory kernel; test/kernel has the same against a real one. The seed is MANUL_SEED.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeIpset } from './fake-ipset.ts';
import { SharedListing } from './ip-set-listing.ts';
import { readMember } from './ip-set-member.ts';
import { IptablesIpSets } from './ip-sets.ts';

fc.configureGlobal({ numRuns: 300, ...(process.env['MANUL_SEED'] && { seed: Number(process.env['MANUL_SEED']) }) });

function setsOf(kernel: FakeIpset): { readonly sets: IptablesIpSets; readonly verify: () => Promise<void> } {
  const { run } = kernel;
  const listing = new SharedListing(run, 'cali', [4]);
  const clock = { now: () => 0, sleep: async () => {} };
  const sets = new IptablesIpSets({ ipVersion: 4, run, listing, clock, prefix: 'cali' });
  const verify = async () => {
    listing.invalidate();
    await sets.verify();
  };
  return { sets, verify };
}

const ids = ['s:a', 's:b', 's:c'];
const members = fc.array(
  fc.oneof(
    fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', 'fd00::1'),
    fc.nat(9).map((i) => `10.0.0.${i}/32`),
  ),
  { maxLength: 8 },
);
const id = fc.constantFrom(...ids);
const change = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), id, members }),
  fc.record({ kind: fc.constant('add' as const), id, members }),
  fc.record({ kind: fc.constant('remove' as const), id, members }),
  fc.record({ kind: fc.constant('drop' as const), id }),
  fc.record({ kind: fc.constant('filter' as const), ids: fc.option(fc.subarray(ids), { nil: undefined }) }),
  fc.record({ kind: fc.constant('meddle' as const), id, members }),
  fc.record({ kind: fc.constant('destroy' as const), id }),
  fc.record({ kind: fc.constant('apply' as const) }),
  fc.record({ kind: fc.constant('restart' as const) }),
);

/** What a set of the given members holds in the kernel. */
function programmed(wanted: ReadonlySet<string>): Set<string> {
  const all = [...wanted].filter((member) => !member.includes(':'));
  return new Set(
    all.flatMap((member) => (member === '0.0.0.0/0' ? ['0.0.0.0/1', '128.0.0.0/1'] : [member.replace('/32', '')])),
  );
}

describe('IP sets', () => {
  it('can be given what some of them lack ahead of the others, and know whose addresses are still to go', async () => {
    const kernel = new FakeIpset();
    const { sets } = setsOf(kernel);
    sets.allowRemovals();
    sets.replace('s:a', 'hash:ip', ['10.0.0.1']);
    sets.replace('s:b', 'hash:ip,port', ['10.0.0.2,tcp:80']);
    expect((await sets.applyAdditions(new Set(['cali40s:a']))).written).toBe(2);
    expect([...kernel.sets.keys()]).toEqual(['cali40s:a']);
    expect((await sets.applyAdditions()).written).toBe(2);
    await sets.applyRemovals();
    expect(sets.isLeaving(['10.0.0.1/32', '10.0.0.2/32'])).toBe(false);
    sets.replace('s:a', 'hash:ip', []);
    sets.remove('s:b');
    expect(['10.0.0.1/32', '10.0.0.2', '10.0.0.3/32'].map((each) => sets.isLeaving([each]))).toEqual([
      true,
      true,
      false,
    ]);
    await sets.applyRemovals();
    expect(sets.isLeaving(['10.0.0.1/32', '10.0.0.2'])).toBe(false);
  });

  it('end as wanted, whatever came before and whoever meddled, and then write nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (changes) => {
        const kernel = new FakeIpset();
        let { sets, verify } = setsOf(kernel);
        const wanted = new Map<string, Set<string>>();
        let filter: readonly string[] | undefined;
        const applyAll = async () => {
          sets.allowRemovals();
          expect((await sets.applyAdditions()).faults).toEqual([]);
          expect((await sets.applyRemovals()).faults).toEqual([]);
        };
        for (const each of changes) {
          if (each.kind === 'replace') {
            wanted.set(each.id, new Set(each.members));
            sets.replace(each.id, 'hash:net', each.members);
          } else if (each.kind === 'add') {
            for (const member of each.members) wanted.get(each.id)?.add(member);
            sets.addMembers(each.id, each.members);
          } else if (each.kind === 'remove') {
            for (const member of each.members) wanted.get(each.id)?.delete(member);
            sets.removeMembers(each.id, each.members);
          } else if (each.kind === 'drop') {
            wanted.delete(each.id);
            sets.remove(each.id);
          } else if (each.kind === 'filter') {
            filter = each.ids;
            sets.setFilter(filter && new Set(filter.map((name) => sets.kernelName(name))));
          } else if (each.kind === 'meddle') {
            for (const member of programmed(new Set(each.members))) {
              const found = kernel.sets.get(sets.kernelName(each.id))?.members;
              if (!found?.delete(member)) found?.add(member);
            }
          } else if (each.kind === 'destroy') {
            kernel.sets.delete(sets.kernelName(each.id));
          } else if (each.kind === 'apply') {
            await applyAll();
          } else {
            ({ sets, verify } = setsOf(kernel));
            for (const [name, content] of wanted) sets.replace(name, 'hash:net', content);
            sets.setFilter(filter && new Set(filter.map((name) => sets.kernelName(name))));
          }
        }
        await verify();
        await applyAll();
        const expected = [...wanted].filter(([name]) => filter === undefined || filter.includes(name));
        expect(new Map([...kernel.sets].map(([name, set]) => [name, set.members]))).toEqual(
          new Map(expected.map(([name, content]) => [sets.kernelName(name), programmed(content)])),
        );
        await verify();
        const reports = [await sets.applyAdditions(), await sets.applyRemovals()];
        expect(reports.map(({ written, driftHealed }) => written + driftHealed)).toEqual([0, 0]);
      }),
    );
  });

  it('grow before they shrink', async () => {
    const kernel = new FakeIpset();
    const { sets } = setsOf(kernel);
    sets.allowRemovals();
    sets.replace('s:a', 'hash:ip', ['10.0.0.1']);
    await sets.applyAdditions();
    sets.replace('s:a', 'hash:ip', ['10.0.0.2']);
    await sets.applyAdditions();
    expect(kernel.sets.get('cali40s:a')?.members).toEqual(new Set(['10.0.0.1', '10.0.0.2']));
    await sets.applyRemovals();
    expect(kernel.sets.get('cali40s:a')?.members).toEqual(new Set(['10.0.0.2']));
  });

  it('wait for the kernel to let go of a set, and report one that stays in use', async () => {
    const kernel = new FakeIpset();
    const { sets, verify } = setsOf(kernel);
    sets.allowRemovals();
    for (const name of ['s:a', 's:b']) sets.replace(name, 'hash:ip', []);
    await sets.applyAdditions();
    kernel.inUse.add('cali40s:a');
    for (const name of ['s:a', 's:b']) sets.remove(name);
    expect((await sets.applyRemovals()).faults).toMatchObject([{ name: 'cali40s:a', isolated: true, leftOver: true }]);
    expect([...kernel.sets.keys()]).toEqual(['cali40s:a']);
    // It is left alone until the kernel is read again.
    const commands = kernel.commands.length;
    await sets.applyRemovals();
    expect(kernel.commands).toHaveLength(commands);
    kernel.inUse.clear();
    await verify();
    await sets.applyAdditions();
    expect((await sets.applyRemovals()).faults).toEqual([]);
    expect(kernel.sets.size).toBe(0);
  });

  it('have names within the kernel limit, as Felix makes them', () => {
    const { sets } = setsOf(new FakeIpset());
    expect(sets.kernelName('s:Vbl4aLpsO8Ss0UCzvsdmKAp4rZRC-V4hJGyiGg')).toBe('cali40s:Vbl4aLpsO8Ss0UCzvsdmKAp');
  });
});

describe('members', () => {
  it.each([
    ['hash:ip', 4, '10.0.0.1/32', '10.0.0.1'],
    ['hash:net', 4, '10.0.0.1/32', '10.0.0.1'],
    ['hash:net', 4, '10.0.0.9/24', '10.0.0.0/24'],
    ['hash:net', 6, 'FD00::/8', 'fd00::/8'],
    ['hash:ip,port', 4, '10.0.0.1,TCP:080', '10.0.0.1,tcp:80'],
    ['hash:ip,port', 6, 'fd00::1,sctp:1', 'fd00::1,sctp:1'],
  ] as const)('of %s in IPv%i: %s is %s', (type, ipVersion, text, member) => {
    expect(readMember(type, ipVersion, text)).toBe(member);
  });

  it.each([
    ['hash:ip', '10.0.0.0/24'],
    ['hash:ip', '10.0.0.1,tcp:80'],
    ['hash:net', 'x'],
    ['hash:net', '10.0.0.1\nflush'],
    ['hash:ip,port', '10.0.0.1'],
    ['hash:ip,port', '10.0.0.1,tcp:70000'],
    ['hash:ip,port', '10.0.0.1,gre:1'],
    ['hash:ip,port', '10.0.0.1,tcp:1 x'],
  ] as const)('of %s: %j is none', (type, text) => {
    expect(readMember(type, 4, text)).toMatchObject({ kind: 'invalid' });
  });

  it('of the other IP version and of all addresses are told apart', () => {
    expect(readMember('hash:net', 4, 'fd00::/8')).toEqual({ kind: 'other-version' });
    expect(readMember('hash:net', 6, '::/0')).toEqual({ kind: 'whole' });
  });
});
