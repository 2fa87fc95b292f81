// Which verdicts of nodes' own policy differ between two clusters: what host endpoints say of the node's processes, and
// of what the node forwards. As with pods, ends and peers are asked by class. Pods on the node itself are not among the
// peers: most of what passes between them and their node is not asked of host endpoints.
import { askHost, type Direction, type HostEndpoint, type HostStage, type StageVerdict } from '@manul/evaluator';
import { commonVersions, outsider, type Party, packetBetween, partyOf } from './ask-pair.ts';
import { push } from './cluster-index.ts';
import type { ClusterView } from './cluster-view.ts';
import { type Decision, decisionsOf, type Flip } from './flips.ts';
import { HostClasses, type HostPlaces } from './host-classes.ts';
import { PeerGroups } from './peer-groups.ts';
import { cutRanges, portRanges } from './port-classes.ts';
import type { Touched } from './touched.ts';

/** Of the node's own processes, or of what it forwards. */
type HostTraffic = 'node' | 'forwarded';

/** Between nodes and pods, or somebody outside, that change alike. */
export interface HostChange extends Decision {
  readonly direction: Direction;
  readonly traffic: HostTraffic;
  /** Names of host endpoints. */
  readonly hosts: readonly string[];
  /** Keys of endpoints; empty for somebody outside. */
  readonly peers: readonly string[];
  readonly external: string | undefined;
}

export interface HostComparison {
  readonly changes: readonly HostChange[];
  /** Some rule tells apart where forwarded packets go to, or come from: not every change is known. */
  readonly incomplete: boolean;
}

/** In the order in which netfilter asks; what an early stage allows is not asked further. */
const stages: Readonly<Record<HostTraffic, Readonly<Record<Direction, readonly HostStage[]>>>> = {
  node: { ingress: ['untracked', 'pre-dnat', 'host'], egress: ['untracked', 'host'] },
  forwarded: { ingress: ['untracked', 'pre-dnat', 'host-forward'], egress: ['host-forward'] },
};

/** Stands for whoever is behind the node, in RFC 5737's and RFC 3849's networks for documentation. */
const behind = outsider('198.51.100.1', '2001:db8::198');

export function compareHosts(
  before: ClusterView,
  after: ClusterView,
  touched: Touched,
  places: HostPlaces,
): HostComparison {
  const comparer = new HostComparer(before, after, touched, places);
  for (const traffic of ['node', 'forwarded'] as const) {
    for (const direction of ['ingress', 'egress'] as const) comparer.compare(traffic, direction);
  }
  return { changes: comparer.changes, incomplete: comparer.incomplete };
}

/** What one host endpoint says of a packet; undefined where there is no address to ask with. */
function askHostEndpoint(
  classes: HostClasses,
  host: HostEndpoint,
  question: Pick<Flip, 'port' | 'version'> & { readonly traffic: HostTraffic; readonly direction: Direction },
  own: Party,
  peer: Party,
): StageVerdict | undefined {
  const { traffic, direction, port, version } = question;
  const [from, to] = direction === 'ingress' ? [peer, own] : [own, peer];
  const packet = packetBetween(from, to, port, version);
  if (!packet) return undefined;
  let last: StageVerdict | undefined;
  for (const stage of stages[traffic][direction]) {
    const asked = stage === 'pre-dnat' ? classes.preDnatEndpoint(host) : host;
    if (stage === 'untracked' && asked.untrackedTiers.length === 0) continue;
    if (stage === 'pre-dnat' && asked.preDnatTiers.length === 0) continue;
    last = askHost(classes.view, asked, stage, direction, packet);
    if (last.outcome !== 'undecided') break;
  }
  return last;
}

class HostComparer {
  readonly changes: HostChange[] = [];
  incomplete = false;
  readonly #before: HostClasses;
  readonly #after: HostClasses;
  readonly #touched: Touched;
  readonly #places: HostPlaces;
  #peers: PeerGroups | undefined;

  constructor(before: ClusterView, after: ClusterView, touched: Touched, places: HostPlaces) {
    this.#before = new HostClasses(before, places);
    this.#after = new HostClasses(after, places);
    this.#touched = touched;
    this.#places = places;
  }

  compare(traffic: HostTraffic, direction: Direction): void {
    const groups = new Map<string, string[]>();
    for (const was of this.#before.view.hostEndpoints()) {
      const is = this.#after.view.hostEndpoint(was.key);
      if (!is || !this.#isTouched(was, is)) continue;
      const classes = [this.#before.of(was, direction), this.#after.of(is, direction)];
      const isOwn = traffic === 'node' && classes.some(({ asksOwnAddress }) => asksOwnAddress);
      const versions = this.#own(traffic, was.key).addresses.map(({ version }) => version);
      const own = isOwn ? was.key : versions.join();
      push(groups, `${classes.map(({ key }) => key).join('\n')}\n${own}`, was.key);
    }
    for (const hosts of groups.values()) this.#compareGroup(traffic, direction, hosts);
  }

  #isTouched(was: HostEndpoint, is: HostEndpoint): boolean {
    const { hosts, owners } = this.#touched;
    const all = [...this.#before.ownersOf(was), ...this.#after.ownersOf(is)];
    return hosts.has(was.key) || all.some((owner) => owners.has(owner));
  }

  /** `hosts` answer alike, before and after. */
  #compareGroup(traffic: HostTraffic, direction: Direction, hosts: readonly string[]): void {
    const [was, is] = [this.#before, this.#after].map(({ view }) => view.hostEndpoint(hosts[0]!)!);
    const classes = [this.#before.of(was!, direction), this.#after.of(is!, direction)];
    const rules = classes.flatMap((each) => each.rules);
    if (traffic === 'forwarded' && classes.some(({ forwardAsksOwnAddress }) => forwardAsksOwnAddress))
      this.incomplete = true;
    const failsafes = direction === 'ingress' ? 'failsafeInbound' : 'failsafeOutbound';
    const { view } = this.#before;
    const ports = cutRanges(portRanges(rules, view, this.#after.view), view.settings[failsafes]);
    const own = this.#own(traffic, hosts[0]!);
    const decide = (before: Party, after: Party): readonly Decision[] => {
      const versions = commonVersions(own, before, after);
      const flips = versions.flatMap((version) =>
        ports.flatMap((port) => {
          const question = { traffic, direction, port, version };
          const first = askHostEndpoint(this.#before, was!, question, own, before);
          const second = askHostEndpoint(this.#after, is!, question, own, after);
          const denied = [first, second].map((verdict) => verdict?.outcome === 'deny');
          return first && second && denied[0] !== denied[1] ? [{ port, version, before: first, after: second }] : [];
        }),
      );
      return decisionsOf(flips, versions);
    };
    const report = (peers: () => readonly string[], external: string | undefined, decisions: readonly Decision[]) => {
      for (const decision of decisions)
        this.changes.push({ traffic, direction, hosts, peers: peers(), external, ...decision });
    };
    this.#peers ??= new PeerGroups(this.#before.view, this.#after.view);
    const side = direction === 'ingress' ? 'source' : 'destination';
    for (const peers of this.#peers.of(rules, side)) {
      const [then, now] = [view.workload(peers.first), this.#after.view.workload(peers.first)];
      if (then && now) report(peers.all, undefined, decide(partyOf(then), partyOf(now)));
    }
    for (const address of this.#peers.externals(rules, side)) {
      const party = outsider(address);
      report(() => [], address, decide(party, party));
    }
  }

  #own(traffic: HostTraffic, name: string): Party {
    if (traffic === 'forwarded') return behind;
    const host = this.#after.view.hostEndpoint(name);
    if (host && host.addresses.length > 0) return { endpoint: undefined, addresses: host.addresses };
    const texts = this.#places.addressesOfNode(this.#places.nodeOfHost(name) ?? '');
    return outsider(...texts);
  }
}
