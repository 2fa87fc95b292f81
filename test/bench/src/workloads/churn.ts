// W9: what a cluster at rest does all day, seeded.
import type { ApiObject, ObjectChange } from '@manul/model';
import { seededRandom } from '../random.ts';
import { address } from '../workload.ts';
import { namespaceObject, podObject, policyObject } from './antrea-shapes.ts';

export interface ChurnShape {
  readonly namespaces: number;
  readonly podsPerNamespace: number;
  readonly policyNames: readonly string[];
  readonly apps: number;
  /** As in the cluster that is churned; 100 unless given. */
  readonly podsPerNode?: number;
}

/** 60% pods come, go and change address; 25% are relabelled; 10% of events edit a policy; 5% relabel a namespace. */
export function* churn(shape: ChurnShape, events: number, seed: number): Generator<ObjectChange> {
  const random = seededRandom(seed);
  const pick = (n: number) => Math.floor(random() * n);
  const pods = shape.namespaces * shape.podsPerNamespace;
  const gone = new Set<number>();
  const pod = (n: number, app: number, ip = address(n)): ApiObject => {
    const node = Math.floor(n / (shape.podsPerNode ?? 100));
    const made = podObject(n, `namespace-${Math.floor(n / shape.podsPerNamespace)}`, { app: `app-${app}` }, node);
    return { ...made, status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] } };
  };
  for (let event = 0; event < events; event++) {
    const kind = random();
    const n = pick(pods);
    const namespace = `namespace-${pick(shape.namespaces)}`;
    if (kind < 0.4) {
      const op = gone.delete(n) ? 'apply' : 'delete';
      if (op === 'delete') gone.add(n);
      yield { op, object: pod(n, 1 + pick(shape.apps)) };
    } else if (kind < 0.6) {
      gone.delete(n);
      yield { op: 'apply', object: pod(n, 1 + pick(shape.apps), address((1 << 22) + pick(1 << 20))) };
    } else if (kind < 0.85) {
      gone.delete(n);
      yield { op: 'apply', object: pod(n, 1 + pick(shape.apps)) };
    } else if (kind < 0.95) {
      const name = shape.policyNames[pick(shape.policyNames.length)]!;
      const port = 1 + pick(65_535);
      const ingress = [{ from: [{ podSelector: { matchLabels: { app: name } } }], ports: [{ protocol: 'TCP', port }] }];
      yield {
        op: 'apply',
        object: policyObject(namespace, name, {
          podSelector: { matchLabels: { app: name } },
          policyTypes: ['Ingress'],
          ingress,
        }),
      };
    } else {
      yield { op: 'apply', object: namespaceObject(namespace, { app: namespace, company: `company-${pick(100)}` }) };
    }
  }
}
