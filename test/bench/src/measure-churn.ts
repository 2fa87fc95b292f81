import { createCalculationGraph } from '@manul/calc';
import { convert, type ObjectChange, removal } from '@manul/model';
import type { ObjectInput, WorkloadInput } from './workload.ts';
import { asInput, w4, w8 } from './workloads/antrea-shapes.ts';
import { type ChurnShape, churn } from './workloads/churn.ts';

export interface ChurnMeasurement {
  readonly id: string;
  readonly pods: number;
  readonly events: number;
  /** Milliseconds from an event to the last node's frame. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly cpuMicrosecondsPerEvent: number;
  readonly framesPerEvent: number;
}

export interface ChurnWorkload {
  readonly id: string;
  readonly pods: number;
  readonly shape: ChurnShape;
  readonly rest: () => ObjectInput;
}

const w4Shape = { podsPerNamespace: 4, policyNames: ['default-deny', 'app-1', 'app-2'], apps: 2 };
const w8Policies = Array.from({ length: 10 }, (_, i) => `policy-${i}`);
const w8Shape = { podsPerNamespace: 100, policyNames: w8Policies, apps: 10 };

export const churnWorkloads: readonly ChurnWorkload[] = [
  { id: 'W9 on W4', pods: 100_000, shape: { ...w4Shape, namespaces: 25_000 }, rest: () => w4() },
  { id: 'W9 on W4, a tenth', pods: 10_000, shape: { ...w4Shape, namespaces: 2500 }, rest: () => w4(2500) },
  { id: 'W9 on W8', pods: 100_000, shape: { ...w8Shape, namespaces: 1000 }, rest: () => w8() },
  { id: 'W9 on W8, a tenth', pods: 10_000, shape: { ...w8Shape, namespaces: 100 }, rest: () => w8(100) },
];

/** What our drivers ask for: all but namespaces, service accounts and services. */
const fields = new Set([2, 5, 7, 9, 11, 14]);

/** Everything at rest and taken by every node, then one event at a time: convert, flush, take what each node needs. */
export function measureChurn(workload: ChurnWorkload, events: number, seed: number): ChurnMeasurement {
  const input: WorkloadInput = asInput(workload.rest());
  const graph = createCalculationGraph();
  const sequencers = new Map(input.nodes.map((node) => [node, graph.subscribe(node, { fields })]));
  for (const batch of input.batches) graph.update(batch);
  graph.setInSync();
  graph.flush();
  for (const sequencer of sequencers.values()) while (sequencer.hasPending) sequencer.take(1 << 20);

  let frames = 0;
  const apply = ({ op, object }: ObjectChange) => {
    graph.update(op === 'apply' ? convert(object).updates : removal(object));
    for (const node of graph.flush().pendingNodes) {
      const sequencer = sequencers.get(node);
      while (sequencer?.hasPending) frames += sequencer.take(256 * 1024).updates;
    }
  };
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (const change of churn(workload.shape, events, seed)) {
    const start = performance.now();
    apply(change);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? 0;
  return {
    id: workload.id,
    pods: workload.pods,
    events,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    cpuMicrosecondsPerEvent: (user + system) / events,
    framesPerEvent: frames / events,
  };
}
