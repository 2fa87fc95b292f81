export { type Address, type AddressBits, type Cidr, cidrContains, parseAddress, parseCidr } from './address.ts';
export { type ConnectionVerdict, connectionVerdict, placeOf } from './connection.ts';
export { askHost, askWorkload, type HostStage } from './endpoint-verdict.ts';
export type { IpSet, IpSetType } from './ip-set.ts';
export type { SetMatch } from './match.ts';
export {
  type HostEndpoint,
  NodeState,
  type NodeStateOptions,
  type PolicyView,
  type RuleLists,
  type Tier,
  type WorkloadEndpoint,
  workloadKey,
} from './node-state.ts';
export { nodeVerdict, type Place } from './node-verdict.ts';
export {
  type ConnectionState,
  EPHEMERAL_PORT,
  type Packet,
  type PacketDescription,
  PacketError,
  parsePacket,
} from './packet.ts';
export { hasPorts, protocolNumber } from './protocol.ts';
export type { NetsByVersion, Rule, RuleAction, RuleSide } from './rule.ts';
export { defaultSettings, type EvaluatorSettings, type FailsafePort } from './settings.ts';
export type { Direction, PolicyRef, RuleOwner, RuleStep, Stage, StageVerdict, Step, Verdict } from './verdict.ts';
