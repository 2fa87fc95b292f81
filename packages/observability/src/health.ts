// Live: the process can still do its work; restart it otherwise. Ready: it does its work now.
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
  readonly #readiness = new Map<string, Condition>();
  readonly #fatal = new Map<string, Condition>();

  /** Declares or updates a condition of being ready. */
  setReady(name: string, met: boolean, detail = ''): void {
    this.#readiness.set(name, { name, met, detail });
  }

  /** Something is broken that only a restart can mend. */
  fail(name: string, detail: string): void {
    this.#fatal.set(name, { name, met: false, detail });
  }

  live(): HealthState {
    const conditions = [...this.#fatal.values()];
    return { ok: conditions.length === 0, conditions };
  }

  ready(): HealthState {
    const conditions = [...this.#fatal.values(), ...this.#readiness.values()];
    return { ok: conditions.every(({ met }) => met), conditions };
  }
}
