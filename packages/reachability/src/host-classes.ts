// What host endpoints of a cluster answer alike, by all that is asked of them.
import type { Direction, HostEndpoint, Rule, RuleLists, Tier } from '@manul/evaluator';
import type { ClusterView } from './cluster-view.ts';
import { asksAddress } from './endpoint-classes.ts';
import { ownerKey } from './rule-source.ts';

/** Where host endpoints are, and under which addresses nodes are found. */
export interface HostPlaces {
  nodeOfHost(name: string): string | undefined;
  addressesOfNode(name: string): readonly string[];
}

export interface HostClass {
  readonly key: string;
  readonly rules: readonly Rule[];
  /** Some rule asks about the node's own address. */
  readonly asksOwnAddress: boolean;
  /** The same, of rules for what is forwarded. */
  readonly forwardAsksOwnAddress: boolean;
}

export class HostClasses {
  readonly view: ClusterView;
  readonly #places: HostPlaces;
  /** The endpoint for all interfaces, by node. */
  readonly #wildcards = new Map<string, HostEndpoint>();

  constructor(view: ClusterView, places: HostPlaces) {
    this.view = view;
    this.#places = places;
    for (const host of [...view.hostEndpoints()].sort((a, b) => (a.key < b.key ? 1 : -1))) {
      const node = places.nodeOfHost(host.key);
      if (host.interfaceName === '*' && node !== undefined) this.#wildcards.set(node, host);
    }
  }

  /** An interface whose own endpoint says nothing before NAT is among all interfaces there. */
  preDnatEndpoint(host: HostEndpoint): HostEndpoint {
    if (host.preDnatTiers.length > 0) return host;
    return this.#wildcards.get(this.#places.nodeOfHost(host.key) ?? '') ?? host;
  }

  of(host: HostEndpoint, direction: Direction): HostClass {
    const preDnat = this.preDnatEndpoint(host).preDnatTiers;
    const tiers = [host.tiers, host.untrackedTiers, preDnat, host.forwardTiers];
    const own = direction === 'ingress' ? 'destination' : 'source';
    const rules = [
      ...tiers.flatMap((list) => this.#rulesOf(list, direction)),
      ...host.profiles.flatMap((name) => rulesIn(this.view.profile(name), direction)),
    ];
    const forward = [host.untrackedTiers, preDnat, host.forwardTiers].flatMap((list) => this.#rulesOf(list, direction));
    const asks = (rule: Rule) => asksAddress(rule, own);
    return {
      key: JSON.stringify([tiers, host.profiles]),
      rules,
      asksOwnAddress: rules.some(asks),
      forwardAsksOwnAddress: forward.some(asks),
    };
  }

  /** By `ownerKey`: of all policies and profiles that have a say. */
  *ownersOf(host: HostEndpoint): Generator<string> {
    const lists = [host.tiers, host.untrackedTiers, this.preDnatEndpoint(host).preDnatTiers, host.forwardTiers];
    for (const { ingress, egress } of lists.flat()) {
      for (const ref of [...ingress, ...egress]) yield ownerKey({ type: 'policy', ...ref });
    }
    for (const name of host.profiles) yield ownerKey({ type: 'profile', name });
  }

  #rulesOf(tiers: readonly Tier[], direction: Direction): readonly Rule[] {
    return tiers.flatMap((tier) => tier[direction].flatMap((ref) => rulesIn(this.view.policy(ref), direction)));
  }
}

function rulesIn(lists: RuleLists | undefined, direction: Direction): readonly Rule[] {
  return (direction === 'ingress' ? lists?.inbound : lists?.outbound) ?? [];
}
