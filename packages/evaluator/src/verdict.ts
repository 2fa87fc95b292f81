// The answer to a question about a packet, with everything that led to it.
import type { felix } from '@manul/proto';
import type { SetMatch } from './match.ts';
import type { RuleAction } from './rule.ts';

/** Ingress is towards the endpoint: for a host endpoint, into the node. */
export type Direction = 'ingress' | 'egress';

/** Where policy is asked. Of the stages of a host endpoint, `untracked` and `pre-dnat` leave the rest to later ones. */
export type Stage = 'workload' | 'untracked' | 'pre-dnat' | 'host' | 'host-forward' | 'node';

/** What one stage decided; undecided where it left the packet to the stages after it. */
export interface StageVerdict {
  readonly stage: Stage;
  readonly direction: Direction;
  /** `WorkloadEndpoint prod/web eth0`, `HostEndpoint hep-a`, `Node`. */
  readonly endpoint: string;
  readonly outcome: 'allow' | 'deny' | 'undecided';
  /** In the order in which they were asked; the last one decided. */
  readonly steps: readonly Step[];
}

/** A verdict over all stages that a packet meets. */
export interface Verdict {
  readonly allowed: boolean;
  readonly stages: readonly StageVerdict[];
  /** The last step of the stage that decided; undefined where no policy was on the way. */
  readonly decidedBy: Step | undefined;
}

export type PolicyRef = Readonly<{ kind: string; namespace: string; name: string }>;

export type Step =
  | RuleStep
  | { readonly by: 'no-rule-matched'; readonly tier: string | undefined; readonly owner: RuleOwner }
  | { readonly by: 'tier-default'; readonly tier: string; readonly action: 'deny' | 'pass'; readonly reason: string }
  | { readonly by: 'missing-policy'; readonly tier: string; readonly policy: PolicyRef }
  | { readonly by: 'missing-profile'; readonly profile: string }
  | { readonly by: 'no-profile-matched' }
  | { readonly by: 'connection-state'; readonly state: string; readonly action: 'allow' | 'deny' }
  | { readonly by: 'failsafe-port'; readonly protocol: string; readonly port: number }
  | { readonly by: 'encapsulation'; readonly protocol: 'vxlan' | 'ipip' }
  | { readonly by: 'spoofed-source'; readonly source: string }
  | { readonly by: 'endpoint-disabled'; readonly state: string }
  | { readonly by: 'unknown-endpoint'; readonly endpoint: string }
  | { readonly by: 'no-forward-policy' }
  | { readonly by: 'endpoint-to-host'; readonly action: 'accept' | 'drop' | 'return' }
  | { readonly by: 'neighbour-discovery' }
  | { readonly by: 'own-node' };

/** A rule that matched the packet. A log rule goes on to the next one. */
export interface RuleStep {
  readonly by: 'rule';
  /** Undefined for a profile's rule. */
  readonly tier: string | undefined;
  readonly owner: RuleOwner;
  readonly direction: Direction;
  /** Position among the owner's rules of this direction, from 0. */
  readonly index: number;
  readonly ruleId: string;
  /** What the rule says. Where there is a fault, an allow rule is passed over and any other but log denies. */
  readonly action: RuleAction;
  readonly sets: readonly SetMatch[];
  readonly fault: string | undefined;
}

export type RuleOwner = ({ readonly type: 'policy' } & PolicyRef) | { readonly type: 'profile'; readonly name: string };

export function policyRef(id: felix.IPolicyID | null | undefined): PolicyRef {
  return { kind: id?.kind ?? '', namespace: id?.namespace ?? '', name: id?.name ?? '' };
}
