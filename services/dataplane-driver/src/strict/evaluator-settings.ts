import type { EvaluatorSettings } from '@manul/evaluator';
import type { RulesConfig } from '@manul/rules';

/** What decides a verdict beside the messages, from what decides the chains. */
export function evaluatorSettings(rules: RulesConfig): EvaluatorSettings {
  const { endpointToHostAction: action } = rules;
  return {
    endpointToHostAction: action === 'reject' ? 'drop' : action,
    failsafeInbound: rules.failsafeInbound,
    failsafeOutbound: rules.failsafeOutbound,
    dropVxlanFromWorkloads: rules.allowVxlanFromWorkloads ? undefined : rules.vxlanPort,
    dropIpipFromWorkloads: !rules.allowIpipFromWorkloads,
    checkWorkloadSource: true,
    dropInvalid: rules.dropInvalid,
  };
}
