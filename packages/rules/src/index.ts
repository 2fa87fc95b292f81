export { addressVersion } from './addresses.ts';
export type * from './chain.ts';
export * from './chain-facts.ts';
export { type ChainNames, chainNames, ipSetName, isStaged } from './chain-names.ts';
export * from './config.ts';
export * from './dispatch-chains.ts';
export { type DscpSource, dscpChain } from './dscp-chain.ts';
export type { TierGroups } from './endpoint-chain.ts';
export * from './endpoint-chains.ts';
export { FelixParameterError, rulesConfigFromFelix } from './felix-config.ts';
export { allocateMarkBits, type MarkBits } from './mark-bits.ts';
export * from './policy-chains.ts';
export * from './policy-group.ts';
export { type RuleProblem, ruleProblem } from './rule-problem.ts';
export {
  blockedCidrsChain,
  fallbackChain,
  hostSets,
  type KernelRules,
  kernelRules,
  rawEgressChains,
  reversePathSkipChain,
  staticChains,
} from './static-chains.ts';
export type { DirectionLimits, TrafficLimits } from './traffic-limits.ts';
