// Random nodes whose endpoints, policies and sets change, against in-memory kernels: rounds that are divided, so that new
// endpoints go first, beside rounds that are not. The seed is MANUL_SEED.
import { DataplaneDriver, type KernelBackend } from '@manul/dataplane';
import { defaultRulesConfig, type TableName } from '@manul/rules';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FakeIpset } from './fake-ipset.ts';
import { FakeIptables, type FakeLimits, targetOf } from './fake-iptables.ts';
import { SharedListing } from './ip-set-listing.ts';
import { IptablesIpSets } from './ip-sets.ts';
import { formatRule } from './rule-format.ts';
import { IptablesTable } from './table.ts';

const seed = process.env['MANUL_SEED'];
const clock = { now: () => 0, sleep: async () => {} };
const marks = { chainPrefix: 'cali-', commentPrefix: 'cali:' };
const hooks: Partial<Record<TableName, readonly string[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
};

/** A node's kernel with a driver. */
class Node {
  readonly ipset = new FakeIpset();
  readonly kernel: Readonly<Record<'raw' | 'mangle' | 'filter', FakeIptables>>;
  readonly backend: KernelBackend;
  readonly driver: DataplaneDriver;
  /** Why transactions were. */
  readonly refused: string[] = [];
  /** Called after each transaction in the filter table. */
  onWritten = () => {};
  onEndpointsFirst = (_: ReadonlySet<string>) => {};

  constructor(dispatch: 'any' | 'calico', limits: FakeLimits, rulesWorthDividing: number) {
    const table = (name: TableName) => new WatchedTable(name, limits, this);
    this.kernel = { raw: table('raw'), mangle: table('mangle'), filter: table('filter') };
    const config = { ...defaultRulesConfig, workloadDispatch: dispatch };
    const onEndpointsFirst = (endpoints: ReadonlySet<string>) => this.onEndpointsFirst(endpoints);
    this.backend = this.#backend(rulesWorthDividing);
    this.driver = new DataplaneDriver({ backend: this.backend, config, onEndpointsFirst });
  }

  async bringTo(state: State) {
    this.driver.beginSnapshot();
    for (const message of messagesOf(state)) this.driver.onUpdate(message);
    this.driver.endSnapshot();
    return this.driver.apply();
  }

  chains() {
    const { raw, mangle, filter } = this.kernel;
    return { raw: raw.chains, mangle: mangle.chains, filter: filter.chains, sets: this.ipset.sets };
  }

  /** What a packet that is sent to a chain of the filter table goes through. */
  content(chain: string): string[] | undefined {
    const { chains } = this.kernel.filter;
    return chains.get(chain)?.flatMap((rule) => {
      const target = targetOf(rule);
      return [rule, ...(target === undefined ? [] : (this.content(target) ?? [`no ${target}`]))];
    });
  }

  isFound(chain: string): boolean {
    return this.content('FORWARD')?.some((rule) => targetOf(rule) === chain) ?? false;
  }

  #backend(rulesWorthDividing: number): KernelBackend {
    const { run } = this.ipset;
    const common = { formatRule, marks, insertMode: 'insert', clock, rulesWorthDividing } as const;
    const tables = Object.entries(this.kernel).map(
      ([name, commands]) => new IptablesTable({ ...common, name: name as TableName, commands }),
    );
    const listing = new SharedListing(run, 'cali', [4]);
    const ipSets = [new IptablesIpSets({ ipVersion: 4, run, listing, clock, prefix: 'cali' })];
    const allowRemovals = () => [...tables, ...ipSets].forEach((part) => void part.allowRemovals());
    const verify = async () => {
      listing.invalidate();
      for (const part of [...ipSets, ...tables]) await part.verify('all');
    };
    return { name: 'fake', tables, ipSets, allowRemovals, verify };
  }
}

/** Takes no rule whose set is not there. */
class WatchedTable extends FakeIptables {
  readonly #node: Node;

  constructor(name: TableName, limits: FakeLimits, node: Node) {
    const missing = (rule: string) => {
      const sets = [...rule.matchAll(/--match-set (\S+)/g)].map(([, set = '']) => set);
      return sets.every((set) => node.ipset.sets.has(set)) ? undefined : 'no such set';
    };
    super({ ...limits, refuse: (rule) => missing(rule) ?? limits.refuse?.(rule) });
    this.#node = node;
    this.chains = new Map((hooks[name] ?? []).map((hook) => [hook, []]));
  }

  override async take(input: string) {
    const outcome = await super.take(input);
    if (outcome.kind !== 'done') this.#node.refused.push(outcome.reason);
    if (input.startsWith('*filter')) this.#node.onWritten();
    return outcome;
  }
}

interface Pod {
  readonly interface: number;
  readonly policies: readonly number[];
  readonly isActive: boolean;
  readonly defaultAction: string;
  readonly host: number;
}

/** By number: undefined where there is none. Policies are lists of rules. */
interface State {
  readonly sets: readonly (readonly number[])[];
  readonly policies: readonly { readonly selector: number; readonly rules: readonly (readonly [number, string])[] }[];
  readonly pods: readonly (Pod | undefined)[];
}

const count = { sets: 3, policies: 6, pods: 5 };
const ruleArbitrary = fc.tuple(fc.nat(9), fc.constantFrom('allow', 'deny', 'pass'));
const pod: fc.Arbitrary<Pod> = fc.record({
  interface: fc.nat(count.pods),
  policies: fc.subarray(Array.from({ length: count.policies }, (_, i) => i)),
  isActive: fc.boolean(),
  defaultAction: fc.constantFrom('Deny', 'Pass'),
  host: fc.nat(7),
});
const times = <T>(length: number, arbitrary: fc.Arbitrary<T>) =>
  fc.array(arbitrary, { minLength: length, maxLength: length });
const state: fc.Arbitrary<State> = fc.record({
  sets: times(count.sets, fc.uniqueArray(fc.nat(7), { maxLength: 4 })),
  policies: times(
    count.policies,
    // A policy whose selector changes has its endpoints' chains written anew, so most keep theirs.
    fc.record({
      selector: fc.constantFrom(0, 0, 0, 0, 0, 0, 1),
      rules: fc.array(ruleArbitrary, { minLength: 1, maxLength: 4 }),
    }),
  ),
  pods: times(count.pods, fc.option(pod, { nil: undefined })),
});

/** Each step keeps much of the one before: parts of it, by number. */
const history = fc
  .array(fc.tuple(state, fc.infiniteStream(fc.boolean())), { minLength: 2, maxLength: 4 })
  .map((states) => {
    let before = states[0]![0];
    return states.map(([next, changes]) => {
      const mix = <T>(old: readonly T[], now: readonly T[]) =>
        now.map((item, i) => (changes.next().value ? item : (old[i] as T)));
      before = {
        sets: mix(before.sets, next.sets),
        policies: mix(before.policies, next.policies),
        pods: mix(before.pods, next.pods),
      };
      return before;
    });
  });

type Message = Parameters<DataplaneDriver['onUpdate']>[0];
const policyId = (i: number) => ({ kind: 'NetworkPolicy', namespace: 'prod', name: `p${i}` });
const podKey = (i: number) => `workload_endpoint k8s|prod/pod-${i}|eth0`;
const interfaceOf = ({ interface: i }: Pod) => `cali${i}`;

function* messagesOf({ sets, policies, pods }: State): Generator<Message> {
  for (const [i, members] of sets.entries()) {
    yield { ipset_update: { id: `s:${i}`, type: 0, members: members.map((host) => `10.65.0.${host}`) } };
  }
  for (const [i, { selector, rules }] of policies.entries()) {
    const inbound_rules = rules.map(([what, action]) =>
      what < count.sets ? { action, src_ip_set_ids: [`s:${what}`] } : { action, src_net: [`192.0.2.${what}/32`] },
    );
    const policy = { original_selector: `app == '${selector}'`, inbound_rules, outbound_rules: inbound_rules };
    yield { active_policy_update: { id: policyId(i), policy } };
  }
  for (const [i, given] of pods.entries()) {
    if (!given) continue;
    const ids = given.policies.map(policyId);
    const { defaultAction: default_action, isActive } = given;
    const endpoint = {
      state: isActive ? 'active' : 'inactive',
      name: interfaceOf(given),
      ipv4_nets: [`10.65.0.${given.host}/32`],
      tiers: [{ name: 'default', default_action, ingress_policies: ids, egress_policies: ids }],
    };
    const id = { orchestrator_id: 'k8s', workload_id: `prod/pod-${i}`, endpoint_id: 'eth0' };
    yield { workload_endpoint_update: { id, endpoint } };
  }
  yield { in_sync: {} };
}

const endpointChains = Array.from({ length: count.pods + 1 }, (_, i) => [
  `cali-tw-cali${i}`,
  `cali-fw-cali${i}`,
]).flat();
const contents = (node: Node) => new Map(endpointChains.map((chain) => [chain, node.content(chain)]));

const runs = { numRuns: 40, ...(seed !== undefined && { seed: Number(seed) }) };
const dispatch = fc.constantFrom('any' as const, 'calico' as const);

it('ends as an undivided round; meanwhile whoever was there goes through the old or through the new, in whole', async () => {
  let first = 0;
  await fc.assert(
    fc.asyncProperty(history, dispatch, async (states, how) => {
      const whole = new Node(how, {}, Number.POSITIVE_INFINITY);
      const divided = new Node(how, {}, 0);
      for (const wanted of states) {
        await whole.bringTo(wanted);
        const before = contents(divided);
        const after = contents(whole);
        divided.onWritten = () => {
          for (const [chain, now] of contents(divided)) {
            if (divided.isFound(chain)) expect([before.get(chain), after.get(chain)]).toContainEqual(now);
          }
        };
        divided.onEndpointsFirst = (endpoints) => {
          for (const [i, given] of wanted.pods.entries()) {
            if (!given || !endpoints.has(podKey(i))) continue;
            first++;
            for (const chain of [`cali-tw-${interfaceOf(given)}`, `cali-fw-${interfaceOf(given)}`]) {
              // Of pods that share an interface or an address, one is found.
              expect(divided.isFound(chain)).toBe(whole.isFound(chain));
              if (whole.isFound(chain)) expect(divided.content(chain)).toEqual(after.get(chain));
            }
          }
        };
        const report = await divided.bringTo(wanted);
        expect(report).toMatchObject({ errors: [], retry: [] });
        expect(divided.refused).toEqual([]);
        expect(divided.chains()).toEqual(whole.chains());
      }
    }),
    runs,
  );
  expect(first).toBeGreaterThan(0);
});

it('ends as an undivided round also where the kernel refuses rules', async () => {
  const refuse = (rule: string) => (rule.includes('192.0.2.7') ? 'Invalid argument' : undefined);
  await fc.assert(
    fc.asyncProperty(history, dispatch, async (states, how) => {
      const whole = new Node(how, { refuse }, Number.POSITIVE_INFINITY);
      const divided = new Node(how, { refuse }, 0);
      for (const wanted of states) {
        const { errors } = await whole.bringTo(wanted);
        const told = new Set<string>();
        divided.onEndpointsFirst = (endpoints) => {
          // One that is not active, or is not found, does not depend on its policies.
          for (const [i, given] of wanted.pods.entries()) {
            const isOpen = given?.isActive && divided.isFound(`cali-tw-${interfaceOf(given)}`);
            if (isOpen && endpoints.has(podKey(i))) told.add(podKey(i));
          }
        };
        expect((await divided.bringTo(wanted)).errors).toEqual(errors);
        expect(divided.chains()).toEqual(whole.chains());
        expect(errors.filter(({ object }) => told.has(object))).toEqual([]);
      }
    }),
    runs,
  );
});

it('ends as an undivided round also where others empty chains, before and while it is known', async () => {
  const victims = ['FORWARD', 'cali-FORWARD', 'cali-from-wl-dispatch', 'cali-pi-np/prod/p0', ...endpointChains];
  const meddling = fc.subarray(victims, { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      history,
      dispatch,
      fc.infiniteStream(meddling),
      fc.boolean(),
      async (states, how, meddlings, isKnown) => {
        const nodes = [new Node(how, {}, Number.POSITIVE_INFINITY), new Node(how, {}, 0)] as const;
        for (const wanted of states) {
          const emptied = meddlings.next().value;
          for (const node of nodes) {
            for (const chain of emptied) node.kernel.filter.chains.get(chain)?.splice(0);
            if (isKnown) await node.backend.verify('all');
            await node.bringTo(wanted);
            await node.backend.verify('all');
            expect(await node.driver.apply()).toMatchObject({ errors: [], retry: [] });
          }
          expect(nodes[1].chains()).toEqual(nodes[0].chains());
        }
      },
    ),
    runs,
  );
});
