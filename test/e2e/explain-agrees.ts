// What `manul explain` says of probes, against what a kernel did with them, as `manul conformance --results` wrote it down.
// Of what is allowed, the rule that is named is taken away with what-if, which has to change the verdict (unless another
// rule is named then); of what is denied, the policies that isolate are the ones that select the pod in that direction.
import { readFileSync } from 'node:fs';
import type { ApiObject } from '@manul/model';
import { manul } from '@manul/proto';
import { LocalCluster } from '../../services/cli/src/ask/local-cluster.ts';
import { clusterState, nodesOf, Placement, type StatePod } from '../../services/cli/src/conformance/cluster-state.ts';
import { type CorpusStep, loadCorpus } from '../../services/cli/src/conformance/corpus.ts';
import { type PlannedProbe, planProbes } from '../../services/cli/src/conformance/plan.ts';
import { outside } from '../../services/cli/src/lab/network.ts';
import { asNamed, isolatingPolicies, type NamedRule, type Policy, withoutRule } from './named-rule.ts';

interface Agreement {
  readonly probes: number;
  /** Verdicts that were another with a named rule taken away, and those for which another rule was named then. */
  readonly changed: number;
  readonly otherwiseAllowed: number;
  /** Denials whose isolating policies were compared. */
  readonly isolated: number;
  readonly faults: readonly string[];
}

interface Result {
  readonly case: string;
  readonly step: number;
  readonly port: number;
  readonly protocol: string;
  readonly address: string;
  readonly got: { readonly kind: 'open' | 'refused' | 'silent' };
}

/** `nodeCount`: as the kernel's run had it. */
export async function compareWithKernel(corpus: string, resultFiles: readonly string[], nodeCount: number) {
  const results = Map.groupBy(resultFiles.flatMap(readResults), (result) => `${result.case} ${result.step}`);
  const cases = loadCorpus(corpus, [...new Set([...results.values()].map(([first]) => first!.case))]);
  const comparison = new Comparison();
  for (const testCase of cases) {
    const nodes = nodesOf(testCase, nodeCount);
    const placement = new Placement(nodes);
    for (const [index, step] of testCase.steps.entries()) {
      const state = clusterState(step, nodes, placement);
      const kernel = results.get(`${testCase.id} ${index + 1}`) ?? [];
      await comparison.step(`${testCase.id} step ${index + 1}`, step, state.objects as ApiObject[], [
        ...planProbes(step, state).map((probe, at) => ({ probe, result: kernel[at] })),
      ]);
    }
  }
  return comparison.agreement;
}

function readResults(file: string): Result[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line): Result[] => (line === '' ? [] : [JSON.parse(line)]));
}

interface Compared {
  readonly probe: PlannedProbe;
  readonly result: Result | undefined;
}

interface Allowed {
  readonly probe: PlannedProbe;
  readonly step: CorpusStep;
  readonly request: manul.v1.IExplainRequest;
  readonly explanation: manul.v1.IExplanation;
  readonly changes: RemovedRules;
}

function isolatingAt(pod: StatePod | undefined, step: CorpusStep, direction: string | null | undefined): string[] {
  if (!pod || pod.spec.hostNetwork) return [];
  const word = direction === 'egress' ? 'Egress' : 'Ingress';
  return isolatingPolicies(step.policies as Policy[], pod.namespace, pod.spec.labels, word);
}

class Comparison {
  agreement: Agreement = { probes: 0, changed: 0, otherwiseAllowed: 0, isolated: 0, faults: [] };

  async step(name: string, step: CorpusStep, objects: readonly ApiObject[], compared: readonly Compared[]) {
    const before = clusterOf(objects);
    const changes = new RemovedRules(before, objects);
    for (const { probe, result } of compared) {
      const request = requestOf(probe);
      const text = `${name}: ${request.from} to ${request.to} ${request.protocol}/${request.port}`;
      const { port, protocol } = result ?? {};
      if (!result || port !== probe.port || protocol !== probe.protocol.toUpperCase()) {
        this.#fault(`${text}: no result of it`);
        continue;
      }
      const explanation = await before.explain(request);
      this.agreement = { ...this.agreement, probes: this.agreement.probes + 1 };
      if (isOfTheDriver(explanation)) continue;
      if (explanation.allowed !== (result.got.kind === 'open')) {
        this.#fault(`${text}: the kernel said ${result.got.kind}; ${explanation.answer}`);
      } else if (explanation.allowed) await this.#allowed(text, { probe, step, request, explanation, changes });
      else this.#denied(text, probe, step, explanation);
    }
  }

  async #allowed(text: string, { probe, step, request, explanation, changes }: Allowed): Promise<void> {
    for (const { direction, steps } of explanation.stages ?? []) {
      const named = asNamed(steps?.at(-1));
      if (!named) {
        const isolating = isolatingAt(direction === 'egress' ? probe.from : probe.to, step, direction);
        if (isolating.length > 0) this.#fault(`${text}: no rule of a policy is named: ${explanation.answer}`);
        continue;
      }
      const { agreement } = this;
      const without = (await changes.denies(named, explanation)) ? 'denied' : await changes.explained(named, request);
      if (without === 'denied') this.agreement = { ...agreement, changed: agreement.changed + 1 };
      else if (without === 'another rule') {
        this.agreement = { ...agreement, otherwiseAllowed: agreement.otherwiseAllowed + 1 };
      } else this.#fault(`${text}: without ${named.owner} ${named.path} nothing changes; ${explanation.answer}`);
    }
  }

  #denied(text: string, probe: PlannedProbe, step: CorpusStep, explanation: manul.v1.IExplanation): void {
    const stage = (explanation.stages ?? []).find(({ outcome }) => outcome === 'deny');
    const last = stage?.steps?.at(-1);
    if (last?.by === 'rule' && last.owner) return;
    const pod = stage?.direction === 'egress' ? probe.from : probe.to;
    if (last?.by !== 'tier-default' || !pod) {
      this.#fault(`${text}: nothing that denies is named: ${explanation.answer}`);
      return;
    }
    const named = (stage?.steps ?? []).flatMap(({ by, owner }) => (by === 'no-rule-matched' ? [owner ?? ''] : []));
    const selecting = isolatingAt(pod, step, stage?.direction);
    const isNamed = named.filter((owner) => owner.startsWith('NetworkPolicy '));
    if (isNamed.toSorted().join() !== selecting.toSorted().join()) {
      this.#fault(`${text}: isolated by ${selecting.join(', ')}, but named are ${isNamed.join(', ')}`);
    }
    this.agreement = { ...this.agreement, isolated: this.agreement.isolated + 1 };
  }

  #fault(text: string): void {
    this.agreement = { ...this.agreement, faults: [...this.agreement.faults, text] };
  }
}

/** What pods may send to their own node is a driver's setting, which the lab has its own way. */
function isOfTheDriver({ stages }: manul.v1.IExplanation): boolean {
  return (stages ?? []).some(({ steps }) => steps?.at(-1)?.by === 'endpoint-to-host');
}

/** The cluster without one rule, each once. */
class RemovedRules {
  readonly #before: LocalCluster;
  readonly #objects: readonly ApiObject[];
  readonly #whatIf = new Map<string, Promise<manul.v1.IWhatIfResponse>>();
  readonly #after = new Map<string, LocalCluster>();

  constructor(before: LocalCluster, objects: readonly ApiObject[]) {
    this.#before = before;
    this.#objects = objects;
  }

  /** Whether what-if says that this connection will be denied. */
  async denies(named: NamedRule, { from, to, protocol, port }: manul.v1.IExplanation): Promise<boolean> {
    const key = `${named.owner} ${named.path}`;
    const response =
      this.#whatIf.get(key) ??
      this.#before.whatIf({ apply: JSON.stringify(withoutRule(this.#objects, named)), max_changes: 100_000 });
    this.#whatIf.set(key, response);
    const { changes, incomplete } = await response;
    if (incomplete) throw new Error(`${key}: the comparison is incomplete`);
    const isEnd = (end: manul.v1.IEnd | null | undefined, workload: manul.v1.IWorkloadRef | null | undefined) =>
      workload ? workload.namespace === end?.namespace && workload.name === end?.workload : end?.kind !== 1;
    return (changes ?? []).some(
      (change) =>
        !change.allowed &&
        isEnd(from, change.from) &&
        isEnd(to, change.to) &&
        (change.ports ?? []).some((range) => covers(range, protocol ?? '', port ?? 0)),
    );
  }

  /**
   * What is said without it: that the connection is denied (where what-if compares no nodes, and another IP version of
   * the pods), that something else allows it, or neither.
   */
  async explained(
    named: NamedRule,
    request: manul.v1.IExplainRequest,
  ): Promise<'denied' | 'another rule' | 'the same'> {
    const key = `${named.owner} ${named.path}`;
    const without = withoutRule(this.#objects, named);
    const isSame = (object: ApiObject) => object.kind === without.kind && nameOf(object) === nameOf(without);
    const after = this.#after.get(key) ?? clusterOf(this.#objects.map((object) => (isSame(object) ? without : object)));
    this.#after.set(key, after);
    const { allowed, stages, to } = await after.explain(request);
    if (!allowed) return request.ip_version === 6 || to?.kind === manul.v1.End.Kind.NODE ? 'denied' : 'the same';
    // Whatever is named is another: the one that was is not there. A cluster's policy without one isolates nobody.
    const isIsolating = named.owner.startsWith('NetworkPolicy ');
    return !isIsolating || (stages ?? []).some(({ steps }) => asNamed(steps?.at(-1))) ? 'another rule' : 'the same';
  }
}

const nameOf = ({ metadata }: ApiObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

/** `tcp/80`, `tcp/8000-8080`, `udp/any` */
function covers(range: string, protocol: string, port: number): boolean {
  const [name, ports = 'any'] = range.split('/');
  const [first, last = first] = ports.split('-').map(Number);
  return name === protocol && (ports === 'any' || (port >= first! && port <= last!));
}

function clusterOf(objects: readonly ApiObject[]): LocalCluster {
  const cluster = new LocalCluster(() => {});
  cluster.update(objects.map((object) => ({ op: 'apply', object })));
  return cluster;
}

function requestOf({ from, to, address, port, protocol }: PlannedProbe): manul.v1.IExplainRequest {
  const isPod = (end: StatePod | undefined): end is StatePod =>
    end !== undefined && end.node !== outside.name && !end.spec.hostNetwork;
  const version = address.includes(':') ? 6 : 4;
  const source = from.addresses.find((each) => each.includes(':') === (version === 6)) ?? '';
  return {
    from: isPod(from) ? `${from.namespace}/${from.name}` : source,
    to: isPod(to) ? `${to.namespace}/${to.name}` : address,
    protocol,
    port,
    ip_version: version,
  };
}
