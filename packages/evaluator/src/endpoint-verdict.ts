// What the policy of one endpoint says of a packet.
import { cidrContains, parseCidr } from './address.ts';
import type { HostEndpoint, PolicyView, WorkloadEndpoint } from './node-state.ts';
import type { Packet } from './packet.ts';
import { IPIP, protocolNumber, UDP } from './protocol.ts';
import type { FailsafePort } from './settings.ts';
import { Question } from './tiers.ts';
import type { Direction, Stage, StageVerdict, Step } from './verdict.ts';

const LINK_LOCAL = parseCidr('fe80::/10')!;
const BROADCAST = 0xffffffff;

/** Always decides. */
export function askWorkload(
  state: PolicyView,
  endpoint: WorkloadEndpoint,
  direction: Direction,
  packet: Packet,
): StageVerdict {
  const question = new Question(state, packet, direction);
  const decide = (): 'allow' | 'deny' => {
    const early = askWorkloadState(endpoint, question) ?? askConnection(state, packet, question);
    if (early) return early;
    if (direction === 'egress' && isForbiddenEncapsulation(state, packet, question)) return 'deny';
    const outcome = question.askTiers(endpoint.tiers);
    return outcome === 'undecided' ? question.askProfiles(endpoint.profiles) : outcome;
  };
  const name = `WorkloadEndpoint ${endpoint.workload} ${endpoint.endpoint}`;
  return { stage: 'workload', direction, endpoint: name, outcome: decide(), steps: question.steps };
}

export type HostStage = Exclude<Stage, 'workload' | 'node'>;

/**
 * One stage of a host endpoint's policy: `untracked` before connection tracking, `pre-dnat` before destination NAT,
 * `host` for the node's own traffic, `host-forward` for what passes through the node.
 */
export function askHost(
  state: PolicyView,
  endpoint: HostEndpoint,
  stage: HostStage,
  direction: Direction,
  packet: Packet,
): StageVerdict {
  const question = new Question(state, packet, direction);
  const decide = (): StageVerdict['outcome'] => {
    const early = stage === 'untracked' ? undefined : askConnection(state, packet, question);
    // A connection that is known has no more to do with destination NAT; the filter decides.
    if (early) return early === 'allow' && stage === 'pre-dnat' ? 'undecided' : early;
    if (stage !== 'host-forward' && isFailsafe(state, stage, direction, packet, question)) {
      return stage === 'host' ? 'allow' : 'undecided';
    }
    if (stage === 'untracked') return question.askTiers(endpoint.untrackedTiers, 'ignore');
    if (stage === 'pre-dnat') return question.askTiers(endpoint.preDnatTiers, 'ignore');
    if (stage === 'host-forward') return askForward(endpoint, question);
    const outcome = question.askTiers(endpoint.tiers);
    return outcome === 'undecided' ? question.askProfiles(endpoint.profiles) : outcome;
  };
  const name = `HostEndpoint ${endpoint.key}`;
  return { stage, direction, endpoint: name, outcome: decide(), steps: question.steps };
}

/** An endpoint that nobody has told the node about is closed. */
export function unknownEndpoint(endpoint: string, direction: Direction): StageVerdict {
  const steps: Step[] = [{ by: 'unknown-endpoint', endpoint }];
  return { stage: 'workload', direction, endpoint, outcome: 'deny', steps };
}

/**
 * Whether the workload may send from the packet's source. As in the kernel's reverse path filter, IPv6 link-local
 * addresses are nobody's, and a workload without an address may ask everybody for one.
 */
export function mayClaim(endpoint: WorkloadEndpoint, { source, destination }: Packet): boolean {
  if (cidrContains(LINK_LOCAL, source)) return true;
  if (source.bits === 0 && destination.bits === BROADCAST) return true;
  return [...endpoint.nets, ...endpoint.spoofableNets].some((cidr) => cidrContains(cidr, source));
}

/** Without policy for what is forwarded, it passes; with policy that does not decide, later stages do. */
function askForward(endpoint: HostEndpoint, question: Question): StageVerdict['outcome'] {
  if (endpoint.forwardTiers.length > 0) return question.askTiers(endpoint.forwardTiers);
  question.steps.push({ by: 'no-forward-policy' });
  return 'allow';
}

function askWorkloadState({ state }: WorkloadEndpoint, question: Question): 'deny' | undefined {
  if (state === 'active') return undefined;
  question.steps.push({ by: 'endpoint-disabled', state });
  return 'deny';
}

function askConnection(state: PolicyView, packet: Packet, question: Question): 'allow' | 'deny' | undefined {
  if (packet.state === 'new' || packet.state === 'untracked') return undefined;
  if (packet.state === 'invalid' && !state.settings.dropInvalid) return undefined;
  const action = packet.state === 'invalid' ? 'deny' : 'allow';
  question.steps.push({ by: 'connection-state', state: packet.state, action });
  return action;
}

/** Encapsulated packets would carry traffic past the policy of what they hold. */
function isForbiddenEncapsulation({ settings }: PolicyView, packet: Packet, question: Question): boolean {
  const isVxlan = packet.protocol === UDP && packet.destinationPort === settings.dropVxlanFromWorkloads;
  const isIpip = packet.protocol === IPIP && settings.dropIpipFromWorkloads;
  if (isVxlan || isIpip) question.steps.push({ by: 'encapsulation', protocol: isVxlan ? 'vxlan' : 'ipip' });
  return isVxlan || isIpip;
}

function isFailsafe(
  { settings }: PolicyView,
  stage: HostStage,
  direction: Direction,
  packet: Packet,
  question: Question,
): boolean {
  const inbound = direction === 'ingress';
  const [ours, theirs] = inbound
    ? [settings.failsafeInbound, settings.failsafeOutbound]
    : [settings.failsafeOutbound, settings.failsafeInbound];
  const remote = inbound ? packet.source : packet.destination;
  const isFor = (port: number | undefined) => (failsafe: FailsafePort) => {
    const net = failsafe.net === undefined ? undefined : parseCidr(failsafe.net);
    const inNet = failsafe.net === undefined || (net !== undefined && cidrContains(net, remote));
    return protocolNumber(failsafe.protocol) === packet.protocol && failsafe.port === port && inNet;
  };
  // Before connection tracking, the answers of connections through the other direction's failsafe ports count too.
  const found =
    ours.find(isFor(packet.destinationPort)) ??
    (stage === 'untracked' ? theirs.find(isFor(packet.sourcePort)) : undefined);
  if (!found) return false;
  question.steps.push({ by: 'failsafe-port', protocol: found.protocol, port: found.port });
  return true;
}
