// One trace for each flush that changes something for a node: from the first change that it covers, by way of the log
// where there is one, to the kernels of the nodes. Spans: `change`, below it `flush`, below that one `deliver` for each
// node, which ends with the node's receipt, and below that the driver's own `apply`.
import type { FlushSummary } from '@manul/calc';
import type { ObjectChange } from '@manul/model';
import type { Span, SpanOptions } from '@manul/observability';

const maxNamedObjects = 16;

type OpenSpan = Pick<Span, 'traceParent' | 'end'>;

/** What begins spans; undefined for one that is not recorded. */
interface SpanSource {
  span(name: string, options?: SpanOptions): OpenSpan | undefined;
}

interface Delivery {
  readonly revision: number;
  readonly span: OpenSpan;
}

export class ChangeTraces {
  readonly #traces: SpanSource;
  /** Since the last flush: what changed, and the span that began with the first of it; no span: it is not traced. */
  #change: { readonly span: OpenSpan | undefined; readonly objects: string[]; count: number } | undefined;
  #flush: OpenSpan | undefined;
  #revision = 0;
  /** The trace parent of the last flush that was traced, until `take`. */
  #parent = '';
  /** The span that deliveries of that revision belong below. */
  #served: { readonly revision: number; readonly parent: string } | undefined;
  /** By node: what was sent last and is not acknowledged. */
  readonly #deliveries = new Map<string, Delivery>();

  constructor(traces: SpanSource) {
    this.#traces = traces;
  }

  changed(changes: readonly ObjectChange[]): void {
    this.#change ??= { span: this.#traces.span('change'), objects: [], count: 0 };
    const { span, objects } = this.#change;
    this.#change.count += changes.length;
    if (!span) return;
    for (const { op, object } of changes.slice(0, maxNamedObjects - objects.length)) {
      const { namespace, name, resourceVersion } = object.metadata;
      const place = namespace === undefined ? name : `${namespace}/${name}`;
      objects.push(`${op} ${object.kind} ${place}${resourceVersion === undefined ? '' : ` ${resourceVersion}`}`);
    }
  }

  /** Before the graph is flushed. */
  flushing(): void {
    const parent = this.#change?.span?.traceParent;
    this.#flush = parent === undefined ? undefined : this.#traces.span('flush', { parent });
  }

  /** The graph has been flushed. What changed nothing for anybody is not recorded. */
  flushed({ revision, pendingNodes }: FlushSummary): void {
    const [change, flush, isNew] = [this.#change, this.#flush, revision !== this.#revision];
    this.#revision = revision;
    this.#change = undefined;
    this.#flush = undefined;
    if (!isNew || !change?.span || !flush) return;
    flush.end({ 'manul.revision': revision, 'manul.nodes': pendingNodes.length });
    change.span.end({ 'manul.changes': change.count, 'manul.objects': change.objects });
    this.#parent = flush.traceParent;
  }

  /** The span that flushes since the last call belong below, in the log or in streams; empty where none is traced. */
  take(): string {
    const parent = this.#parent;
    this.#parent = '';
    return parent;
  }

  /** What nodes are sent from now on up to that revision came from there. */
  serving(revision: number, parent: string): void {
    this.#served = parent === '' ? undefined : { revision, parent };
  }

  /** A node is sent the end of a revision: gives what it is to put its own span below, or nothing. */
  sending(node: string, revision: number): string {
    if (this.#served?.revision !== revision) return '';
    const attributes = { 'manul.node': node, 'manul.revision': revision };
    const span = this.#traces.span('deliver', { parent: this.#served.parent, attributes });
    if (!span) return '';
    this.#deliveries.get(node)?.span.end({}, 'a newer revision was sent before this one was acknowledged');
    this.#deliveries.set(node, { revision, span });
    return span.traceParent;
  }

  /** The node says that it has everything up to that revision in its kernel. */
  acknowledged(node: string, revision: number): void {
    const delivery = this.#deliveries.get(node);
    if (!delivery || delivery.revision > revision) return;
    this.#deliveries.delete(node);
    delivery.span.end({ 'manul.acknowledged': revision });
  }

  /** The node's stream is over. */
  lost(node: string): void {
    this.#deliveries.get(node)?.span.end({}, 'the stream ended before the receipt');
    this.#deliveries.delete(node);
  }
}
