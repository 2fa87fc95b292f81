// What endpoints answer alike. An endpoint's answer in a direction depends on its tiers and profiles, and on nothing else
// of it unless a rule asks about its own address.
import type { Direction, PolicyView, Rule, RuleLists, WorkloadEndpoint } from '@manul/evaluator';
import { ownerKey } from './rule-source.ts';

/** Everything that is asked of endpoints of one class, in order. */
export interface EndpointClass {
  readonly key: string;
  readonly rules: readonly Rule[];
  /** By `ownerKey`. */
  readonly owners: readonly string[];
  /** No policy, and a profile that allows everything: nothing more needs to be asked. */
  readonly isOpen: boolean;
  /** Some rule asks about the endpoint's own address. */
  readonly asksOwnAddress: boolean;
}

/** The classes of one cluster's endpoints in one direction. */
export class EndpointClasses {
  readonly #view: PolicyView;
  readonly #direction: Direction;
  readonly #classes = new Map<string, EndpointClass>();
  readonly #profiles = new Map<RuleLists, string>();
  readonly #profileContents = new Map<string, string>();

  constructor(view: PolicyView, direction: Direction) {
    this.#view = view;
    this.#direction = direction;
  }

  of(endpoint: WorkloadEndpoint): EndpointClass {
    const key = this.#keyOf(endpoint);
    const known = this.#classes.get(key);
    if (known) return known;
    const made = this.#make(endpoint, key);
    this.#classes.set(key, made);
    return made;
  }

  #keyOf({ state, tiers, profiles }: WorkloadEndpoint): string {
    let key = state;
    for (const tier of tiers) {
      const policies = tier[this.#direction];
      if (policies.length === 0) continue;
      key += `;${tier.name}=${tier.defaultAction}`;
      for (const { kind, namespace, name } of policies) key += `,${kind}|${namespace}|${name}`;
    }
    for (const profile of profiles) key += `;${this.#profileKey(profile)}`;
    return key;
  }

  /** Profiles that say the same are the same: every namespace has one, and most say the same. */
  #profileKey(name: string): string {
    const profile = this.#view.profile(name);
    if (!profile) return `missing ${name}`;
    const known = this.#profiles.get(profile);
    if (known !== undefined) return known;
    const rules = this.#direction === 'ingress' ? profile.inbound : profile.outbound;
    const content = JSON.stringify(
      rules.map(({ id: _, ...rule }) => rule),
      bigintsAsText,
    );
    const key = this.#profileContents.get(content) ?? `profile ${this.#profileContents.size}`;
    this.#profileContents.set(content, key);
    this.#profiles.set(profile, key);
    return key;
  }

  #make({ tiers, profiles, state }: WorkloadEndpoint, key: string): EndpointClass {
    const owners: string[] = [];
    const rules: Rule[] = [];
    const add = (lists: RuleLists | undefined) => {
      if (lists) rules.push(...(this.#direction === 'ingress' ? lists.inbound : lists.outbound));
    };
    const refs = tiers.flatMap((tier) => tier[this.#direction]);
    for (const ref of refs) {
      owners.push(ownerKey({ type: 'policy', ...ref }));
      add(this.#view.policy(ref));
    }
    const firstOfProfiles = rules.length;
    for (const name of profiles) {
      owners.push(ownerKey({ type: 'profile', name }));
      add(this.#view.profile(name));
    }
    const first = rules[firstOfProfiles];
    const isOpen = refs.length === 0 && state === 'active' && first !== undefined && allowsEverything(first);
    const own = this.#direction === 'ingress' ? 'destination' : 'source';
    return { key, rules, owners, isOpen, asksOwnAddress: rules.some((rule) => asksAddress(rule, own)) };
  }
}

function allowsEverything(rule: Rule): boolean {
  const { action, ipVersion, protocol, notProtocol, icmp, notIcmp, fault } = rule;
  const matches = [ipVersion, protocol, notProtocol, icmp, notIcmp, fault];
  if (action !== 'allow' || matches.some((match) => match !== undefined)) return false;
  return (['source', 'destination'] as const).every((side) => {
    const { ports, notPorts } = rule[side];
    return ports === undefined && notPorts.length === 0 && !asksAddress(rule, side);
  });
}

/** Whether the rule tells addresses apart on this side. */
export function asksAddress(rule: Rule, side: 'source' | 'destination'): boolean {
  const { nets, notNets, sets, notSets, portSets, namedPorts, notNamedPorts } = rule[side];
  const lists = [sets, notSets, portSets, namedPorts, notNamedPorts];
  return nets !== undefined || notNets !== undefined || lists.some((list) => list.length > 0);
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
