/** A part of an API object is not what it should be. Caught where the part can be left out; see isolate in errors.ts. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

/**
 * A value somewhere in an API object, with its path. Objects come from outside unchecked, so every access checks, and
 * throws a FieldError that names the path. As everywhere in Kubernetes, null is as good as absent.
 */
export class Field {
  readonly value: unknown;
  readonly #parent: Field | undefined;
  readonly #key: string | number;

  /** A whole object, or the part of `parent` at `key`: an index, or the name of a field. */
  constructor(value: unknown, parent?: Field, key: string | number = '') {
    this.value = value ?? undefined;
    this.#parent = parent;
    this.#key = key;
  }

  // Put together when an error needs it: nearly all objects are right, and there are many.
  get path(): string {
    const parent = this.#parent?.path ?? '';
    if (typeof this.#key === 'number') return `${parent}[${this.#key}]`;
    if (!plainKey.test(this.#key)) return `${parent}[${show(this.#key)}]`;
    return parent === '' ? this.#key : `${parent}.${this.#key}`;
  }

  /** Another value in the same place, such as what its text says in JSON. */
  withValue(value: unknown): Field {
    return new Field(value, this.#parent, this.#key);
  }

  get isAbsent(): boolean {
    return this.value === undefined;
  }

  /** @throws FieldError with the path of this value. */
  fail(reason: string): never {
    throw new FieldError(this.path, reason);
  }

  /** @throws FieldError that says what is here instead. */
  failExpecting(what: string): never {
    this.fail(`expected ${what}, got ${show(this.value)}`);
  }

  /** A field of an object, absent where there is no object. */
  get(key: string): Field {
    if (this.isAbsent) return new Field(undefined, this, key);
    const object = this.object();
    return new Field(Object.hasOwn(object, key) ? object[key] : undefined, this, key);
  }

  object(): Readonly<Record<string, unknown>> {
    const { value } = this;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : this.failExpecting('an object');
  }

  /** An object with no other fields than these: one that is not known could restrict what the others mean. */
  only(...known: readonly string[]): this {
    for (const field of this.unknown(known)) field.fail('unknown field');
    return this;
  }

  /** Fields of an object besides these. */
  unknown(known: readonly string[]): readonly Field[] {
    return Object.keys(this.object())
      .filter((key) => !known.includes(key))
      .map((key) => this.get(key))
      .filter((field) => !field.isAbsent);
  }

  /** Elements of a list; none where it is absent. */
  items(): readonly Field[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) this.failExpecting('a list');
    return this.value.map((item, i) => new Field(item, this, i));
  }

  /** Entries of a map; none where it is absent. */
  entries(): readonly (readonly [string, Field])[] {
    if (this.isAbsent) return [];
    return Object.entries(this.object()).map(([key, value]) => [key, new Field(value, this, key)]);
  }

  /** @throws FieldError where it is no string, or absent; likewise below, where no default is named. */
  string(): string {
    return typeof this.value === 'string' ? this.value : this.failExpecting('a string');
  }

  /** Empty where it is absent. */
  optionalString(): string {
    return this.isAbsent ? '' : this.string();
  }

  /** A string in which `pattern` finds its form; `what` describes it. */
  matching(pattern: RegExp, what: string): string {
    const text = this.string();
    return pattern.test(text) ? text : this.failExpecting(what);
  }

  strings(): readonly string[] {
    return this.items().map((item) => item.string());
  }

  integer(min: number, max: number): number {
    const { value } = this;
    return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : this.failExpecting(`a whole number from ${min} to ${max}`);
  }

  number(): number {
    return typeof this.value === 'number' && Number.isFinite(this.value) ? this.value : this.failExpecting('a number');
  }

  /** False where it is absent. */
  boolean(): boolean {
    if (this.isAbsent) return false;
    return typeof this.value === 'boolean' ? this.value : this.failExpecting('true or false');
  }

  oneOf<const T extends string>(...values: readonly T[]): T {
    return values.find((value) => value === this.value) ?? this.failExpecting(values.join(' or '));
  }
}

/** Keys that can stand in a path as they are. */
const plainKey = /^[A-Za-z0-9]*$/;
const shownLength = 100;

/** A value for an error: JSON, cut short. */
export function show(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? 'nothing';
  } catch {
    // An object that contains itself, as YAML's aliases can have it.
    text = `a value of type ${typeof value}`;
  }
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
