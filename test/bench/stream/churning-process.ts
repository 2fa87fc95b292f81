// A calc-graph whose cluster changes as W9 says, with objects as large as an API server's are once they are trimmed.
// Settings as JSON in the first argument.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiObject, ObjectChange, Source, SourceEvents } from '@manul/model';
import { createLogger } from '@manul/observability';
import { type CalcGraphSettings, runCalcGraph } from '@manul/service-calc-graph';
import { w4, w8 } from '../src/workloads/antrea-shapes.ts';
import { churn } from '../src/workloads/churn.ts';

interface Argument {
  readonly settings: CalcGraphSettings;
  readonly shape: 'w4' | 'w8';
}

export interface RecordingOrder {
  readonly kind: 'churn';
  /** Events a second. */
  readonly rate: number;
  readonly seconds: number;
}

export interface Churned {
  readonly kind: 'churned';
  readonly cpuMicroseconds: number;
}

const { settings, shape } = JSON.parse(process.argv[2]!) as Argument;
const seed = 1;
/** A tenth of the published shapes. */
const { cluster, events } = {
  w4: {
    cluster: w4(2500),
    events: churn(
      { namespaces: 2500, podsPerNamespace: 4, policyNames: ['default-deny', 'app-1', 'app-2'], apps: 2 },
      Number.POSITIVE_INFINITY,
      seed,
    ),
  },
  w8: {
    cluster: w8(100),
    events: churn(
      {
        namespaces: 100,
        podsPerNamespace: 100,
        policyNames: Array.from({ length: 10 }, (_, i) => `policy-${i}`),
        apps: 10,
      },
      Number.POSITIVE_INFINITY,
      seed,
    ),
  },
}[shape];
let version = 1;

class ChurningCluster implements Source {
  #events: SourceEvents | undefined;

  start(sink: SourceEvents): void {
    this.#events = sink;
    sink.changes([...cluster.objects].map((object) => ({ op: 'apply', object: full(object) })));
    sink.inSync();
  }

  tell({ op, object }: ObjectChange): void {
    this.#events?.changes([{ op, object: op === 'apply' ? full(object) : object }]);
  }

  async stop(): Promise<void> {
    this.#events = undefined;
  }
}

/** With what an API server, a controller and a CNI plugin add. */
function full(object: ApiObject): ApiObject {
  const metadata = {
    ...object.metadata,
    uid: randomUUID(),
    resourceVersion: `${100_000 + version++}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  if (object.kind !== 'Pod') return { ...object, metadata };
  const { labels } = object.metadata;
  const status = object.status as { readonly podIP: string };
  return {
    ...object,
    metadata: {
      ...metadata,
      labels: {
        ...labels,
        'app.kubernetes.io/name': 'service',
        'app.kubernetes.io/part-of': 'platform',
        'pod-template-hash': '6d4cf56db6',
      },
      annotations: {
        'cni.projectcalico.org/podIP': `${status.podIP}/32`,
        'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z',
      },
    },
    spec: {
      ...(object.spec as object),
      serviceAccountName: 'default',
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      terminationGracePeriodSeconds: 30,
      containers: [{ name: 'service', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] }],
    },
    status: { ...status, hostIP: '172.16.0.1', startTime: '2026-01-01T00:00:00Z', qosClass: 'Burstable' },
  };
}

const source = new ChurningCluster();
const log = createLogger({ service: 'bench', level: 'silent' });
const handle = await runCalcGraph(settings, { source, log });
if (handle.revision() === 0) await handle.nextFlush();

process.on('message', ({ rate, seconds }: RecordingOrder) => void run(rate, seconds));
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready', nodes: cluster.nodes });

async function run(rate: number, seconds: number): Promise<void> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (let done = 0; done < rate * seconds; done++) {
    source.tell(events.next().value!);
    await pause(1000 / rate);
  }
  const { user, system } = process.cpuUsage(before);
  const report: Churned = { kind: 'churned', cpuMicroseconds: user + system };
  process.send?.(report);
}
