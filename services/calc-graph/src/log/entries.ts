// Steps of the log as entries: cut so that none is too large for one write, and put together again.
import type { LogStep } from '@manul/calc';
import { manul } from '@manul/proto';

export interface LogPosition {
  readonly epoch: number;
  readonly revision: number;
}

export interface EncodedEntry {
  readonly position: LogPosition;
  readonly previous: LogPosition | undefined;
  readonly data: Buffer;
}

const maxEntryBytes = 1024 * 1024;
/** Of a span's change beside its slots, and of an object beside key and frame. */
const overheadBytes = 24;
const nanosecondsPerMillisecond = 1e6;

/** A position as the id of an entry in a Redis stream, which keeps entries in the order of their ids. */
export function entryId({ epoch, revision }: LogPosition): string {
  return `${epoch}-${revision}`;
}

export function parseEntryId(id: string): LogPosition | undefined {
  const match = /^(\d+)-(\d+)$/.exec(id);
  return match ? { epoch: Number(match[1]), revision: Number(match[2]) } : undefined;
}

export function samePosition(a: LogPosition | undefined, b: LogPosition | undefined): boolean {
  return a?.epoch === b?.epoch && a?.revision === b?.revision;
}

export function isBefore(a: LogPosition, b: LogPosition): boolean {
  return a.epoch < b.epoch || (a.epoch === b.epoch && a.revision < b.revision);
}

export interface StepPlace {
  readonly epoch: number;
  readonly previous: LogPosition | undefined;
  readonly revision: number;
  /** When the oldest change in the step reached the graph, in milliseconds since the Unix epoch. */
  readonly observedAt?: number | undefined;
  /** Empty where the step is not traced. */
  readonly traceParent?: string;
}

/** The step as entries that follow `previous`, of the writer's reign `epoch`. */
export function encodeStep(step: LogStep, at: StepPlace, now: number): EncodedEntry[] {
  const parts = [...cut(step)];
  let previous = at.previous;
  return parts.map((part, i) => {
    const position = { epoch: at.epoch, revision: at.revision + i };
    // A seed stands for itself: nobody need have read what was before.
    const isFirstOfSeed = step.seed === true && i === 0;
    const data = manul.v1.LogEntry.encode({
      ...part,
      position,
      ...(previous && !isFirstOfSeed && { previous }),
      written_at: now,
      seed: step.seed ?? false,
      continues: i < parts.length - 1,
      ...(at.traceParent && { trace_parent: at.traceParent }),
      ...(at.observedAt !== undefined && { observed_at: at.observedAt * nanosecondsPerMillisecond }),
    }).finish();
    const entry = { position, previous, data: Buffer.from(data.buffer, data.byteOffset, data.length) };
    previous = position;
    return entry;
  });
}

/** As in StepPlace. */
export function observedAt(entry: manul.v1.LogEntry): number | undefined {
  const nanoseconds = Number(entry.observed_at);
  return nanoseconds === 0 ? undefined : nanoseconds / nanosecondsPerMillisecond;
}

function* cut(step: LogStep): Generator<LogStep> {
  let part = emptyPart(step.nodes ?? []);
  let bytes = 0;
  const add = function* (size: number, put: () => void): Generator<LogStep> {
    if (bytes > 0 && bytes + size > maxEntryBytes) {
      yield part;
      part = emptyPart([]);
      bytes = 0;
    }
    bytes += size;
    put();
  };
  for (const span of step.spans ?? []) {
    const slots = (span.added?.length ?? 0) + (span.removed?.length ?? 0);
    yield* add(overheadBytes + 2 * slots, () => part.spans.push(span));
  }
  for (const object of step.objects ?? []) {
    const size = overheadBytes + (object.key?.length ?? 0) + (object.frame?.length ?? 0);
    yield* add(size, () => part.objects.push(object));
  }
  yield { ...part, spans_gone: step.spans_gone ?? [], nodes_gone: step.nodes_gone ?? [] };
}

function emptyPart(nodes: manul.v1.ILogNode[]) {
  return { nodes, spans: [] as manul.v1.ILogSpan[], objects: [] as manul.v1.ILogObject[] };
}

/** Gathers entries until a step is whole. */
export class StepAssembler {
  #parts: manul.v1.LogEntry[] = [];

  /** Gives the step that the entry completes. A seed that begins makes an end of what its writer's predecessor left. */
  add(entry: manul.v1.LogEntry): LogStep | undefined {
    if (entry.seed && !entry.previous) this.#parts = [];
    this.#parts.push(entry);
    if (entry.continues) return undefined;
    const parts = this.#parts;
    this.#parts = [];
    if (parts.length === 1) return entry;
    return {
      seed: entry.seed,
      nodes: parts.flatMap((part) => part.nodes),
      spans: parts.flatMap((part) => part.spans),
      objects: parts.flatMap((part) => part.objects),
      spans_gone: parts.flatMap((part) => part.spans_gone),
      nodes_gone: parts.flatMap((part) => part.nodes_gone),
    };
  }
}
