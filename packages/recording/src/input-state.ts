// What inputs add up to: the cluster's objects as they last were.
import { manul } from '@manul/proto';

const { DELETE } = manul.v1.Input.Operation;

export interface StateInput {
  readonly input: manul.v1.IInput;
  readonly origin: manul.v1.IOrigin | undefined;
}

export class InputState {
  readonly #objects = new Map<string, StateInput>();

  get size(): number {
    return this.#objects.size;
  }

  /** Throws a SyntaxError where the object is not JSON. */
  apply(input: manul.v1.IInput, origin?: manul.v1.IOrigin | null): void {
    const key = objectKeyOf(JSON.parse(input.object ?? ''));
    if (input.operation === DELETE) this.#objects.delete(key);
    else this.#objects.set(key, { input, origin: origin ?? undefined });
  }

  inputs(): Iterable<StateInput> {
    return this.#objects.values();
  }
}

export interface NamedObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly namespace?: string; readonly name?: string; readonly resourceVersion?: string };
}

/** An object's API group, not its version: the same object may be seen in several. */
export function objectKeyOf({ apiVersion = '', kind, metadata }: NamedObject): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return [group, kind, metadata?.namespace ?? '', metadata?.name ?? ''].join('|');
}
