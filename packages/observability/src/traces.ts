// Spans of OpenTelemetry, sent as OTLP over HTTP in its JSON form. The few kinds of span that there are need no more than
// this, so there is no library for it. A collector that is slow or away costs spans and nothing else.
import { randomBytes } from 'node:crypto';
import type { Logger } from './logger.ts';

export type SpanAttributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface SpanOptions {
  /** What `Span.traceParent` gave, here or in another process; a new trace without it. */
  readonly parent?: string | undefined;
  /** When it began, by `Date.now()` or more exactly; now unless given. */
  readonly start?: number;
  readonly attributes?: SpanAttributes;
}

export interface TracesOptions {
  /** The collector's whole URL, such as http://collector:4318/v1/traces. */
  readonly endpoint: string;
  readonly service: string;
  readonly version: string;
  /** Which process of that service. */
  readonly instance: string;
  /** How many of the traces that begin here are recorded, from 0 to 1. */
  readonly ratio?: number;
  /** How long the collector may take to answer. */
  readonly patienceMilliseconds?: number;
  readonly log: Logger;
}

interface Recorded {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: SpanAttributes;
  readonly failure: string | undefined;
}

/** A span that has begun. It is recorded where it ends; one that never does is forgotten. */
export class Span {
  readonly traceId: string;
  readonly spanId = randomBytes(8).toString('hex');
  readonly #record: (span: Recorded) => void;
  readonly #name: string;
  readonly #parentSpanId: string;
  readonly #start: number;
  #attributes: SpanAttributes;

  constructor(name: string, options: SpanOptions, record: (span: Recorded) => void) {
    const parent = parseTraceParent(options.parent);
    this.#name = name;
    this.#record = record;
    this.traceId = parent?.traceId ?? randomBytes(16).toString('hex');
    this.#parentSpanId = parent?.spanId ?? '';
    this.#start = options.start ?? now();
    this.#attributes = options.attributes ?? {};
  }

  /** As the W3C's Trace Context writes it, for spans below this one. */
  get traceParent(): string {
    return `00-${this.traceId}-${this.spanId}-01`;
  }

  /** `failure`: what went wrong, where something did. */
  end(attributes: SpanAttributes = {}, failure?: string): void {
    this.#attributes = { ...this.#attributes, ...attributes };
    const { traceId, spanId } = this;
    const [name, parentSpanId, start] = [this.#name, this.#parentSpanId, this.#start];
    this.#record({ name, traceId, spanId, parentSpanId, start, end: now(), attributes: this.#attributes, failure });
  }
}

/** Undefined where there is none, it cannot be read, or it says that the trace is not recorded. */
export function parseTraceParent(text = ''): { readonly traceId: string; readonly spanId: string } | undefined {
  const [, traceId = '', spanId = '', flags = ''] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text) ?? [];
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId) || (Number.parseInt(flags, 16) & 1) === 0) return undefined;
  return { traceId, spanId };
}

/** In milliseconds since the Unix epoch, with fractions. */
const now = (): number => performance.timeOrigin + performance.now();

const maxWaiting = 4_096;
const maxAtOnce = 512;
const pauseMilliseconds = 1_000;

export class Traces {
  readonly #options: TracesOptions;
  #waiting: Recorded[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #isFailing = false;
  #dropped = 0;

  constructor(options: TracesOptions) {
    this.#options = options;
  }

  /** Spans that no collector took. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Begins a span. Undefined: a new trace that is not to be recorded, or a parent that is not. */
  span(name: string, options: SpanOptions = {}): Span | undefined {
    if (options.parent === undefined ? Math.random() >= (this.#options.ratio ?? 1) : !parseTraceParent(options.parent))
      return undefined;
    return new Span(name, options, (span) => this.#add(span));
  }

  /** Sends what waits, as far as the collector takes it. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#sending;
    await this.#send();
  }

  #add(span: Recorded): void {
    if (this.#waiting.length >= maxWaiting) {
      this.#dropped++;
      return;
    }
    this.#waiting.push(span);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer || this.#sending || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#sending = this.#send().finally(() => {
        this.#sending = undefined;
        this.#schedule();
      });
    }, pauseMilliseconds);
    this.#timer.unref();
  }

  async #send(): Promise<void> {
    const { endpoint, patienceMilliseconds = 5_000, log } = this.#options;
    while (this.#waiting.length > 0) {
      const spans = this.#waiting.splice(0, maxAtOnce);
      try {
        const response = await fetch(endpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(exportRequest(this.#options, spans)),
          signal: AbortSignal.timeout(patienceMilliseconds),
        });
        await response.arrayBuffer();
        if (!response.ok) throw new Error(`answered ${response.status}`);
        this.#isFailing = false;
      } catch (error) {
        this.#dropped += spans.length;
        const reason = error instanceof Error ? error.message : String(error);
        if (!this.#isFailing) log.warn({ endpoint, reason }, 'spans are lost: the collector does not take them');
        this.#isFailing = true;
        return;
      }
    }
  }
}

/** An ExportTraceServiceRequest, in the JSON form of OTLP 1: ids in hex, 64-bit numbers as text. */
function exportRequest({ service, version, instance }: TracesOptions, spans: readonly Recorded[]): object {
  const about = { 'service.name': service, 'service.version': version, 'service.instance.id': instance };
  return {
    resourceSpans: [
      {
        resource: { attributes: attributeList(about) },
        scopeSpans: [{ scope: { name: 'manul', version }, spans: spans.map(spanMessage) }],
      },
    ],
  };
}

const kindInternal = 1;
const [statusOk, statusError] = [1, 2];

function spanMessage({ name, traceId, spanId, parentSpanId, start, end, attributes, failure }: Recorded): object {
  return {
    traceId,
    spanId,
    ...(parentSpanId !== '' && { parentSpanId }),
    name,
    kind: kindInternal,
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(Math.max(start, end)),
    attributes: attributeList(attributes),
    status: failure === undefined ? { code: statusOk } : { code: statusError, message: failure },
  };
}

const nanoseconds = (milliseconds: number): string => String(BigInt(Math.round(milliseconds * 1_000)) * 1_000n);

const attributeList = (attributes: SpanAttributes): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: SpanAttributes[string]): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map((each) => ({ stringValue: each })) } };
}
