// What in a message cannot be enforced as it was sent. The managers fail closed on all of it; this says so.
import type { felix } from '@manul/proto';
import { ruleProblem } from '@manul/rules';
import { isInterfaceName } from './interface-name.ts';
import { kernelSetType, memberVersion } from './set-members.ts';

/** The first problem, naming the field; undefined where there is none. */
export function messageProblem(message: felix.IToDataplane): string | undefined {
  const { active_policy_update, active_profile_update, workload_endpoint_update, host_endpoint_update } = message;
  const rules = active_policy_update?.policy ?? active_profile_update?.profile;
  if (rules) return rulesProblem(rules);
  if (workload_endpoint_update) {
    const name = workload_endpoint_update.endpoint?.name ?? '';
    return isInterfaceName(name) ? undefined : `endpoint.name: ${JSON.stringify(name)} cannot be an interface`;
  }
  if (host_endpoint_update) {
    const name = host_endpoint_update.endpoint?.name ?? '';
    if (name !== '' && name !== '*' && !isInterfaceName(name)) {
      return `endpoint.name: ${JSON.stringify(name)} cannot be an interface`;
    }
  }
  return setProblem(message);
}

function rulesProblem(rules: felix.IPolicy | felix.IProfile): string | undefined {
  for (const list of ['inbound_rules', 'outbound_rules'] as const) {
    for (const [i, rule] of (rules[list] ?? []).entries()) {
      const problem = ruleProblem(rule);
      if (problem) return `${list}[${i}].${problem.field}: ${problem.reason}`;
    }
  }
  return undefined;
}

function setProblem({ ipset_update: set }: felix.IToDataplane): string | undefined {
  if (!set) return undefined;
  const type = kernelSetType(set.type ?? 0);
  const bad = set.members?.find((member) => memberVersion(type, member) === undefined);
  return bad === undefined ? undefined : `members: ${JSON.stringify(bad)} cannot be in a ${type} set`;
}
