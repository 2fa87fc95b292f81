// Which verdicts differ between two clusters: asked of classes of pods that no rule tells apart, not of pairs. Only the
// ends whose own answer can have changed are looked at, and of their peers one for each class; where an answer did
// change, the peers' own policy is asked, again by class.
import type { Direction, StageVerdict, WorkloadEndpoint } from '@manul/evaluator';
import { askEnd, commonVersions, type IpVersion, outsider, type Party, partyOf } from './ask-pair.ts';
import { push } from './cluster-index.ts';
import type { ClusterView } from './cluster-view.ts';
import { type EndpointClass, EndpointClasses } from './endpoint-classes.ts';
import { type Decision, decisionsOf, type Flip } from './flips.ts';
import { type Asked, askedOf, membership } from './peer-classes.ts';
import { PeerGroups, versionsOf } from './peer-groups.ts';
import { type PortRange, portRanges } from './port-classes.ts';
import type { Touched } from './touched.ts';

/** Pods (or somebody outside) between which verdicts change alike. */
export interface PairChange extends Decision {
  readonly direction: Direction;
  /** Keys of endpoints; empty for somebody outside. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The address of somebody outside. */
  readonly external: string | undefined;
  /** Of pods on both sides, a pod itself not counted. */
  readonly pairs: number;
}

export interface Comparison {
  readonly changes: readonly PairChange[];
  /** It would have taken too long: there are more changes. */
  readonly incomplete: boolean;
}

export interface ComparisonLimits {
  readonly maxQuestions?: number;
  /** Called now and then; what it throws ends the comparison. */
  readonly checkpoint?: () => void;
}

const defaultMaxQuestions = 1_500_000;
const questionsBetweenCheckpoints = 1024;

class OutOfBudget extends Error {}

export function compare(
  before: ClusterView,
  after: ClusterView,
  touched: Touched,
  limits: ComparisonLimits = {},
): Comparison {
  const comparer = new Comparer(before, after, touched, limits);
  try {
    for (const direction of ['ingress', 'egress'] as const) comparer.compareEnds(direction);
    return { changes: comparer.changes, incomplete: false };
  } catch (error) {
    if (error instanceof OutOfBudget) return { changes: comparer.changes, incomplete: true };
    throw error;
  }
}

/** One pod in both clusters. */
interface Twin {
  readonly key: string;
  /** IP versions before and after. */
  readonly versions: string;
  readonly before: Party;
  readonly after: Party;
}

const other = { ingress: 'egress', egress: 'ingress' } as const;

class Comparer {
  readonly changes: PairChange[] = [];
  readonly #before: ClusterView;
  readonly #after: ClusterView;
  readonly #touched: Touched;
  readonly #classes: Readonly<Record<Direction, readonly [EndpointClasses, EndpointClasses]>>;
  readonly #twins = new Map<string, Twin>();
  readonly #peers: PeerGroups;
  readonly #asked = new WeakMap<EndpointClass, { source?: Asked; destination?: Asked }>();
  readonly #ranges = new WeakMap<EndpointClass, WeakMap<EndpointClass, readonly PortRange[]>>();
  readonly #checkpoint: (() => void) | undefined;
  #questions: number;

  constructor(before: ClusterView, after: ClusterView, touched: Touched, limits: ComparisonLimits) {
    this.#before = before;
    this.#after = after;
    this.#touched = touched;
    this.#questions = limits.maxQuestions ?? defaultMaxQuestions;
    this.#checkpoint = limits.checkpoint;
    const of = (direction: Direction) =>
      [new EndpointClasses(before, direction), new EndpointClasses(after, direction)] as const;
    this.#classes = { ingress: of('ingress'), egress: of('egress') };
    this.#peers = new PeerGroups(before, after);
  }

  /** Changes that begin with another answer of the ends in this direction. */
  compareEnds(direction: Direction): void {
    const groups = new Map<string, Twin[]>();
    for (const key of this.#touchedPods()) {
      const twin = this.#twin(key);
      if (!twin) continue;
      const [was, is] = this.#classesOf(twin, direction);
      if (!this.#isTouched(twin, was, is)) continue;
      const own = was.asksOwnAddress || is.asksOwnAddress ? twin.key : twin.versions;
      push(groups, `${was.key}\n${is.key}\n${own}`, twin);
    }
    for (const ends of groups.values()) this.#compareGroup(direction, ends);
  }

  /** One pod; undefined where it is in one of the clusters alone. */
  #twin(key: string): Twin | undefined {
    const known = this.#twins.get(key);
    if (known) return known;
    const [was, is] = [this.#before.workload(key), this.#after.workload(key)];
    if (!was || !is) return undefined;
    const twin: Twin = { key, versions: versionsOf(was, is), before: partyOf(was), after: partyOf(is) };
    this.#twins.set(key, twin);
    return twin;
  }

  #touchedPods(): Set<string> {
    const keys = new Set(this.#touched.endpoints);
    for (const owner of this.#touched.owners) {
      for (const view of [this.#before, this.#after]) for (const key of view.usersOf(owner)) keys.add(key);
    }
    return keys;
  }

  #isTouched(twin: Twin, was: EndpointClass, is: EndpointClass): boolean {
    const { endpoints, owners } = this.#touched;
    if (endpoints.has(twin.key)) return true;
    return [was, is].some((each) => each.owners.some((owner) => owners.has(owner)));
  }

  /** `ends` answer alike, before and after. */
  #compareGroup(direction: Direction, ends: readonly Twin[]): void {
    const [was, is] = this.#classesOf(ends[0]!, direction);
    const rules = [...was.rules, ...is.rules];
    const ports = portRanges(rules, this.#before, this.#after);
    const side = direction === 'ingress' ? 'source' : 'destination';
    for (const peers of this.#peers.of(rules, side)) {
      const first = this.#twin(peers.first);
      const flips = first ? this.#flips(direction, ends[0]!, first, ports) : [];
      if (flips.length > 0) this.#followFlips(direction, ends, this.#twinsOf(peers.all()), flips);
    }
    for (const address of this.#peers.externals(rules, side)) this.#compareExternal(direction, ends, address, ports);
  }

  #twinsOf(keys: readonly string[]): Twin[] {
    return keys.map((key) => this.#twin(key)).filter((twin) => twin !== undefined);
  }

  /** IP versions and port ranges for which the end's own answer about the peer is another one. */
  #flips(direction: Direction, end: Twin, peer: Twin, ports: readonly PortRange[]): Flip[] {
    const questions = versionsBetween(end, peer).flatMap((version) => ports.map((port) => ({ port, version })));
    return questions.flatMap((question) => {
      const before = this.#ask(this.#before, direction, end.before, peer.before, question);
      const after = this.#ask(this.#after, direction, end.after, peer.after, question);
      return before && after && before.outcome !== after.outcome ? [{ ...question, before, after }] : [];
    });
  }

  #ask(
    view: ClusterView,
    direction: Direction,
    end: Party,
    peer: Party,
    { port, version }: Pick<Flip, 'port' | 'version'>,
  ): StageVerdict | undefined {
    if (--this.#questions < 0) throw new OutOfBudget();
    if (this.#questions % questionsBetweenCheckpoints === 0) this.#checkpoint?.();
    return direction === 'ingress'
      ? askEnd(view, direction, peer, end, port, version)
      : askEnd(view, direction, end, peer, port, version);
  }

  #followFlips(direction: Direction, ends: readonly Twin[], peers: readonly Twin[], flips: readonly Flip[]): void {
    const opposite = other[direction];
    const groups = new Map<string, Twin[]>();
    for (const peer of peers) {
      const [was, is] = this.#classesOf(peer, opposite);
      const own = was.asksOwnAddress || is.asksOwnAddress ? peer.key : '';
      push(groups, was.isOpen && is.isOpen ? '' : `${was.key}\n${is.key}\n${own}`, peer);
    }
    for (const [key, group] of groups) {
      if (key === '') this.#report(direction, ends, group, flips);
      else
        for (const alike of this.#alike(direction, ends, group[0]!)) this.#askOpposite(direction, alike, group, flips);
    }
  }

  /** The ends, by what the peer's own rules tell of them. */
  #alike(direction: Direction, ends: readonly Twin[], peer: Twin): Iterable<readonly Twin[]> {
    const [was, is] = this.#classesOf(peer, other[direction]);
    const side = direction === 'ingress' ? 'destination' : 'source';
    const [askedBefore, askedAfter] = [this.#askedBy(was, side), this.#askedBy(is, side)];
    const keyOf = ({ before, after, key }: Twin) => {
      const memberships = [
        membership(before.addresses, askedBefore, this.#before),
        membership(after.addresses, askedAfter, this.#after),
      ];
      return memberships.includes(undefined) ? key : memberships.join('|');
    };
    return Map.groupBy(ends, keyOf).values();
  }

  #askedBy(endpointClass: EndpointClass, side: 'source' | 'destination'): Asked {
    const known = this.#asked.get(endpointClass) ?? {};
    this.#asked.set(endpointClass, known);
    known[side] ??= askedOf(endpointClass.rules, side);
    return known[side];
  }

  /** The peers' own policy has a say too, and may tell ports apart that the end does not. */
  #askOpposite(direction: Direction, ends: readonly Twin[], peers: readonly Twin[], flips: readonly Flip[]): void {
    const opposite = other[direction];
    const end = ends.find(({ key }) => peers.length > 1 || key !== peers[0]!.key);
    const peer = peers.find(({ key }) => key !== end?.key);
    if (!peer || !end) return;
    const [was, is] = this.#classesOf(peer, opposite);
    const finer = this.#rangesOf(was, is);
    const changed = flips.flatMap((flip) =>
      intersect(flip.port, finer).flatMap((port) => {
        const question = { port, version: flip.version };
        const before = this.#ask(this.#before, opposite, peer.before, end.before, question)?.outcome !== 'deny';
        const after = this.#ask(this.#after, opposite, peer.after, end.after, question)?.outcome !== 'deny';
        const opens = flip.after.outcome !== 'deny';
        if (!(opens ? after : before)) return [];
        // Where both ends change their answer, the ingress end is the one that reports it.
        if (direction === 'egress' && before !== after) return [];
        return [{ ...flip, port }];
      }),
    );
    if (changed.length > 0) this.#report(direction, ends, peers, changed);
  }

  #rangesOf(was: EndpointClass, is: EndpointClass): readonly PortRange[] {
    const known = this.#ranges.get(was)?.get(is);
    if (known) return known;
    const ranges = portRanges([...was.rules, ...is.rules], this.#before, this.#after);
    const of = this.#ranges.get(was) ?? new WeakMap<EndpointClass, readonly PortRange[]>();
    this.#ranges.set(was, of);
    of.set(is, ranges);
    return ranges;
  }

  #report(direction: Direction, ends: readonly Twin[], peers: readonly Twin[], flips: readonly Flip[]): void {
    const keys = (twins: readonly Twin[]) => twins.map(({ key }) => key);
    const [from, to] = direction === 'ingress' ? [keys(peers), keys(ends)] : [keys(ends), keys(peers)];
    const sources = new Set(from);
    const pairs = from.length * to.length - to.filter((key) => sources.has(key)).length;
    if (pairs === 0) return;
    const decisions = decisionsOf(flips, versionsBetween(ends[0]!, peers[0]!));
    for (const decision of decisions)
      this.changes.push({ direction, from, to, external: undefined, pairs, ...decision });
  }

  #compareExternal(direction: Direction, ends: readonly Twin[], address: string, ports: readonly PortRange[]): void {
    const party = outsider(address);
    const outside: Twin = { key: address, versions: '', before: party, after: party };
    const flips = this.#flips(direction, ends[0]!, outside, ports);
    if (flips.length === 0) return;
    const keys = ends.map(({ key }) => key);
    const [from, to] = direction === 'ingress' ? [[], keys] : [keys, []];
    const decisions = decisionsOf(flips, versionsBetween(ends[0]!, outside));
    for (const decision of decisions)
      this.changes.push({ direction, from, to, external: address, pairs: 0, ...decision });
  }

  #classesOf({ before, after }: Twin, direction: Direction): readonly [EndpointClass, EndpointClass] {
    const [was, is] = this.#classes[direction];
    return [was.of(before.endpoint as WorkloadEndpoint), is.of(after.endpoint as WorkloadEndpoint)];
  }
}

/** A version that one of them gains or loses is as a pod that comes or goes: nothing to compare. */
function versionsBetween(end: Twin, peer: Twin): IpVersion[] {
  return commonVersions(end.before, end.after, peer.before, peer.after);
}

function intersect(range: PortRange, finer: readonly PortRange[]): PortRange[] {
  return finer.flatMap((each) => {
    if (each.number !== range.number) return [];
    if (each.first === undefined || range.first === undefined) return [each];
    const first = Math.max(each.first, range.first);
    const last = Math.min(each.last!, range.last!);
    return first <= last ? [{ ...range, first, last }] : [];
  });
}
