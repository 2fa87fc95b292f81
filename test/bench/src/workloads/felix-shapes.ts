// Shapes of Felix's own calculation-graph benchmark: model values, as its test feeds them.
import {
  anySide,
  type Labels,
  type ModelUpdate,
  makeRule,
  type Policy,
  type Profile,
  type Rule,
  type RuleSide,
  type WorkloadEndpoint,
} from '@manul/model';
import {
  address,
  type Form,
  inBatches,
  nodeName,
  type Reference,
  type Workload,
  type WorkloadInput,
} from '../workload.ts';

function allow(source: Partial<RuleSide>, extra: Partial<Rule> = {}): Rule {
  return makeRule('allow', '', { source: { ...anySide, ...source }, ...extra });
}

function policy(name: string, selector: string, fields: Partial<Policy>): ModelUpdate {
  const value: Policy = {
    kind: 'GlobalNetworkPolicy',
    namespace: '',
    name,
    tier: 'default',
    order: undefined,
    selector,
    ingress: true,
    egress: false,
    inboundRules: [],
    outboundRules: [],
    untracked: false,
    preDnat: false,
    applyOnForward: false,
    performanceHints: [],
    staged: false,
    ...fields,
  };
  return { kind: 'policy', key: `GlobalNetworkPolicy||${name}`, value };
}

function endpoint(n: number, node: string, labels: Labels, profile: string): ModelUpdate {
  const workloadId = `namespace/pod-${n}`;
  const value: WorkloadEndpoint = {
    node,
    orchestratorId: 'k8s',
    workloadId,
    endpointId: 'eth0',
    interfaceName: `cali${n}`,
    mac: '',
    ipv4Nets: [`${address(n)}/32`],
    ipv6Nets: [],
    labels,
    profileIds: [profile],
    ports: [],
    allowSpoofedSourcePrefixes: [],
    annotations: {},
  };
  return { kind: 'workloadEndpoint', key: workloadId, value };
}

function profile(name: string, labels: Labels): ModelUpdate {
  const value: Profile = { name, labels, inboundRules: [allow({})], outboundRules: [allow({})] };
  return { kind: 'profile', key: name, value };
}

const tier: ModelUpdate = {
  kind: 'tier',
  key: 'default',
  value: { name: 'default', order: 1_000_000, defaultAction: 'Deny' },
};

/** Endpoints beyond `remote` are local to node-0 in the one-node form; in the other, every one is `perNode` to a node. */
function placement(form: Form, remote: number, perNode: number): (n: number) => string {
  if (form === 'whole-cluster') return (n) => nodeName(Math.floor(n / perNode));
  return (n) => (n >= remote ? nodeName(0) : 'elsewhere');
}

function nodesOf(form: Form, endpoints: number, perNode: number): string[] {
  const count = form === 'one-node' ? 1 : Math.ceil(endpoints / perNode);
  return Array.from({ length: count }, (_, n) => nodeName(n));
}

/** 31 markers; a policy selects one of them and allows from five consecutive ones. */
function w1(form: Form): WorkloadInput {
  const remote = 250_000;
  const total = form === 'one-node' ? remote + 200 : remote;
  const node = placement(form, remote, 200);
  const marker = (n: number) => `marker-${n % 31}`;
  function* updates(): Generator<ModelUpdate> {
    yield tier;
    for (let n = 0; n < 100; n++) yield profile(`kns.namespace-${n}`, { 'pcns.name': `namespace-${n}` });
    for (let n = 0; n < total; n++) {
      const labels: Record<string, string> = { [marker(n)]: 'true' };
      for (const k of [10, 11, 20, 30, 40]) labels[`one-in-${k}`] = `value-${n % k}`;
      yield endpoint(n, node(n), labels, `kns.namespace-${n % 100}`);
    }
    for (let i = 0; i < 10_000; i++) {
      const inboundRules = [0, 1, 2, 3, 4].map((j) => allow({ selector: `has(${marker(i + j)})` }));
      yield policy(`policy-${i}`, `has(${marker(i)})`, { inboundRules });
    }
  }
  return { batches: inBatches(updates()), nodes: nodesOf(form, total, 200), events: total + 10_101 };
}

const setSizes = [1, 1, 1, 1, 2, 3, 4, 5, 100, 1000];

function w2(form: Form): WorkloadInput {
  const remote = 10_000;
  const total = form === 'one-node' ? remote + 200 : remote;
  const node = placement(form, remote, 100);
  function* updates(): Generator<ModelUpdate> {
    yield tier;
    yield profile('kns.namespace', {});
    for (let n = 0; n < total; n++) yield endpoint(n, node(n), {}, 'kns.namespace');
    let next = 1 << 20;
    for (let i = 0; i < 1000; i++) {
      const size = setSizes[i % setSizes.length]!;
      const nets = Array.from({ length: size }, () => `${address(next++)}/32`);
      const value = { namespace: '', name: `set-${i}`, nets, labels: { set: `set-${i}` }, profileIds: [] };
      yield { kind: 'networkSet', key: `set-${i}`, value };
    }
    for (let i = 0; i < 1000; i++) {
      yield policy(`policy-${i}`, 'all()', { inboundRules: [allow({ selector: `set == "set-${i}"` })] });
    }
  }
  return { batches: inBatches(updates()), nodes: nodesOf(form, total, 100), events: total + 2002 };
}

/** Customers that see only themselves: a namespace, a pod and a policy each. */
function w3(customers: number): (form: Form) => WorkloadInput {
  return (form) => {
    const local = Math.min(100, customers);
    const node = placement(form, customers - local, 100);
    function* updates(): Generator<ModelUpdate> {
      yield tier;
      for (let n = 0; n < customers; n++) {
        const namespace = `customer-${n}`;
        yield profile(`kns.${namespace}`, {
          'pcns.projectcalico.org/name': namespace,
          'pcns.customer': String(n),
          'pcns.kind': 'customer',
        });
        yield endpoint(n, node(n), customerLabels(n), `kns.${namespace}`);
        const own = `pcns.projectcalico.org/name == "${namespace}"`;
        const dns = { ...anySide, nets: ['10.255.0.10/32'], ports: [{ first: 53, last: 53 }] };
        yield policy(`policy-${n}`, own, {
          egress: true,
          inboundRules: [allow({ selector: own })],
          outboundRules: [
            allow({}, { destination: { ...anySide, selector: own } }),
            allow({}, { protocol: 'udp', destination: dns }),
          ],
        });
      }
    }
    return { batches: inBatches(updates()), nodes: nodesOf(form, customers, 100), events: customers * 3 + 1 };
  };
}

function customerLabels(n: number): Labels {
  const labels: Record<string, string> = { constant: 'same', 'one-of-5000': `value-${n % 5000}` };
  for (let i = 0; i < 5; i++) labels[`unique-${i}`] = `value-${n}`;
  for (let i = 0; i < 4; i++) labels[`binary-${i}`] = String((n >> i) & 1);
  for (let i = 0; i < 4; i++) labels[`small-${i}`] = `value-${(n >> i) % 10}`;
  return labels;
}

/** Felix's graph for one node, measured on the same machine at rest; a cluster's nodes each repeat it. */
function felix(benchmark: string, seconds: number, wholeCluster: number, megabytes?: number): Reference {
  const memory = megabytes !== undefined && { megabytes, memoryTarget: 1 };
  return {
    program: 'Felix, one node',
    seconds,
    benchmark,
    targets: { 'one-node': 0.5, 'whole-cluster': wholeCluster },
    ...memory,
  };
}

const both: readonly Form[] = ['one-node', 'whole-cluster'];

export const felixShapes: readonly Workload[] = [
  {
    id: 'W1',
    title: '250,000 endpoints, 10,000 policies over 31 markers',
    forms: both,
    build: w1,
    reference: felix('Snapshot200Local250kTotal10000TagPols', 7.49, 1, 283),
  },
  {
    id: 'W2',
    title: '10,000 endpoints, 1,000 network sets and policies',
    forms: both,
    build: w2,
    reference: felix('Snapshot200Local10kTotal1000NetsetPols', 0.887, 0.5, 98),
  },
  ...[
    { suffix: '1k', customers: 1000, reference: felix('IsolatedCustomers1k', 0.058, 0.5) },
    { suffix: '10k', customers: 10_000, reference: felix('IsolatedCustomers10k', 0.544, 0.5, 39) },
    { suffix: '100k', customers: 100_000, reference: felix('IsolatedCustomers100k', 9.74, 0.5, 315) },
  ].map(({ suffix, customers, reference }) => ({
    id: `W3-${suffix}`,
    title: `${customers.toLocaleString('en')} isolated customers`,
    forms: both,
    build: w3(customers),
    reference,
  })),
];
