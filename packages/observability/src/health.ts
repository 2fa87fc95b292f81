// Live: the process can still answer; restart it otherwise. Ready: it does its work now.
// Neither depends on how long a piece of work takes: a driver that needs a minute for a large table is both, and killing
// it would only start the minute again.

export interface Condition {
  readonly name: string;
  readonly met: boolean;
  /** Why not, or what it is waiting for. */
  readonly detail: string;
}

export interface HealthState {
  readonly ok: boolean;
  readonly conditions: readonly Condition[];
}

export class Health {
  readonly #conditions = new Map<string, Condition>();

  /** Declares or updates a condition of being ready. */
  setReady(name: string, met: boolean, detail = ''): void {
    this.#conditions.set(name, { name, met, detail: met ? '' : detail });
  }

  /** Whoever hears this is answered: what the process cannot go on from, it ends at. */
  live(): HealthState {
    return { ok: true, conditions: [] };
  }

  ready(): HealthState {
    const conditions = [...this.#conditions.values()];
    return { ok: conditions.every(({ met }) => met), conditions };
  }
}
