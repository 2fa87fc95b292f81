// A verdict as an answer: what decided it at both ends, in the words of those who wrote the policy.
import {
  connectionVerdict,
  type Direction,
  type NodeState,
  PacketError,
  parseAddress,
  type RuleStep,
  type StageVerdict,
  type Step,
  type Tier,
  type Verdict,
} from '@manul/evaluator';
import type { felix, manul } from '@manul/proto';
import { isIsolated } from './cluster-index.ts';
import { commonAddresses, type Directory, type End, endMessage, endName, QuestionError, resolveEnd } from './ends.ts';
import { peerText } from './peer-text.ts';
import { ownerName, type RuleSources } from './rule-source.ts';

/** A node as explanations need it. */
export interface NodeView {
  readonly state: NodeState;
  readonly sources: Pick<RuleSources, 'get'>;
}

export interface ExplainContext {
  readonly directory: Directory;
  /** Undefined where nothing is known of the node. */
  node(name: string): NodeView | undefined;
  readonly position?: manul.v1.IPosition;
  /** Drivers' DefaultEndpointToHostAction where the request names none; their own default without it. */
  readonly endpointToHost?: string;
}

/** Throws QuestionError where the question makes no sense. */
export function explain(request: manul.v1.IExplainRequest, context: ExplainContext): manul.v1.IExplanation {
  const from = resolveEnd(request.from ?? '', context.directory);
  const to = resolveEnd(request.to ?? '', context.directory);
  if (from.kind === 'external' && to.kind === 'external') {
    throw new QuestionError('invalid', `neither ${from.text} nor ${to.text} is in the cluster`);
  }
  const [source, destination] = commonAddresses(from, to, request.ip_version ?? 0);
  const protocol = (request.protocol || 'tcp').toLowerCase();
  const port = request.port ?? 0;
  const [sender, receiver] = [viewOf(from, context), viewOf(to, context)];
  const packet = {
    source,
    destination,
    protocol,
    ...(port > 0 && { destinationPort: port }),
    ...(request.source_port && { sourcePort: request.source_port }),
  };
  const endpointToHost = endpointToHostOf(request.endpoint_to_host || context.endpointToHost);
  const verdict = ask(() =>
    connectionVerdict(sender?.state, from.node === to.node ? sender?.state : receiver?.state, packet, endpointToHost),
  );
  const addresses = { egress: source, ingress: destination };
  const stages = [
    ...stagesOf(verdict.source, from.node ?? '', sender, addresses),
    ...stagesOf(verdict.destination, to.node ?? '', receiver, addresses),
  ];
  const decided = stages.findLastIndex(({ outcome }) => outcome === (verdict.allowed ? 'allow' : 'deny'));
  const ends = { from: endMessage(from, source), to: endMessage(to, destination) };
  const answer = answerOf(verdict.allowed, { from, to, source, destination, protocol, port }, stages);
  return {
    allowed: verdict.allowed,
    answer,
    ...ends,
    protocol,
    port,
    stages,
    ...(decided >= 0 && { decided_by: decided }),
    ...(context.position && { position: context.position }),
  };
}

function viewOf(end: End, context: ExplainContext): NodeView | undefined {
  if (end.node === undefined) return undefined;
  const view = context.node(end.node);
  if (view) return view;
  throw new QuestionError('not-found', `${end.text}: nothing is known of its node ${end.node}`);
}

/** As drivers read their own setting. */
function endpointToHostOf(text: string | undefined) {
  const action = text?.toLowerCase();
  if (!action) return undefined;
  if (action === 'reject') return 'drop';
  if (action === 'accept' || action === 'drop' || action === 'return') return action;
  throw new QuestionError('invalid', `endpoint_to_host: ${text} is none of accept, drop, reject and return`);
}

function ask<T>(question: () => T): T {
  try {
    return question();
  } catch (error) {
    if (error instanceof PacketError) throw new QuestionError('invalid', error.message);
    throw error;
  }
}

function stagesOf(
  verdict: Verdict | undefined,
  node: string,
  view: NodeView | undefined,
  addresses: Readonly<Record<Direction, string>>,
): manul.v1.IStageExplanation[] {
  return (verdict?.stages ?? []).map((stage) => ({
    node,
    stage: stage.stage,
    direction: stage.direction,
    endpoint: stage.endpoint.replace(/^WorkloadEndpoint (\S+) .*$/, 'Pod $1'),
    outcome: stage.outcome,
    isolated: isIsolated({ tiers: tiersOf(stage, view, addresses[stage.direction]) }, stage.direction),
    steps: stage.steps.map((step) => stepMessage(step, stage.direction, view?.sources)),
  }));
}

/** Those that can deny by default where the stage asks: what early stages do not match, later ones decide. */
function tiersOf({ stage, endpoint }: StageVerdict, view: NodeView | undefined, address: string): readonly Tier[] {
  const at = parseAddress(address);
  if (stage === 'workload') return (at && view?.state.workloadByAddress(at)?.tiers) ?? [];
  const host = view?.state.hostEndpoint(endpoint.replace('HostEndpoint ', ''));
  if (stage === 'host') return host?.tiers ?? [];
  return stage === 'host-forward' ? (host?.forwardTiers ?? []) : [];
}

/** Of a step that the evaluator took: what a person needs to find it again. */
export function stepMessage(
  step: Step,
  direction: Direction,
  sources: Pick<RuleSources, 'get'> | undefined,
): manul.v1.IStep {
  const text = stepText(step, direction);
  if (step.by === 'rule') return ruleMessage(step, text, sources);
  const tier = 'tier' in step ? (step.tier ?? '') : '';
  if (step.by === 'no-rule-matched') {
    const origin = sources?.get(step.owner)?.origin;
    return { by: step.by, text, tier, owner: ownerName(step.owner), ...(origin && { origin: bare(origin) }) };
  }
  const action = 'action' in step ? step.action : '';
  return { by: step.by, text, tier, action };
}

function ruleMessage(step: RuleStep, text: string, sources: Pick<RuleSources, 'get'> | undefined): manul.v1.IStep {
  const source = sources?.get(step.owner);
  const inbound = step.direction === 'ingress';
  const rule = (inbound ? source?.inbound : source?.outbound)?.[step.index];
  const path = source?.origin?.rule_paths?.[inbound ? step.index : source.inbound.length + step.index];
  const namespace = step.owner.type === 'policy' ? step.owner.namespace : '';
  const base = {
    by: step.by,
    text: path ? `${text} (${path})` : text,
    tier: step.tier ?? '',
    owner: ownerName(step.owner),
    rule_index: step.index,
    action: step.action,
    field_path: path ?? '',
    fault: step.fault ?? '',
    sets: step.sets.map(({ side, set, member }) => ({
      side,
      set,
      member,
      selector: writtenPeer(rule, side, namespace),
    })),
  };
  return source?.origin ? { ...base, origin: bare(source.origin) } : base;
}

/** The paths of all rules are not what was asked about. */
function bare({ rule_paths: _, observed_at: _at, ...origin }: manul.v1.IOrigin): manul.v1.IOrigin {
  return origin;
}

/** What a rule's author wrote of this side. */
function writtenPeer(rule: felix.IRule | undefined, side: 'source' | 'destination', namespace: string): string {
  if (!rule) return '';
  const source = side === 'source';
  const written = {
    selector: (source ? rule.original_src_selector : rule.original_dst_selector) ?? '',
    namespaceSelector: (source ? rule.original_src_namespace_selector : rule.original_dst_namespace_selector) ?? '',
    service: (source ? rule.original_src_service : rule.original_dst_service) ?? '',
  };
  return peerText(written, namespace);
}

function stepText(step: Step, direction: Direction): string {
  switch (step.by) {
    case 'rule': {
      const fault = step.fault === undefined ? '' : `; cannot be enforced as written: ${step.fault}`;
      return `${ownerName(step.owner)}: ${direction} rule ${step.index} ${verbs[step.action]}${fault}`;
    }
    case 'no-rule-matched':
      return `${ownerName(step.owner)}: no ${direction} rule matches`;
    case 'tier-default':
      return `tier ${step.tier}: policies apply and none ${step.action === 'deny' ? 'allows' : 'matches'}; ${step.reason}`;
    case 'missing-policy':
      return `${ownerName({ type: 'policy', ...step.policy })} is not there; what is not known denies`;
    case 'missing-profile':
      return `Profile ${step.profile} is not there; what is not known denies`;
    case 'no-profile-matched':
      return 'no policy decides, and no profile allows';
    case 'connection-state':
      return `the connection is ${step.state}`;
    case 'failsafe-port':
      return `${step.protocol}/${step.port} is a failsafe port, which no policy closes`;
    case 'encapsulation':
      return `pods may not send ${step.protocol}`;
    case 'spoofed-source':
      return `${step.source} is no address of the pod's`;
    case 'endpoint-disabled':
      return `the endpoint is ${step.state || 'without a state'}`;
    case 'unknown-endpoint':
      return `the node has not been told of ${step.endpoint}`;
    case 'no-forward-policy':
      return 'no policy is about what the host forwards';
    case 'endpoint-to-host':
      return `what pods send to their own node is ${toHost[step.action]}: DefaultEndpointToHostAction taken to be ${step.action}`;
    case 'neighbour-discovery':
      return 'neighbour discovery always passes';
    case 'own-node':
      return "what a pod's own node sends always arrives: the kubelet's probes must";
  }
}

const toHost = { accept: 'accepted', drop: 'dropped', return: "left to the node's own rules" } as const;

const verbs = { allow: 'allows it', deny: 'denies it', pass: 'passes it on to the next tier', log: 'logs it' } as const;

interface Asked {
  readonly from: End;
  readonly to: End;
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly port: number;
}

function answerOf(allowed: boolean, asked: Asked, stages: readonly manul.v1.IStageExplanation[]): string {
  const { from, to, source, destination, protocol, port } = asked;
  const what = port > 0 ? `${protocol}/${port}` : protocol;
  const subject = `${endName(from, source)} ${allowed ? 'can' : 'cannot'} reach ${endName(to, destination)} on ${what}`;
  const reasons = stages.flatMap((stage) => reasonOf(stage, allowed));
  if (reasons.length === 0) return `${subject}: no policy is on the way.`;
  return `${subject}: ${reasons.join('; ')}.`;
}

/** Of an allowed connection, every end's reason; of a denied one, the denial's. */
function reasonOf(stage: manul.v1.IStageExplanation, allowed: boolean): string[] {
  const last = stage.steps?.at(-1);
  if (!last || stage.outcome !== (allowed ? 'allow' : 'deny')) return [];
  const end = stage.direction === 'egress' ? 'sending' : 'receiving';
  if (allowed && last.by === 'rule' && last.owner?.startsWith('Profile ')) return [`${end}, ${leftToProfiles(stage)}`];
  if (last.by === 'tier-default') return [`${end}, ${stage.endpoint} ${isolationReason(stage.steps ?? [])}`];
  return [`${end}, ${last.text}`];
}

/** Policies of tiers, which may isolate the endpoint all the same, leave to profiles what they pass on. */
function leftToProfiles({ steps, endpoint }: manul.v1.IStageExplanation): string {
  const owners = new Set((steps ?? []).flatMap(({ tier, owner }) => (tier && owner ? [owner] : [])));
  if (owners.size === 0) return `no policy isolates ${endpoint}`;
  return `${named([...owners])} ${owners.size === 1 ? 'leaves' : 'leave'} it to ${endpoint}'s profile, which allows it`;
}

const mostNamed = 3;

function named(owners: readonly string[]): string {
  const rest = owners.length - mostNamed;
  return owners.slice(0, mostNamed).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Of steps that end with a tier's default: `is isolated by NetworkPolicy prod/deny and nothing allows it`. */
export function isolationReason(steps: readonly manul.v1.IStep[]): string {
  const tier = steps.at(-1)?.tier;
  const owners = steps.flatMap((step) =>
    step.by === 'no-rule-matched' && step.tier === tier && step.owner ? [step.owner] : [],
  );
  return `is isolated by ${named(owners)} and nothing allows it`;
}
