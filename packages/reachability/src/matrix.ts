// Who reaches whom between namespaces or workloads, at a few ports: pairs are asked class by class.
import type { manul } from '@manul/proto';
import { allowedVersions, commonVersions, type IpVersion, outsider, type Party, partyOf } from './ask-pair.ts';
import { type ClusterIndex, type Pod, push } from './cluster-index.ts';
import type { ClusterView } from './cluster-view.ts';
import { EndpointClasses } from './endpoint-classes.ts';
import { externalAddresses, QuestionError } from './ends.ts';
import { addSignatures, askedOf } from './peer-classes.ts';
import type { PortRange } from './port-classes.ts';

const defaultMaxGroups = 60;
const mostGroups = 200;

interface Group {
  readonly namespace: string;
  readonly workload: string;
  readonly pods: readonly Pod[];
  readonly classes: readonly (readonly Pod[])[];
}

/** Throws QuestionError. */
export function reachabilityMatrix(
  request: manul.v1.IReachabilityRequest,
  index: ClusterIndex,
  view: ClusterView,
): manul.v1.IReachabilityMatrix {
  const ports = (request.ports?.length ? request.ports : ['tcp/80']).map(parsePort);
  const most = Math.min(request.max_groups || defaultMaxGroups, mostGroups);
  const byWorkload = request.group === 1;
  const select = (namespaces: readonly string[] | null | undefined) => {
    const names = namespaces?.length ? namespaces : [...index.workloads.keys()].sort();
    return byWorkload ? workloadGroups(index, names) : names.map((namespace) => namespaceGroup(index, namespace));
  };
  const [allRows, allColumns] = [select(request.from), select(request.to)];
  const [rows, columns] = classify([allRows.slice(0, most), allColumns.slice(0, most)], view);
  const outside = outsider(...externalAddresses);
  return {
    rows: rows.map(groupMessage),
    columns: columns.map(groupMessage),
    cells: rows.flatMap((row) => columns.flatMap((column) => ports.map((port) => cell(view, row, column, port)))),
    ports: request.ports?.length ? request.ports : ['tcp/80'],
    more_rows: allRows.length > most,
    more_columns: allColumns.length > most,
    external_to_columns: columns.flatMap((column) =>
      ports.map((port) => externalCell(view, outside, column, port, true)),
    ),
    rows_to_external: rows.flatMap((row) => ports.map((port) => externalCell(view, outside, row, port, false))),
  };
}

type Unclassified = Omit<Group, 'classes'>;

function workloadGroups(index: ClusterIndex, namespaces: readonly string[]): Unclassified[] {
  return namespaces.flatMap((namespace) =>
    [...index.allWorkloads(namespace)].map(({ name, pods }) => ({ namespace, workload: name, pods })),
  );
}

function namespaceGroup(index: ClusterIndex, namespace: string): Unclassified {
  return { namespace, workload: '', pods: index.podsOf(namespace) };
}

/** Pods of one group that no rule of anyone in the matrix tells apart are asked once. */
function classify(
  [rows, columns]: readonly [readonly Unclassified[], readonly Unclassified[]],
  view: ClusterView,
): [Group[], Group[]] {
  const ingress = new EndpointClasses(view, 'ingress');
  const egress = new EndpointClasses(view, 'egress');
  const pods = new Set([...rows, ...columns].flatMap((group) => group.pods));
  const classes = new Set([...pods].flatMap(({ endpoint }) => [ingress.of(endpoint), egress.of(endpoint)]));
  const rules = [...classes].flatMap((each) => each.rules);
  const signatures = new Map<string, string>();
  for (const side of ['source', 'destination'] as const) addSignatures(signatures, askedOf(rules, side), view, side);
  const keyOf = ({ endpoint }: Pod) => {
    const versions = endpoint.nets.map(({ version }) => version).join();
    const own = [ingress.of(endpoint).key, egress.of(endpoint).key];
    return [...own, versions, signatures.get(endpoint.key) ?? ''].join('\n');
  };
  const withClasses = (group: Unclassified): Group => {
    const byKey = new Map<string, Pod[]>();
    for (const pod of group.pods) push(byKey, keyOf(pod), pod);
    return { ...group, classes: [...byKey.values()] };
  };
  return [rows.map(withClasses), columns.map(withClasses)];
}

function cell(view: ClusterView, row: Group, column: Group, port: PortRange): manul.v1.IMatrixCell {
  const result = new Cell(view, port);
  for (const senders of row.classes) {
    for (const receivers of column.classes) {
      const to = receivers.find((pod) => pod !== senders[0]) ?? receivers[0]!;
      const from = senders.find((pod) => pod !== to);
      if (!from) continue;
      const sources = new Set(senders);
      const pairs = senders.length * receivers.length - receivers.filter((pod) => sources.has(pod)).length;
      if (pairs === 0) continue;
      result.add(pairs, [podName(from), partyOf(from.endpoint)], [podName(to), partyOf(to.endpoint)]);
    }
  }
  return result.message();
}

/** Between a group and somebody outside; `inbound`: from there. */
function externalCell(
  view: ClusterView,
  outside: Party,
  group: Group,
  port: PortRange,
  inbound: boolean,
): manul.v1.IMatrixCell {
  const result = new Cell(view, port);
  const external = ['external', outside] as const;
  for (const pods of group.classes) {
    const own = [podName(pods[0]!), partyOf(pods[0]!.endpoint)] as const;
    if (inbound) result.add(pods.length, external, own);
    else result.add(pods.length, own, external);
  }
  return result.message();
}

/** Pairs that get the same answer, and one of them as an example. */
interface Alike {
  readonly from: string;
  readonly to: string;
  pairs: number;
}

class Cell {
  readonly #view: ClusterView;
  readonly #port: PortRange;
  readonly #answers = new Map<'everywhere' | 'nowhere' | IpVersion, Alike>();

  constructor(view: ClusterView, port: PortRange) {
    this.#view = view;
    this.#port = port;
  }

  /** Pairs of which one is asked. Those that have no IP version in common are none. */
  add(pairs: number, [from, sender]: readonly [string, Party], [to, receiver]: readonly [string, Party]): void {
    const versions = commonVersions(sender, receiver).length;
    if (versions === 0) return;
    const [version, ...others] = allowedVersions(this.#view, sender, receiver, this.#port);
    const answer = version === undefined ? 'nowhere' : others.length + 1 === versions ? 'everywhere' : version;
    const alike = this.#answers.get(answer) ?? { from, to, pairs: 0 };
    this.#answers.set(answer, alike);
    alike.pairs += pairs;
  }

  message(): manul.v1.IMatrixCell {
    const [allowed, denied] = [this.#answers.get('everywhere'), this.#answers.get('nowhere')];
    const one_version = ([4, 6] as const).flatMap((ip_version) => {
      const alike = this.#answers.get(ip_version);
      return alike ? [{ ip_version, ...alike }] : [];
    });
    const allowedPairs = sumOfPairs([...(allowed ? [allowed] : []), ...one_version]);
    return {
      pairs: allowedPairs + (denied?.pairs ?? 0),
      allowed: allowedPairs,
      ...{ allowed_from: allowed?.from ?? '', allowed_to: allowed?.to ?? '' },
      ...{ denied_from: denied?.from ?? '', denied_to: denied?.to ?? '' },
      one_version,
    };
  }
}

function sumOfPairs(answers: readonly { readonly pairs: number }[]): number {
  return answers.reduce((sum, { pairs }) => sum + pairs, 0);
}

function groupMessage({ namespace, workload, pods }: Group): manul.v1.IMatrixGroup {
  return { namespace, workload, pods: pods.length, example_pod: pods[0] ? podName(pods[0]) : '' };
}

function podName({ namespace, name }: Pod): string {
  return `${namespace}/${name}`;
}

const numbers: Readonly<Record<string, number>> = { tcp: 6, udp: 17, sctp: 132 };

/** `tcp/80` or `icmp`. */
function parsePort(text: string): PortRange {
  if (text === 'icmp') return { protocol: text, number: 1 };
  const [protocol = '', digits = ''] = text.split('/');
  const [number, port] = [Object.hasOwn(numbers, protocol) ? numbers[protocol] : undefined, Number(digits)];
  if (number === undefined || !/^\d{1,5}$/.test(digits) || port > 65_535) {
    throw new QuestionError('invalid', `port ${text}: neither tcp/N, udp/N, sctp/N nor icmp`);
  }
  return { protocol, number, first: port, last: port };
}
