// Random cluster state in a small world, so that things meet: few names, labels and addresses.
import type { ModelUpdate, Rule } from '@manul/model';
import fc from 'fast-check';
import { hostEndpoint, networkSet, pod, policy, profile, removalOf, rule } from './model-values.ts';

export const nodeNames = ['node-a', 'node-b', 'node-c'];

const node = fc.constantFrom(...nodeNames);
const value = fc.constantFrom('a', 'b');
const labels = fc
  .record({ app: value, role: value, tier: value, pcns: value }, { requiredKeys: [] })
  .map((record) => record as Record<string, string>);
const selector = fc.constantFrom(
  'all()',
  'app == "a"',
  'app == "b"',
  'app != "a"',
  'has(role)',
  '!has(role)',
  'app in {"a", "b"}',
  '(app == "a" && role == "b")',
  '(app == "a" || tier == "b")',
  'pcns == "a"',
  '(pcns == "b" && has(app))',
  'role starts with "a"',
  'missing == "x"',
);
const peer = fc.oneof({ weight: 3, arbitrary: selector }, { weight: 1, arbitrary: fc.constant('') });
const net = fc.constantFrom(
  '10.0.0.1/32',
  '10.0.0.2/32',
  '10.0.0.3/32',
  '10.0.0.0/24',
  '10.0.0.0/8',
  '0.0.0.0/0',
  'fd00::1/128',
  'fd00::/16',
);
const address = fc.constantFrom('10.0.0.1/32', '10.0.0.2/32', '10.0.0.3/32');
const port = fc.record({
  name: fc.constantFrom('http', 'dns'),
  protocol: fc.constantFrom('tcp', 'udp'),
  port: fc.integer({ min: 1, max: 3 }),
});
const profileIds = fc.subarray(['kns.x', 'kns.y', 'ksa.x']);

const ruleArbitrary: fc.Arbitrary<Rule> = fc
  .record({
    action: fc.constantFrom('allow', 'deny', 'pass', 'log'),
    source: fc.record({ selector: peer, notSelector: peer }),
    named: fc.boolean(),
    service: fc.constantFrom(undefined, 'x', 'y'),
    nodes: fc.boolean(),
  })
  .map(({ action, source, named, service, nodes }) =>
    rule({
      action,
      protocol: named ? 'tcp' : undefined,
      source: nodes ? { nodeSelector: 'app == "a"' } : source,
      destination: {
        ports: named ? [{ name: 'http' }] : [],
        ...(service && { service: { namespace: 'ns', name: service } }),
      },
    }),
  );

const podUpdate = fc
  .record({
    name: fc.constantFrom('p', 'q', 'r', 's', 't'),
    node,
    ipv4Nets: fc.uniqueArray(address, { maxLength: 2 }),
    labels,
    profileIds,
    ports: fc.array(port, { maxLength: 2 }),
  })
  .map(({ name, node, ...parts }) => pod(`ns/${name}`, node, parts));

const hostUpdate = fc
  .record({ name: fc.constantFrom('h', 'i'), node, labels, profileIds })
  .map(({ name, node, ...parts }) => hostEndpoint(name, node, { ...parts, expectedIpv4Addresses: ['10.0.0.9'] }));

const policyUpdate = fc
  .record({
    name: fc.constantFrom('k', 'l', 'm', 'n'),
    selector,
    tier: fc.constantFrom('default', 'early', 'missing'),
    order: fc.constantFrom(undefined, 1, 2),
    ingress: fc.boolean(),
    egress: fc.boolean(),
    inboundRules: fc.array(ruleArbitrary, { maxLength: 2 }),
    outboundRules: fc.array(ruleArbitrary, { maxLength: 1 }),
    untracked: fc.boolean(),
    performanceHints: fc.subarray(['AssumeNeededOnEveryNode']),
    staged: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  })
  .map(({ name, selector, ...parts }) => policy(name, selector, parts));

const profileUpdate = fc
  .record({
    name: fc.constantFrom('kns.x', 'kns.y'),
    labels: labels.map(({ pcns }) => (pcns ? { pcns } : ({} as Record<string, string>))),
    inboundRules: fc.array(ruleArbitrary, { maxLength: 1 }),
  })
  .map(({ name, ...parts }) => profile(name, parts));

const networkSetUpdate = fc
  .record({ name: fc.constantFrom('u', 'v'), nets: fc.uniqueArray(net, { maxLength: 4 }), labels, profileIds })
  .map(({ name, nets, ...parts }) => networkSet(name, nets, parts));

const tierUpdate = fc
  .record({
    name: fc.constantFrom('default', 'early'),
    order: fc.constantFrom(undefined, 1, 2),
    defaultAction: fc.constantFrom('Deny', 'Pass'),
  })
  .map(
    (value): ModelUpdate => ({
      kind: 'tier',
      key: value.name,
      value: value as { name: string; order: number | undefined; defaultAction: 'Deny' | 'Pass' },
    }),
  );

const sliceUpdate = fc
  .record({
    name: fc.constantFrom('e', 'f'),
    serviceName: fc.constantFrom('x', 'y'),
    addresses: fc.subarray(['10.0.0.1', '10.0.0.2', 'fd00::1']),
    ports: fc.array(port, { maxLength: 2 }),
  })
  .map(
    (slice): ModelUpdate => ({ kind: 'endpointSlice', key: `ns/${slice.name}`, value: { namespace: 'ns', ...slice } }),
  );

const nodeUpdate = fc.record({ name: node, labels, asNumber: fc.constantFrom('', '1') }).map(
  (value): ModelUpdate => ({
    kind: 'node',
    key: value.name,
    value: { ...value, ipv4: '10.1.0.1/32', ipv6: undefined, addresses: [`10.1.0.${value.name.charCodeAt(5)}`] },
  }),
);

const namespaceUpdate = fc
  .record({ name: fc.constantFrom('x', 'y'), labels })
  .map((value): ModelUpdate => ({ kind: 'namespace', key: value.name, value }));

const updateArbitrary: fc.Arbitrary<ModelUpdate> = fc.oneof(
  { weight: 6, arbitrary: podUpdate },
  { weight: 1, arbitrary: hostUpdate },
  { weight: 4, arbitrary: policyUpdate },
  { weight: 2, arbitrary: profileUpdate },
  { weight: 2, arbitrary: networkSetUpdate },
  { weight: 1, arbitrary: tierUpdate },
  { weight: 1, arbitrary: sliceUpdate },
  { weight: 1, arbitrary: nodeUpdate },
  { weight: 1, arbitrary: namespaceUpdate },
);

/** Updates and removals, of what is there or not. A tier keeps its last action for its policies, and so is not removed. */
export const changeArbitrary: fc.Arbitrary<ModelUpdate> = fc
  .tuple(updateArbitrary, fc.integer({ min: 0, max: 3 }))
  .map(([update, n]) => (n === 0 && update.kind !== 'tier' ? removalOf(update) : update));

/** The last update of each object, removals left out: what the cluster is after all of them. */
export function finalState(changes: readonly ModelUpdate[]): ModelUpdate[] {
  const last = new Map(changes.map((change) => [`${change.kind} ${change.key}`, change]));
  return [...last.values()].filter((change) => change.value !== undefined);
}
