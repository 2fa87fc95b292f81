// No kernel: the graph runs in this process, and the evaluator is asked at both ends of each probe.
import type { DataplaneFactory } from './dataplane.ts';

export function evaluatorDataplanes(): DataplaneFactory {
  return async () => {
    throw new Error('--dataplane evaluator: not built yet');
  };
}
