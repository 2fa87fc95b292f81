// Settings that change while a service runs: all of the new ones, or none of them.
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { fieldsOf } from './fields.ts';
import { ConfigError } from './load.ts';

export type ReloadOutcome = 'applied' | 'unchanged' | 'refused';

export interface LiveSettingsOptions<T extends object> {
  readonly schema: z.ZodObject;
  /** In effect. Changes in place, so that whoever reads a setting when it is needed reads the newest. */
  readonly settings: T;
  /** Hears of what was applied, for what is set once and not read again. */
  readonly onApplied?: (keys: readonly string[]) => void;
  /** Throws ConfigError for what the schema does not know to be wrong. */
  readonly check?: (settings: object) => void;
  readonly onOutcome?: (outcome: ReloadOutcome) => void;
  readonly log: {
    info(about: object, message: string): void;
    error(about: object, message: string): void;
  };
}

export class LiveSettings<T extends object> {
  readonly #options: LiveSettingsOptions<T>;

  constructor(options: LiveSettingsOptions<T>) {
    this.#options = options;
  }

  /** Takes over what `load` gives. What is wrong, or cannot change while the service runs, is refused as a whole. */
  reload(load: () => object): ReloadOutcome {
    const outcome = this.#reload(load);
    this.#options.onOutcome?.(outcome);
    return outcome;
  }

  #reload(load: () => object): ReloadOutcome {
    const { settings, log, check, onApplied } = this.#options;
    try {
      const next = load() as Record<string, unknown>;
      check?.(next);
      const changed = this.#changedKeys(next);
      if (changed.length === 0) return 'unchanged';
      for (const key of changed) (settings as Record<string, unknown>)[key] = next[key];
      onApplied?.(changed);
      log.info({ settings: changed }, 'settings have been reloaded');
      return 'applied';
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      log.error({ reason: error.message }, 'settings cannot be reloaded; those before stay in effect');
      return 'refused';
    }
  }

  /** Throws ConfigError where one of them takes a restart. */
  #changedKeys(next: Readonly<Record<string, unknown>>): string[] {
    const { schema, settings } = this.#options;
    const before = settings as Readonly<Record<string, unknown>>;
    const changed = fieldsOf(schema).filter(({ key }) => !isDeepStrictEqual(before[key], next[key]));
    const fixed = changed
      .filter((field) => !field.reloadable)
      .map(({ flag }) => `${flag}: changes with a restart alone`);
    if (fixed.length > 0) throw new ConfigError(fixed.join('\n'));
    return changed.map(({ key }) => key);
  }
}
