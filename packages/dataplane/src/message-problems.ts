// What in a message cannot be enforced as it was sent. The managers fail closed on all of it; this says so.
import type { felix } from '@manul/proto';
import { ruleProblem } from '@manul/rules';
import { isInterfaceName } from './interface-name.ts';
import { kernelSetType, memberVersion } from './set-members.ts';
import { stateKey } from './state-key.ts';
import type { IpSetType } from './table.ts';

/** The problems of all objects, kept up to date message by message. */
export class MessageProblems {
  readonly #problems = new Map<string, string>();
  readonly #sets = new Map<string, SetMembers>();

  note(message: felix.IToDataplane): void {
    const key = stateKey(message)?.key;
    if (key === undefined) return;
    const { ipset_update, ipset_delta_update } = message;
    if (ipset_update) {
      const type = kernelSetType(ipset_update.type ?? 0);
      this.#sets.set(key, { type, unusable: unusable(type, ipset_update.members) });
    } else if (ipset_delta_update) {
      this.#change(key, ipset_delta_update);
    } else {
      this.#sets.delete(key);
    }
    const problem = objectProblem(message) ?? setProblem(this.#sets.get(key));
    if (problem === undefined) this.#problems.delete(key);
    else this.#problems.set(key, problem);
  }

  /** By object key, what is wrong with its last message, naming the field. */
  current(): ReadonlyMap<string, string> {
    return this.#problems;
  }

  #change(key: string, delta: felix.IIPSetDeltaUpdate): void {
    const set = this.#sets.get(key);
    if (!set) return;
    for (const member of unusable(set.type, delta.added_members)) set.unusable.add(member);
    for (const member of delta.removed_members ?? []) set.unusable.delete(member);
  }
}

interface SetMembers {
  readonly type: IpSetType;
  readonly unusable: Set<string>;
}

function objectProblem(message: felix.IToDataplane): string | undefined {
  const { active_policy_update, active_profile_update, workload_endpoint_update, host_endpoint_update } = message;
  const rules = active_policy_update?.policy ?? active_profile_update?.profile;
  if (rules) return rulesProblem(rules);
  if (workload_endpoint_update) return interfaceProblem(workload_endpoint_update.endpoint?.name ?? '');
  const host = host_endpoint_update?.endpoint?.name ?? '';
  return host === '' || host === '*' ? undefined : interfaceProblem(host);
}

function interfaceProblem(name: string): string | undefined {
  return isInterfaceName(name) ? undefined : `endpoint.name: ${JSON.stringify(name)} cannot be an interface`;
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

function setProblem(set: SetMembers | undefined): string | undefined {
  const [first] = set?.unusable ?? [];
  return first === undefined ? undefined : `members: ${JSON.stringify(first)} cannot be in a ${set?.type} set`;
}

function unusable(type: IpSetType, members: readonly string[] | null | undefined): Set<string> {
  return new Set(members?.filter((member) => memberVersion(type, member) === undefined));
}
