import type { ObjectError } from '../conversion.ts';
import { type Field, FieldError } from './field.ts';

/** An object with more errors than this is wrong as a whole; the rest is counted. */
const maxErrors = 100;

/** Collects what is wrong with one object. */
export class Errors {
  readonly #list: ObjectError[] = [];
  readonly #object: string;
  #more = 0;

  constructor(object: string) {
    this.#object = object;
  }

  add(field: string, reason: string, effect: string): void {
    if (this.#list.length < maxErrors) this.#list.push({ object: this.#object, field, reason, effect });
    else this.#more++;
  }

  /** Notes fields that are not known, which nothing else is done about. */
  addUnknown(object: Field, known: readonly string[]): void {
    for (const { path } of object.unknown(known)) this.add(path, 'unknown field', 'the field is ignored');
  }

  get list(): readonly ObjectError[] {
    if (this.#more === 0) return this.#list;
    const reason = `${this.#more} more errors`;
    return [...this.#list, { object: this.#object, field: '', reason, effect: 'as with those before' }];
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
