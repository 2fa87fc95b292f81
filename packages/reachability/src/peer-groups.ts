// Pods of two clusters, by what rules tell of them in either; and addresses outside that the rules tell apart.
import type { Rule, WorkloadEndpoint } from '@manul/evaluator';
import { addressText } from './address-text.ts';
import { push } from './cluster-index.ts';
import type { ClusterView } from './cluster-view.ts';
import { externalAddresses } from './ends.ts';
import { type Asked, addSignatures, askedOf, networksOf } from './peer-classes.ts';

/** Pods that the rules do not tell apart, by key. */
export interface Peers {
  readonly first: string;
  readonly all: () => readonly string[];
}

export class PeerGroups {
  readonly #before: ClusterView;
  readonly #after: ClusterView;
  /** Keys of all pods that are in both clusters, by the IP versions that they have. */
  readonly #pods = new Map<string, string[]>();

  constructor(before: ClusterView, after: ClusterView) {
    this.#before = before;
    this.#after = after;
    for (const endpoint of before.workloads()) {
      const now = after.workload(endpoint.key);
      if (now) push(this.#pods, versionsOf(endpoint, now), endpoint.key);
    }
  }

  /** Those of whom the rules tell nothing are not gone through, unless they are asked for. */
  *of(rules: readonly Rule[], side: 'source' | 'destination'): Generator<Peers> {
    const asked = askedOf(rules, side);
    const signatures = new Map<string, string>();
    addSignatures(signatures, asked, this.#before, '-');
    addSignatures(signatures, asked, this.#after, '+');
    const named = new Map<string, string[]>();
    for (const [key, signature] of signatures) {
      const [was, is] = [this.#before.workload(key), this.#after.workload(key)];
      if (was && is) push(named, `${versionsOf(was, is)}${signature}`, key);
    }
    for (const keys of named.values()) yield { first: keys[0]!, all: () => keys };
    for (const keys of this.#pods.values()) {
      const first = keys.find((key) => !signatures.has(key));
      if (first !== undefined) yield { first, all: () => keys.filter((key) => !signatures.has(key)) };
    }
  }

  /** An address of each network that the rules name, and of nowhere. */
  externals(rules: readonly Rule[], side: 'source' | 'destination'): Set<string> {
    const asked: Asked = askedOf(rules, side);
    const networks = [...networksOf(asked, this.#before), ...networksOf(asked, this.#after)];
    const addresses = new Set<string>(externalAddresses);
    for (const cidr of networks) {
      if (!this.#before.workloadByAddress(cidr) && !this.#after.workloadByAddress(cidr))
        addresses.add(addressText(cidr));
    }
    return addresses;
  }
}

/** IP versions before and after. */
export function versionsOf(was: WorkloadEndpoint, is: WorkloadEndpoint): string {
  return [was, is]
    .map(({ nets }) => (nets.length === 1 ? nets[0]!.version : nets.map(({ version }) => version).join()))
    .join('|');
}
