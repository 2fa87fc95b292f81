import type { SpanAttributes, SpanOptions } from '@manul/observability';
import { beforeEach, describe, expect, test } from 'vitest';
import { ChangeTraces } from './change-traces.ts';

const web = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'prod', name: 'web', resourceVersion: '7' } };
const change = [{ op: 'apply', object: web }] as const;
const summary = (revision: number) => ({ revision, pendingNodes: ['node-a', 'node-b'], work: {} });

describe('traces of changes', () => {
  /** `flush < change`, or with what went wrong, as spans end. */
  let ended: string[];
  let about: SpanAttributes[];
  let isRecorded: boolean;
  let traces: ChangeTraces;

  beforeEach(() => {
    [ended, about, isRecorded] = [[], [], true];
    const span = (name: string, { parent }: SpanOptions = {}) => ({
      traceParent: name,
      end(attributes: SpanAttributes = {}, failure?: string) {
        ended.push(
          `${name}${parent === undefined ? '' : ` < ${parent}`}${failure === undefined ? '' : `: ${failure}`}`,
        );
        about.push(attributes);
      },
    });
    traces = new ChangeTraces({ span: (name, options) => (isRecorded ? span(name, options) : undefined) });
  });

  function flush(revision: number): void {
    traces.changed(change);
    traces.flushing();
    traces.flushed(summary(revision));
    traces.serving(revision, traces.take());
  }

  test('end with the receipt of what was sent, or of something newer', () => {
    flush(1);
    expect(ended).toEqual(['flush < change', 'change']);
    expect(about[1]).toEqual({ 'manul.changes': 1, 'manul.objects': ['apply Pod prod/web 7'] });
    expect(traces.sending('node-a', 1)).toBe('deliver');
    traces.acknowledged('node-a', 0);
    expect(ended).toHaveLength(2);
    traces.acknowledged('node-a', 3);
    expect(ended.slice(2)).toEqual(['deliver < flush']);
    traces.acknowledged('node-a', 3);
    expect(ended).toHaveLength(3);
  });

  test('say why there is no receipt', () => {
    flush(1);
    traces.sending('node-a', 1);
    flush(2);
    traces.sending('node-a', 2);
    traces.lost('node-a');
    expect(ended.filter((line) => line.startsWith('deliver'))).toEqual([
      'deliver < flush: a newer revision was sent before this one was acknowledged',
      'deliver < flush: the stream ended before the receipt',
    ]);
  });

  test('are not of flushes that change nothing, nor of nodes that get something older', () => {
    flush(1);
    flush(1);
    expect(ended).toEqual(['flush < change', 'change']);
    flush(2);
    expect(traces.sending('node-a', 1)).toBe('');
    expect(traces.take()).toBe('');
  });

  test('are not there where a change is not recorded', () => {
    isRecorded = false;
    flush(1);
    expect(traces.sending('node-a', 1)).toBe('');
    traces.acknowledged('node-a', 1);
    expect(ended).toEqual([]);
  });
});
