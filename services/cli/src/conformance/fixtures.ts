// Small cases for this folder's tests.
import type { CorpusCase, CorpusPod, TruthRow } from './corpus.ts';

export function pod(namespace: string, name: string, ip: string, more: Partial<CorpusPod> = {}): CorpusPod {
  const containers = [{ name: 'c', port: 80, portName: 'http', protocol: 'TCP' }];
  return { namespace, name, ip, labels: { pod: name }, containers, ...more };
}

export function row(
  from: string,
  to: string,
  combined: 'allow' | 'deny' = 'allow',
  more: Partial<TruthRow> = {},
): TruthRow {
  return { from, to, port: 80, protocol: 'TCP', combined, ...more };
}

export function oneStep(id: string, pods: readonly CorpusPod[], expected: readonly TruthRow[]): CorpusCase {
  return { id, steps: [{ policies: [], namespaces: { x: { ns: 'x' } }, pods, expected }] };
}
