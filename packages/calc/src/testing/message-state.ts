// What a stream of messages adds up to, and the order that it must come in.
import { type felix, fromJson, objectKey, toJson } from '@manul/proto';

type Json = Readonly<Record<string, unknown>>;

/** The receiver's state after messages in protobuf JSON. Messages of other kinds than those of an Inventory count not. */
export class MessageState {
  /** Where the order was not safe. */
  readonly problems: string[] = [];
  /** Canonical text of each object but IP sets. */
  readonly objects = new Map<string, string>();
  readonly ipSets = new Map<string, { readonly type: string; readonly members: Set<string> }>();
  readonly #references = new Map<string, ReadonlySet<string>>();
  inSync = false;

  apply(message: felix.IToDataplane | Json, where = ''): void {
    const json = toJson(fromJson(message as Record<string, unknown>));
    const complain = (text: string) => this.problems.push(`${where}: ${text}`);
    if (json['in_sync']) {
      if (this.inSync) complain('in_sync sent twice');
      this.inSync = true;
      return;
    }
    const about = objectKey(fromJson(json));
    if (!about) return;
    const body = Object.values(json)[0] as Json;
    const { key, change } = about;
    if (change === 'remove') this.#remove(key, complain);
    else if (key.startsWith('ipset ')) this.#changeSet(key, body, change === 'delta', complain);
    else this.#update(key, body, complain);
  }

  /** One text for each object, to compare states by. */
  snapshot(): Record<string, string> {
    const sets = this.ipSets
      .entries()
      .map(([key, { type, members }]) => [key, `${type} ${[...members].sort().join(' ')}`] as const);
    return { ...Object.fromEntries(this.objects), ...Object.fromEntries(sets), inSync: String(this.inSync) };
  }

  /** Drops an object that its sender cannot name. */
  forget(key: string): void {
    this.#remove(key, (text) => this.problems.push(text));
  }

  #remove(key: string, complain: (text: string) => void): void {
    if (!this.inSync) complain(`${key} removed before in_sync`);
    if (!this.ipSets.delete(key) && !this.objects.delete(key)) complain(`unknown ${key} removed`);
    this.#references.delete(key);
    for (const [user, references] of this.#references) {
      if (references.has(key)) complain(`${key} removed while ${user} uses it`);
    }
  }

  #changeSet(key: string, body: Json, isDelta: boolean, complain: (text: string) => void): void {
    if (!isDelta) {
      const members = new Set(body['members'] as string[] | undefined);
      this.ipSets.set(key, { type: String(body['type'] ?? 'IP'), members });
      return;
    }
    const set = this.ipSets.get(key);
    if (!set) {
      complain(`delta for unknown ${key}`);
      return;
    }
    for (const member of (body['added_members'] as string[] | undefined) ?? []) {
      if (set.members.has(member)) complain(`${key}: ${member} added twice`);
      set.members.add(member);
    }
    for (const member of (body['removed_members'] as string[] | undefined) ?? []) {
      if (!set.members.delete(member)) complain(`${key}: ${member} removed but not there`);
    }
  }

  #update(key: string, body: Json, complain: (text: string) => void): void {
    this.objects.set(key, canonical(body));
    const references = new Set(referencesOf(body));
    for (const reference of references) {
      if (!this.ipSets.has(reference) && !this.objects.has(reference)) complain(`${key} sent before ${reference}`);
    }
    this.#references.set(key, references);
  }
}

function* referencesOf(body: Json): Iterable<string> {
  const rules = (body['policy'] ?? body['profile']) as Record<string, Json[]> | undefined;
  for (const rule of [...(rules?.['inbound_rules'] ?? []), ...(rules?.['outbound_rules'] ?? [])]) {
    for (const [field, ids] of Object.entries(rule)) {
      if (/ip_set_ids$|ip_port_set_ids$/.test(field)) for (const id of ids as string[]) yield `ipset ${id}`;
    }
  }
  const endpoint = (body['endpoint'] ?? {}) as Record<string, unknown>;
  for (const name of (endpoint['profile_ids'] as string[] | undefined) ?? []) yield `active_profile ${name}`;
  for (const field of ['tiers', 'untracked_tiers', 'pre_dnat_tiers', 'forward_tiers']) {
    for (const tier of (endpoint[field] as felix.ITierInfo[] | undefined) ?? []) {
      for (const id of [...(tier.ingress_policies ?? []), ...(tier.egress_policies ?? [])]) {
        yield `active_policy ${id.kind ?? ''}|${id.namespace ?? ''}|${id.name ?? ''}`;
      }
    }
  }
}

/** JSON with sorted keys and without rule ids, which are opaque. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([name]) => name !== 'rule_id')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
