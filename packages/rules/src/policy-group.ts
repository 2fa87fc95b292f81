// Policies of one tier that follow each other and have the same selector apply to the same endpoints. Two or more of
// them share a chain, which all these endpoints share.
import { createHash } from 'node:crypto';
import type { felix } from '@manul/proto';
import { isStaged } from './chain-names.ts';
import type { Rendering } from './config.ts';

export type Direction = 'inbound' | 'outbound';

const idLength = 20;

export class PolicyGroup {
  readonly direction: Direction;
  readonly selector: string;
  readonly policies: readonly felix.IPolicyID[];
  /** Those that are not staged. */
  readonly enforced: readonly felix.IPolicyID[];

  constructor(direction: Direction, selector: string, policies: readonly felix.IPolicyID[]) {
    this.direction = direction;
    this.selector = selector;
    this.policies = policies;
    this.enforced = policies.filter((id) => !isStaged(id));
  }

  /** Too small to have a chain of its own. */
  get inline(): boolean {
    return this.enforced.length < 2;
  }

  chainName({ names }: Rendering): string {
    const id = groupId(this);
    return this.direction === 'inbound' ? names.groupInbound(id) : names.groupOutbound(id);
  }
}

/** Divides a tier's ordered policies into groups. `selectorOf` gives a policy's canonical selector. */
export function groupPolicies(
  direction: Direction,
  policies: readonly felix.IPolicyID[],
  selectorOf: (id: felix.IPolicyID) => string,
): PolicyGroup[] {
  const groups: { selector: string; policies: felix.IPolicyID[] }[] = [];
  for (const id of policies) {
    const selector = selectorOf(id);
    const last = groups.at(-1);
    if (last?.selector === selector) last.policies.push(id);
    else groups.push({ selector, policies: [id] });
  }
  return groups.map((group) => new PolicyGroup(direction, group.selector, group.policies));
}

function groupId({ selector, direction, policies }: PolicyGroup): string {
  const lines = policies.map(
    ({ name, namespace, kind }) => `{Name: ${name ?? ''}, Namespace: ${namespace ?? ''}, Kind: ${kind ?? ''}}`,
  );
  const text = [selector, direction, String(policies.length), ...lines].map((line) => `${line}\n`).join('');
  return createHash('sha3-224').update(text).digest('base64url').slice(0, idLength);
}
