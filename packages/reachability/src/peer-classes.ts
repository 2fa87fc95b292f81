// Peers that rules do not tell apart: those that are in the same sets and networks of all that the rules name. Found by
// going through the sets' members, not through all pods; who is in none of them is of the class without a name.
import { type Address, type Cidr, cidrContains, parseAddress, parseCidr, type Rule } from '@manul/evaluator';
import type { ClusterView } from './cluster-view.ts';

type Side = 'source' | 'destination';

/** The sets and networks that rules ask about on one side. */
export interface Asked {
  readonly sets: ReadonlySet<string>;
  readonly nets: readonly Cidr[];
}

export function askedOf(rules: Iterable<Rule>, side: Side): Asked {
  const sets = new Set<string>();
  const nets = new Map<string, Cidr>();
  for (const rule of rules) {
    const asked = rule[side];
    const ids = [asked.sets, asked.notSets, asked.portSets, asked.namedPorts, asked.notNamedPorts];
    for (const id of ids.flat()) sets.add(id);
    for (const byVersion of [asked.nets, asked.notNets]) {
      for (const cidr of [...(byVersion?.[4] ?? []), ...(byVersion?.[6] ?? [])]) nets.set(cidrKey(cidr), cidr);
    }
  }
  return { sets, nets: [...nets.values()] };
}

/** Networks among the members of the sets: what is not one address. */
export function networksOf({ sets, nets }: Asked, view: ClusterView): Cidr[] {
  const found = [...nets];
  for (const set of sets) {
    for (const member of view.members(set)) {
      if (!member.includes('/') || /\/(32|128)$/.test(member)) continue;
      const cidr = parseCidr(member);
      if (cidr) found.push(cidr);
    }
  }
  return found;
}

/** Adds to each pod's signature what it is in, in this cluster. Pods without any are left out. */
export function addSignatures(signatures: Map<string, string>, asked: Asked, view: ClusterView, mark: string): void {
  const add = (key: string | undefined, text: string) => {
    if (key !== undefined) signatures.set(key, `${signatures.get(key) ?? ''};${mark}${text}`);
  };
  const networks: { readonly cidr: Cidr; readonly text: string }[] = asked.nets.map((cidr) => ({
    cidr,
    text: cidrKey(cidr),
  }));
  for (const set of asked.sets) {
    // After those of IPv4: signatures do not depend on the order of members.
    const ipv6: { readonly key: string | undefined; readonly text: string }[] = [];
    for (const member of view.members(set)) {
      const comma = member.indexOf(',');
      const isWhole = comma > 0 || !member.includes('/') || /\/(32|128)$/.test(member);
      const address = isWhole ? parseAddress(member.slice(0, /[,/]/.exec(member)?.index ?? member.length)) : undefined;
      const port = comma > 0 ? member.slice(comma) : '';
      const key = address && view.workloadByAddress(address)?.key;
      if (address?.version === 6) ipv6.push({ key, text: `${set}${port} IPv6` });
      else add(key, `${set}${port}`);
      const cidr = address ? undefined : parseCidr(member);
      if (cidr) networks.push({ cidr, text: `${set} ${cidrKey(cidr)}` });
    }
    for (const { key, text } of ipv6) add(key, text);
  }
  if (networks.length === 0) return;
  for (const { key, nets } of view.workloads()) {
    for (const { cidr, text } of networks) if (nets.some((own) => cidrContains(cidr, own))) add(key, text);
  }
}

/** What these addresses are in; undefined where it depends on ports too, and so on the pod. */
export function membership(addresses: readonly Address[], asked: Asked, view: ClusterView): string | undefined {
  let text = addresses.map(({ version }) => version).join();
  for (const id of asked.sets) {
    const set = view.ipSet(id);
    if (set?.type === 'IP_AND_PORT') return undefined;
    for (const address of addresses) if (set?.findAddress(address) !== undefined) text += `;${id} ${address.version}`;
  }
  for (const [i, net] of asked.nets.entries()) {
    for (const address of addresses) if (cidrContains(net, address)) text += `;${i}`;
  }
  return text;
}

function cidrKey({ version, bits, length }: Cidr): string {
  return `${version}:${bits.toString(16)}/${length}`;
}
