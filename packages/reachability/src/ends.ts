// The two ends of a question: what `prod/web`, `10.0.0.7`, `node/worker-1` or `external` stand for.
import { parseAddress } from '@manul/evaluator';
import type { Labels } from '@manul/model';
import { manul } from '@manul/proto';

export interface PodInfo {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  /** Without prefix lengths, IPv4 first. */
  readonly addresses: readonly string[];
  /** The pod's own; empty where only messages are known. */
  readonly labels: Labels;
  /** Who keeps it there, as far as that is known: `deployment/web`. */
  readonly controller?: string | undefined;
}

export interface NodeInfo {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** Who is where. */
export interface Directory {
  pod(name: string): PodInfo | undefined;
  podByAddress(address: string): PodInfo | undefined;
  node(name: string): NodeInfo | undefined;
  nodeByAddress(address: string): NodeInfo | undefined;
  /** Names that are near to one that is not there, for the error. */
  similar(name: string): readonly string[];
}

export interface End {
  readonly kind: 'pod' | 'node' | 'external';
  readonly text: string;
  readonly pod: PodInfo | undefined;
  readonly node: string | undefined;
  readonly addresses: readonly string[];
}

/** A question that cannot be asked; the message says what to write instead. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
  readonly code: 'invalid' | 'not-found';

  constructor(code: 'invalid' | 'not-found', message: string) {
    super(message);
    this.code = code;
  }
}

/** Documentation addresses (RFC 5737, RFC 3849): nobody in a cluster has them. */
export const externalAddresses = ['192.0.2.1', '2001:db8::1'] as const;

/** Throws QuestionError. */
export function resolveEnd(text: string, directory: Directory): End {
  if (text === '') throw new QuestionError('invalid', 'an end is empty: give namespace/pod, an address or external');
  if (text === 'external') return { ...nobody(text), addresses: externalAddresses };
  if (parseAddress(text)) return endOfAddress(text, directory);
  if (text.startsWith('node/')) return endOfNode(text, directory);
  const pod = directory.pod(text);
  if (pod) return { kind: 'pod', text, pod, node: pod.node, addresses: pod.addresses };
  const near = directory.similar(text);
  const hint = near.length > 0 ? `; is ${near.join(' or ')} meant?` : '';
  if (!text.includes('/')) throw new QuestionError('invalid', `${text} is neither namespace/pod nor an address${hint}`);
  throw noPod(text, hint || "; a pod on its node's network is asked for as node/NAME");
}

/** Not there, or not for policy: pods of the host's network, and those without an address, are nobody's endpoints. */
export function noPod(text: string, hint: string): QuestionError {
  return new QuestionError('not-found', `no pod ${text} has an address of its own${hint}`);
}

/** An address of each end, of one IP version. Throws QuestionError. */
export function commonAddresses(from: End, to: End, ipVersion: number): readonly [string, string] {
  for (const version of ipVersion === 0 ? [4, 6] : [ipVersion]) {
    const of = ({ addresses }: End) => addresses.find((address) => address.includes(':') === (version === 6));
    const [source, destination] = [of(from), of(to)];
    if (source !== undefined && destination !== undefined) return [source, destination];
  }
  const has = ({ text, addresses }: End) => `${text} has ${addresses.join(', ') || 'no address'}`;
  throw new QuestionError('invalid', `no common IP version: ${has(from)}; ${has(to)}`);
}

export function endMessage(end: End, address: string): manul.v1.IEnd {
  const { Kind } = manul.v1.End;
  const kind = { pod: Kind.POD, node: Kind.NODE, external: Kind.EXTERNAL }[end.kind];
  const { namespace = '', name = end.kind === 'node' ? end.node : '' } = end.pod ?? {};
  const workload = end.pod ? workloadName(end.pod) : '';
  return { kind, text: end.text, namespace, name: name ?? '', node: end.node ?? '', address, workload };
}

/** As sentences name it: `prod/web (10.0.0.7)`. */
export function endName(end: End, address: string): string {
  if (end.pod) return `${end.pod.namespace}/${end.pod.name}`;
  return end.kind === 'node' ? `node ${end.node}` : `${address} outside the cluster`;
}

/** Labels that tell one pod of a workload from another. */
const perPod: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-completion-index',
]);
const addedByUs = /^projectcalico\.org\//;

/** What groups pods of a namespace: who keeps them there; else their labels; `pod/NAME` where there are none. */
export function workloadName({ name, labels, controller }: Pick<PodInfo, 'name' | 'labels' | 'controller'>): string {
  if (controller !== undefined) return controller;
  const own = workloadLabels(labels);
  return own.length === 0 ? `pod/${name}` : own.map(([key, value]) => `${key}=${value}`).join(',');
}

export function workloadLabels(labels: Labels): readonly (readonly [string, string])[] {
  const own = Object.entries(labels).filter(([key]) => !perPod.has(key) && !addedByUs.test(key));
  return own.sort(([a], [b]) => (a < b ? -1 : 1));
}

function nobody(text: string): Omit<End, 'addresses'> {
  return { kind: 'external', text, pod: undefined, node: undefined };
}

function endOfAddress(text: string, directory: Directory): End {
  const pod = directory.podByAddress(text);
  if (pod) return { kind: 'pod', text, pod, node: pod.node, addresses: [text] };
  const node = directory.nodeByAddress(text);
  if (node) return { kind: 'node', text, pod: undefined, node: node.name, addresses: [text] };
  return { ...nobody(text), addresses: [text] };
}

function endOfNode(text: string, directory: Directory): End {
  const node = directory.node(text.slice('node/'.length));
  if (!node) throw new QuestionError('not-found', `no ${text}`);
  return { kind: 'node', text, pod: undefined, node: node.name, addresses: node.addresses };
}
