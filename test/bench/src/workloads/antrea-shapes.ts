// Shapes of Antrea's controller benchmark: API objects, converted as a source's would be.
import { type ApiObject, convert, type ModelUpdate } from '@manul/model';
import {
  address,
  inBatches,
  nodeName,
  type ObjectInput,
  type Reference,
  type Workload,
  type WorkloadInput,
} from '../workload.ts';

const podsPerNode = 100;

export function podObject(
  n: number,
  namespace: string,
  labels: Record<string, string>,
  node = Math.floor(n / podsPerNode),
): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${n}`, namespace, labels, resourceVersion: '1' },
    spec: { nodeName: nodeName(node), containers: [{ name: 'c' }] },
    status: { phase: 'Running', podIP: address(n), podIPs: [{ ip: address(n) }] },
  };
}

export function namespaceObject(name: string, labels: Record<string, string>): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels, resourceVersion: '1' } };
}

export function policyObject(namespace: string, name: string, spec: object): ApiObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, resourceVersion: '1' },
    spec,
  };
}

const app = (name: string) => ({ matchLabels: { app: name } });
const ingressFrom = (target: object, peer: object) => ({
  podSelector: target,
  policyTypes: ['Ingress'],
  ingress: [{ from: [peer] }],
});
const denyAll = { podSelector: {}, policyTypes: ['Ingress'] };

function nodesFor(pods: number, perNode = podsPerNode): string[] {
  return Array.from({ length: Math.ceil(pods / perNode) }, (_, n) => nodeName(n));
}

/** 25,000 small namespaces. */
export function w4(namespaces = 25_000, perNode = podsPerNode): ObjectInput {
  function* objects(): Generator<ApiObject> {
    for (let n = 0; n < namespaces; n++) {
      const namespace = `namespace-${n}`;
      yield namespaceObject(namespace, { app: namespace });
      for (let p = 0; p < 4; p++) {
        const pod = n * 4 + p;
        yield podObject(pod, namespace, { app: `app-${1 + (p >> 1)}` }, Math.floor(pod / perNode));
      }
      yield policyObject(namespace, 'default-deny', denyAll);
      for (const name of ['app-1', 'app-2']) {
        yield policyObject(namespace, name, ingressFrom(app(name), { podSelector: app(name) }));
      }
    }
  }
  return { objects: objects(), nodes: nodesFor(namespaces * 4, perNode), events: namespaces * 8 };
}

/** 100 large namespaces. */
function w5(): ObjectInput {
  function* objects(): Generator<ApiObject> {
    for (let n = 0; n < 100; n++) {
      const namespace = `namespace-${n}`;
      yield namespaceObject(namespace, { app: namespace });
      for (let p = 0; p < 1000; p++) yield podObject(n * 1000 + p, namespace, { app: `app-${Math.floor(p / 10)}` });
      yield policyObject(namespace, 'default-deny', denyAll);
      for (let i = 0; i < 100; i++) {
        yield policyObject(namespace, `app-${i}`, ingressFrom(app(`app-${i}`), { podSelector: app(`app-${i}`) }));
      }
    }
  }
  return { objects: objects(), nodes: nodesFor(100_000), events: 100 * 1102 };
}

/** One namespace in which every policy selects everyone as target and peer. */
function w6(): ObjectInput {
  function* objects(): Generator<ApiObject> {
    yield namespaceObject('namespace', {});
    for (let p = 0; p < 10_000; p++) yield podObject(p, 'namespace', { app: 'all' });
    for (let i = 0; i < 10_000; i++) {
      yield policyObject('namespace', `policy-${i}`, ingressFrom(app('all'), { podSelector: app('all') }));
    }
  }
  return { objects: objects(), nodes: nodesFor(10_000), events: 20_001 };
}

/** 5,000 pairs of pods that talk to each other and to nobody else. */
function w7(): ObjectInput {
  function* objects(): Generator<ApiObject> {
    yield namespaceObject('namespace', {});
    for (let p = 0; p < 10_000; p++) yield podObject(p, 'namespace', { app: `app-${p}` });
    for (let p = 0; p < 10_000; p++) {
      yield policyObject(
        'namespace',
        `policy-${p}`,
        ingressFrom(app(`app-${p}`), { podSelector: app(`app-${p ^ 1}`) }),
      );
    }
  }
  return { objects: objects(), nodes: nodesFor(10_000), events: 20_001 };
}

/** 1,000 namespaces of 100 companies; a policy's peers are chosen by namespace labels. */
export function w8(namespaces = 1000): ObjectInput {
  const companies = Math.max(1, namespaces / 10);
  function* objects(): Generator<ApiObject> {
    for (let n = 0; n < namespaces; n++) {
      const namespace = `namespace-${n}`;
      yield namespaceObject(namespace, { company: `company-${n % companies}` });
      for (let p = 0; p < 100; p++) yield podObject(n * 100 + p, namespace, { app: `app-${p % 10}` });
      for (let i = 0; i < 10; i++) {
        const peer = {
          namespaceSelector: { matchLabels: { company: `company-${n % companies}` } },
          podSelector: app(`app-${i}`),
        };
        yield policyObject(namespace, `policy-${i}`, ingressFrom(app(`app-${i}`), peer));
      }
    }
  }
  return { objects: objects(), nodes: nodesFor(namespaces * 100), events: namespaces * 111 };
}

function* converted(objects: Iterable<ApiObject>): Generator<ModelUpdate> {
  for (const object of objects) yield* convert(object).updates;
}

export function asInput(input: ObjectInput): WorkloadInput {
  return { batches: inBatches(converted(input.objects)), nodes: input.nodes, events: input.events };
}

function shape(id: string, title: string, build: () => ObjectInput, reference: Reference): Workload {
  return { id, title, forms: ['whole-cluster'], build: () => asInput(build()), reference };
}

/** Antrea's central controller, measured on the same machine, the seconds of some while it was busy. */
function antrea(seconds: number, target: number, megabytes?: number): Reference {
  const memory = megabytes !== undefined && { megabytes, memoryTarget: 0.5 };
  return { program: 'Antrea', seconds, targets: { 'whole-cluster': target }, ...memory };
}

export const antreaShapes: readonly Workload[] = [
  shape('W4', '25,000 namespaces: 100,000 pods, 75,000 policies', w4, antrea(11.2, 0.4, 2400)),
  shape('W5', '100 namespaces: 100,000 pods, 10,100 policies', w5, antrea(10.1, 0.5, 1660)),
  shape('W6', '10,000 pods, 10,000 policies, everyone selected by all', w6, antrea(5.2, 0.5, 2900)),
  shape('W7', '5,000 pairs of pods, a policy each way', w7, antrea(50, 0.5)),
  shape('W8', '1,000 namespaces: 100,000 pods, 10,000 policies by company', w8, antrea(36, 0.5, 1900)),
];
