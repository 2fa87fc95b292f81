/** Units of work, for the metric that explains cost. */
export class WorkCounters {
  selectorEvaluations = 0;
  itemsRegrouped = 0;
  membersTouched = 0;
  spansChanged = 0;
  policiesScanned = 0;
  endpointsResolved = 0;
  outputsChanged = 0;

  /** What has been done since the last call. */
  take(): Record<string, number> {
    const done: Record<string, number> = {};
    for (const name of counterNames) {
      done[name] = this[name];
      this[name] = 0;
    }
    return done;
  }
}

const counterNames = [
  'selectorEvaluations',
  'itemsRegrouped',
  'membersTouched',
  'spansChanged',
  'policiesScanned',
  'endpointsResolved',
  'outputsChanged',
] as const;
