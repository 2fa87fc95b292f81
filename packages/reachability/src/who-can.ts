// Who can reach a pod, or whom it can reach: by workload, asked of one pod for each class.
import type { Direction, WorkloadEndpoint } from '@manul/evaluator';
import type { manul } from '@manul/proto';
import { allowedVersions, commonVersions, outsider, type Party, partyOf } from './ask-pair.ts';
import type { ClusterIndex, Pod } from './cluster-index.ts';
import type { ClusterView } from './cluster-view.ts';
import { EndpointClasses } from './endpoint-classes.ts';
import { externalAddresses, noPod, QuestionError } from './ends.ts';
import { addSignatures, askedOf } from './peer-classes.ts';
import { joinRanges, type PortRange, portRanges, portText } from './port-classes.ts';

const defaultMaxGroups = 200;

/** Throws QuestionError. */
export function whoCan(
  request: manul.v1.IWhoCanRequest,
  index: ClusterIndex,
  view: ClusterView,
): manul.v1.IWhoCanResponse {
  const pod = index.pods.get(request.pod ?? '');
  if (!pod) throw noPod(request.pod ?? '', '');
  // REACH: the pod receives, and peers send.
  const direction: Direction = request.direction ? 'egress' : 'ingress';
  const groups = new PeerGroups(pod, direction, view, index).groups(portOf(request));
  const most = request.max_groups || defaultMaxGroups;
  groups.sort((a, b) => Number(b.pods) - Number(a.pods));
  return {
    groups: groups.slice(0, most),
    more_groups: groups.length > most,
    external: externalPorts(pod, direction, view, portOf(request)),
  };
}

function portOf({ protocol, port }: manul.v1.IWhoCanRequest): PortRange | undefined {
  if (!port && !protocol) return undefined;
  const name = (protocol || 'tcp').toLowerCase();
  if (name === 'icmp') return { protocol: name, number: 1 };
  const number = { tcp: 6, udp: 17, sctp: 132 }[name];
  if (number === undefined) throw new QuestionError('invalid', `${name} is not tcp, udp, sctp or icmp`);
  if (!port) throw new QuestionError('invalid', `${name}: a port is missing`);
  return { protocol: name, number, first: port, last: port };
}

class PeerGroups {
  readonly #pod: Pod;
  readonly #direction: Direction;
  readonly #view: ClusterView;
  readonly #index: ClusterIndex;
  readonly #own: EndpointClasses;
  readonly #theirs: EndpointClasses;

  constructor(pod: Pod, direction: Direction, view: ClusterView, index: ClusterIndex) {
    this.#pod = pod;
    this.#direction = direction;
    this.#view = view;
    this.#index = index;
    this.#own = new EndpointClasses(view, direction);
    this.#theirs = new EndpointClasses(view, direction === 'ingress' ? 'egress' : 'ingress');
  }

  /** Of each workload, those of its pods that get the same answer; who can reach nothing is left out. */
  groups(only: PortRange | undefined): manul.v1.IPeerGroup[] {
    const { rules } = this.#own.of(this.#pod.endpoint);
    const signatures = new Map<string, string>();
    addSignatures(signatures, askedOf(rules, this.#direction === 'ingress' ? 'source' : 'destination'), this.#view, '');
    const answers = new Map<string, manul.v1.IPortVerdict[]>();
    const groups = new Map<string, { readonly pods: Pod[]; readonly ports: manul.v1.IPortVerdict[] }>();
    for (const peer of this.#index.pods.values()) {
      if (peer === this.#pod) continue;
      const theirs = this.#theirs.of(peer.endpoint);
      const own = theirs.asksOwnAddress ? peer.endpoint.key : versionsOf(peer.endpoint);
      const key = `${signatures.get(peer.endpoint.key) ?? ''}\n${theirs.isOpen ? '' : theirs.key}\n${own}`;
      const known = answers.get(key) ?? this.#portsBetween(peer, [...rules, ...theirs.rules], only);
      answers.set(key, known);
      if (known.length === 0) continue;
      const text = known.map(({ port, ip_version }) => `${port} ${ip_version}`).join();
      const group = `${peer.namespace}\n${peer.workload}\n${text}`;
      const there = groups.get(group) ?? { pods: [], ports: known };
      groups.set(group, there);
      there.pods.push(peer);
    }
    return [...groups.values()].map(({ pods, ports }) => {
      const { namespace, name, workload } = pods[0]!;
      return { workload: { namespace, name: workload }, pods: pods.length, example_pod: `${namespace}/${name}`, ports };
    });
  }

  #portsBetween(peer: Pod, rules: ReturnType<EndpointClasses['of']>['rules'], only: PortRange | undefined) {
    const ends = [partyOf(peer.endpoint), partyOf(this.#pod.endpoint)] as const;
    const [from, to] = this.#direction === 'ingress' ? ends : [ends[1], ends[0]];
    return allowedPorts(this.#view, from, to, only ? [only] : portRanges(rules, this.#view));
  }
}

function externalPorts(
  pod: Pod,
  direction: Direction,
  view: ClusterView,
  only: PortRange | undefined,
): manul.v1.IPortVerdict[] {
  const { rules } = new EndpointClasses(view, direction).of(pod.endpoint);
  const outside = outsider(...externalAddresses);
  const own = partyOf(pod.endpoint);
  const [from, to] = direction === 'ingress' ? [outside, own] : [own, outside];
  return allowedPorts(view, from, to, only ? [only] : portRanges(rules, view));
}

/** First what is allowed over every IP version that both have, then what over one alone. */
function allowedPorts(
  view: ClusterView,
  from: Party,
  to: Party,
  ranges: readonly PortRange[],
): manul.v1.IPortVerdict[] {
  const versions = commonVersions(from, to);
  const asked = ranges.map((range) => ({ range, allowed: allowedVersions(view, from, to, range) }));
  const portsOf = (ip_version: number, isMeant: (allowed: readonly number[]) => boolean) =>
    joinRanges(asked.filter(({ allowed }) => isMeant(allowed)).map(({ range }) => range)).map((range) => ({
      ...{ port: portText(range), allowed: true, ip_version },
    }));
  const over = (version: number) => (allowed: readonly number[]) =>
    allowed.length < versions.length && allowed.includes(version);
  const everywhere = portsOf(0, (allowed) => allowed.length > 0 && allowed.length === versions.length);
  return [...everywhere, ...portsOf(4, over(4)), ...portsOf(6, over(6))];
}

function versionsOf({ nets }: WorkloadEndpoint): string {
  return nets.map(({ version }) => version).join();
}
