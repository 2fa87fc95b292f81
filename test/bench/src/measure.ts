import { createCalculationGraph, type NodeSequencer } from '@manul/calc';
import type { Form, Reference, Workload } from './workload.ts';

export interface Measurement {
  readonly id: string;
  readonly form: Form;
  /** From the first object to every node's outbox complete. */
  readonly seconds: number;
  /** Of all threads, garbage collection included; a busy machine distorts it less than `seconds`. */
  readonly cpuSeconds: number;
  readonly eventsPerSecond: number;
  /** To take every pending frame of every node besides. */
  readonly drainSeconds: number;
  readonly messages: number;
  readonly bytes: number;
  readonly liveHeapMegabytes: number;
  readonly peakResidentMegabytes: number;
  readonly work: Readonly<Record<string, number>>;
  readonly reference: Reference;
}

const megabyte = 1 << 20;

function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('run with node --expose-gc, to measure the live heap');
  globalThis.gc();
  // Memory of buffers is given back in the background after the first; the second waits for that.
  globalThis.gc();
}

/** Buffers live outside V8's heap, so they are counted besides. */
function liveMegabytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / megabyte;
}

/**
 * One run in this process. Input is generated while it is fed, as a source would; `inputSeconds` of generation alone are
 * taken off, so that the graph is measured and not the generator.
 */
export function measure(workload: Workload, form: Form): Measurement {
  const generate = workload.build(form);
  const generated = performance.now();
  const generationCpu = process.cpuUsage();
  for (const _ of generate.batches);
  const inputSeconds = (performance.now() - generated) / 1000;
  const inputCpuSeconds = cpuSecondsSince(generationCpu);

  const before = liveMegabytes();
  const { batches, nodes, events } = workload.build(form);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const graph = createCalculationGraph();
  const sequencers = nodes.map((node) => graph.subscribe(node));
  for (const batch of batches) graph.update(batch);
  graph.setInSync();
  const { work } = graph.flush();
  const seconds = Math.max(0.001, (performance.now() - start) / 1000 - inputSeconds);
  const cpuSeconds = Math.max(0.001, cpuSecondsSince(cpu) - inputCpuSeconds);

  const drainStart = performance.now();
  const drained = drain(sequencers);
  const drainSeconds = (performance.now() - drainStart) / 1000;
  const liveHeapMegabytes = liveMegabytes() - before;
  for (const sequencer of sequencers) sequencer.close();
  return {
    id: workload.id,
    form,
    seconds,
    cpuSeconds,
    eventsPerSecond: Math.round(events / seconds),
    drainSeconds,
    ...drained,
    liveHeapMegabytes,
    peakResidentMegabytes: process.resourceUsage().maxRSS / 1024,
    work,
    reference: workload.reference,
  };
}

function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function drain(sequencers: readonly NodeSequencer[]): { messages: number; bytes: number } {
  let messages = 0;
  let bytes = 0;
  for (const sequencer of sequencers) {
    while (sequencer.hasPending) {
      const { frames, updates } = sequencer.take(256 * 1024);
      messages += updates;
      for (const frame of frames) bytes += frame.length;
    }
  }
  return { messages, bytes };
}
