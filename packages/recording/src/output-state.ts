// What messages to one node add up to: the state that a recording's next file begins with, that a snapshot is compared
// with, and that a cut begins from.
import { type felix, type manul, objectKey } from '@manul/proto';

export interface StateOutput {
  readonly message: felix.IToDataplane;
  readonly origin: manul.v1.IOrigin | undefined;
}

interface Held {
  /** Of an IP set, without members. */
  readonly message: felix.IToDataplane;
  readonly origin: manul.v1.IOrigin | undefined;
  readonly members: Set<string> | undefined;
}

type Payload = Exclude<keyof felix.IToDataplane, 'sequence_number'>;

/** What others refer to comes first. Anything else may come last. */
const order: readonly Payload[] = [
  'config_update',
  'ipset_update',
  'active_policy_update',
  'active_profile_update',
  'workload_endpoint_update',
  'host_endpoint_update',
];

export class OutputState {
  readonly #held = new Map<string, Held>();

  get size(): number {
    return this.#held.size;
  }

  apply(message: felix.IToDataplane, origin?: manul.v1.IOrigin | null): void {
    const key = keyOf(message);
    if (key === undefined) return;
    if (key.removes) this.#held.delete(key.key);
    else if (message.ipset_delta_update) this.#applyDelta(key.key, message.ipset_delta_update);
    else this.#held.set(key.key, hold(message, origin ?? undefined));
  }

  /** Every object, safe at every prefix; in_sync, if it was sent, at the end. */
  *outputs(): Generator<StateOutput> {
    const ranked = [...this.#held.values()].map((held) => ({ held, rank: rankOf(held.message) }));
    for (const { held } of ranked.sort((a, b) => a.rank - b.rank)) {
      yield { message: withMembers(held), origin: held.origin };
    }
  }

  /** What removes all that `next` does not have, users before what they use. */
  removals(next: OutputState): Iterable<felix.IToDataplane> {
    return this.#removalsOf((key) => !next.#held.has(key));
  }

  /** Removes the objects with these keys, and gives what says so. */
  forget(isGone: (key: string) => boolean): readonly felix.IToDataplane[] {
    const removals = [...this.#removalsOf(isGone)];
    for (const removal of removals) this.apply(removal);
    return removals;
  }

  *#removalsOf(isGone: (key: string) => boolean): Generator<felix.IToDataplane> {
    const gone = [...this.#held].filter(([key]) => isGone(key));
    const ranked = gone.map(([, held]) => ({ message: held.message, rank: rankOf(held.message) }));
    for (const { message } of ranked.sort((a, b) => b.rank - a.rank)) {
      const removal = removalOf(message);
      if (removal) yield removal;
    }
  }

  #applyDelta(key: string, delta: felix.IIPSetDeltaUpdate): void {
    const members = this.#held.get(key)?.members;
    for (const member of delta.removed_members ?? []) members?.delete(member);
    for (const member of delta.added_members ?? []) members?.add(member);
  }
}

function hold(message: felix.IToDataplane, origin: manul.v1.IOrigin | undefined): Held {
  const set = message.ipset_update;
  if (!set) return { message, origin, members: undefined };
  const { members, ...rest } = set;
  return { message: { ipset_update: rest }, origin, members: new Set(members ?? []) };
}

function withMembers({ message, members }: Held): felix.IToDataplane {
  return members ? { ipset_update: { ...message.ipset_update, members: [...members].sort() } } : message;
}

function rankOf(message: felix.IToDataplane): number {
  const payload = payloadOf(message)?.[0];
  if (payload === 'in_sync') return order.length + 1;
  const index = payload === undefined ? -1 : order.indexOf(payload);
  return index < 0 ? order.length : index;
}

/** Undefined for a message without a payload. */
function keyOf(message: felix.IToDataplane): { readonly key: string; readonly removes: boolean } | undefined {
  const known = objectKey(message);
  if (known) return { key: known.key, removes: known.change === 'remove' };
  const payload = payloadOf(message);
  if (!payload) return undefined;
  const [field, body] = payload;
  // Of what is not an object of an inventory: routes and the like by their id, the rest there is one of.
  const id = body['dst'] ?? body['node'] ?? body['hostname'] ?? body['id'] ?? '';
  const kind = field.replace(/_(update|remove)$/, '');
  return { key: `${kind} ${typeof id === 'object' ? JSON.stringify(id) : id}`, removes: field.endsWith('_remove') };
}

function payloadOf(message: felix.IToDataplane): readonly [Payload, Readonly<Record<string, unknown>>] | undefined {
  for (const [field, body] of Object.entries(message)) {
    if (typeof body === 'object' && body !== null) return [field as Payload, body as Record<string, unknown>];
  }
  return undefined;
}

/** Undefined for what is never removed, such as the configuration. */
function removalOf(message: felix.IToDataplane): felix.IToDataplane | undefined {
  const payload = payloadOf(message);
  if (
    !payload?.[0].endsWith('_update') ||
    payload[0] === 'config_update' ||
    payload[0] === 'global_bgp_config_update'
  ) {
    return undefined;
  }
  const [field, body] = payload;
  const names = ['id', 'dst', 'node', 'hostname', 'namespace', 'name'].filter((name) => Object.hasOwn(body, name));
  return { [field.replace(/_update$/, '_remove')]: Object.fromEntries(names.map((name) => [name, body[name]])) };
}
