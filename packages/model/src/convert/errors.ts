import type { ObjectError } from '../conversion.ts';
import { FieldError } from './field.ts';

/** Collects what is wrong with one object. */
export class Errors {
  readonly list: ObjectError[] = [];
  readonly #object: string;

  constructor(object: string) {
    this.#object = object;
  }

  add(field: string, reason: string, effect: string): void {
    this.list.push({ object: this.#object, field, reason, effect });
  }

  /**
   * Runs what may meet bad fields. If it does, the error is noted with `effect`, which says what becomes of the part,
   * and the outcome is undefined: this is where a broken part is kept from breaking what surrounds it.
   */
  isolate<T>(effect: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      this.add(error.path, error.message, effect);
      return undefined;
    }
  }
}
