import type { ApiObject, Source, SourceEvents } from '@manul/model';

const podsPerNode = 10;
const apps = 200;
/** Of what every node has: each is the one source of a policy for all pods. */
const monitors = 16;

/**
 * Nodes with ten pods each, of one of 200 apps; each app has a policy that lets one other app in, so that a node holds
 * some ten policies and sets with the addresses of 50 pods for each thousand nodes. Policies for monitoring apply to all pods.
 */
export class MadeUpCluster implements Source {
  readonly #nodes: number;
  #events: SourceEvents | undefined;
  #changed = 0;

  constructor(nodes: number) {
    this.#nodes = nodes;
  }

  start(events: SourceEvents): void {
    this.#events = events;
    const objects: ApiObject[] = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'prod' }, spec: {} }];
    for (let node = 0; node < this.#nodes; node++) {
      objects.push({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: nodeName(node) },
        spec: {},
        status: { addresses: [{ type: 'InternalIP', address: `172.16.${node >> 8}.${node & 255}` }] },
      });
    }
    for (let pod = 0; pod < this.#nodes * podsPerNode; pod++) objects.push(this.#pod(pod));
    for (let app = 0; app < apps; app++)
      objects.push(policy(`app-${app}`, { app: `a${app}` }, { app: `a${(app + 1) % apps}` }));
    for (let i = 0; i < monitors; i++) objects.push(policy(`monitor-${i}`, {}, { role: `monitor-${i}` }));
    events.changes(objects.map((object) => ({ op: 'apply', object })));
    // What the churn changes: members of sets that every node has.
    this.change(monitors);
    events.inSync();
  }

  async stop(): Promise<void> {
    this.#events = undefined;
  }

  /** Gives so many monitoring pods another address: up to 16 at once, each is an update for every node. */
  change(count: number): void {
    const changes = Array.from({ length: count }, () => {
      const monitor = this.#changed++;
      const name = `monitor-${monitor % monitors}`;
      const ip = `11.${(monitor >> 16) & 255}.${(monitor >> 8) & 255}.${monitor & 255}`;
      return {
        op: 'apply' as const,
        object: podObject(name, nodeName(monitor % this.#nodes), ip, { role: name }),
      };
    });
    this.#events?.changes(changes);
  }

  #pod(index: number): ApiObject {
    const ip = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
    return podObject(`pod-${index}`, nodeName(index % this.#nodes), ip, { app: `a${index % apps}` });
  }
}

export function nodeName(index: number): string {
  return `node-${index}`;
}

function podObject(name: string, node: string, ip: string, labels: Record<string, string>): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'prod', labels },
    spec: { nodeName: node, containers: [] },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
}

function policy(name: string, selects: Record<string, string>, from: Record<string, string>): ApiObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'prod' },
    spec: {
      podSelector: { matchLabels: selects },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: from } }] }],
    },
  };
}
