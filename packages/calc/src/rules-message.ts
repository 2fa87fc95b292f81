// The messages of policies and profiles, with what they need.
import { hash } from 'node:crypto';
import type { Policy, Profile, Rule } from '@manul/model';
import { felix } from '@manul/proto';
import { canonicalSelector } from './canonical-selector.ts';
import { encodeField, encodeMessage } from './encode.ts';
import type { IpSet, IpSetSource } from './ip-set.ts';
import { scanRule } from './rule-scanner.ts';
import { isMember, type SmallSet, withMember } from './small-set.ts';

export interface RulesMessage {
  /** An encoded felix.ToDataplane, in memory that is not to be kept. */
  readonly message: Uint8Array;
  /** The sets that the rules name, each once and with a reference held. */
  readonly sets: SmallSet<IpSet>;
  readonly rulePaths: readonly string[];
}

/** Takes a reference to the set of that source. */
export type TakeSet = (source: IpSetSource) => IpSet;
export type GiveSetBack = (set: IpSet) => void;

// Tags of ToDataplane, ActivePolicyUpdate and ActiveProfileUpdate, Policy and Profile.
const policyUpdateField = 0x3a;
const profileUpdateField = 0x2a;
const idField = 0x0a;
const contentField = 0x12;
const inboundField = 0x0a;
const outboundField = 0x12;
/** Tag and length of Rule.rule_id, which no field of a rule comes after. */
const ruleIdHeader = '\xca\x0c\x10';
const ruleIdLength = 16;
/** Memory for what is hashed, used again each time. */
let scratch = Buffer.alloc(4096);

export function policyMessage(policy: Policy, takeSet: TakeSet, giveBack: GiveSetBack): RulesMessage {
  const { kind, namespace, name } = policy;
  const { rules, ...needs } = encodeRules(policy, `${kind}/${namespace}/${name}`, takeSet, giveBack);
  const id = felix.PolicyID.encode({ kind, namespace, name }).finish();
  const rest = felix.Policy.encode({
    untracked: policy.untracked,
    pre_dnat: policy.preDnat,
    namespace,
    original_selector: canonicalSelector(policy.selector),
    perf_hints: [...policy.performanceHints],
    tier: policy.tier,
  }).finish();
  return { ...needs, message: encodeUpdate(policyUpdateField, id, [...rules, rest]) };
}

export function profileMessage(
  name: string,
  profile: Directions | undefined,
  takeSet: TakeSet,
  giveBack: GiveSetBack,
): RulesMessage {
  if (!profile) return { message: missingProfile(name), sets: undefined, rulePaths: [] };
  const { rules, ...needs } = encodeRules(profile, `profile/${name}`, takeSet, giveBack);
  const id = felix.ProfileID.encode({ name }).finish();
  return { ...needs, message: encodeUpdate(profileUpdateField, id, rules) };
}

/** Endpoints may name a profile that is not there, or not yet: what it would allow is unknown, so nothing is. */
function missingProfile(name: string): Uint8Array {
  const rules = [{ action: 'deny', rule_id: 'missing' }];
  return encodeMessage({
    active_profile_update: { id: { name }, profile: { inbound_rules: rules, outbound_rules: rules } },
  });
}

/** An ActivePolicyUpdate or ActiveProfileUpdate. */
function encodeUpdate(field: number, id: Uint8Array, content: readonly Uint8Array[]): Uint8Array {
  return encodeField(field, [encodeField(idField, [id]), encodeField(contentField, content)]);
}

type Directions = Pick<Profile, 'inboundRules' | 'outboundRules'>;

/** The rules, each an encoded field, and what they need. */
function encodeRules(
  { inboundRules, outboundRules }: Directions,
  seed: string,
  takeSet: TakeSet,
  giveBack: GiveSetBack,
): { rules: readonly Uint8Array[] } & Omit<RulesMessage, 'message'> {
  let sets: SmallSet<IpSet>;
  const reference = (source: IpSetSource) => {
    const set = takeSet(source);
    if (isMember(sets, set)) giveBack(set);
    else sets = withMember(sets, set);
    return set.id;
  };
  const rules: Uint8Array[] = [];
  const rulePaths: string[] = [];
  const add = (rule: Rule, field: number, place: string) => {
    rules.push(encodeRule(scanRule(rule, reference), field, place));
    rulePaths.push(rule.path);
  };
  for (const rule of inboundRules) add(rule, inboundField, `${seed} in `);
  for (const rule of outboundRules) add(rule, outboundField, `${seed} out `);
  return { rules, rulePaths, sets };
}

/** With an identifier: opaque, and stable as long as the rule is; 96 bits tell apart what one policy holds. */
function encodeRule(rule: felix.IRule, field: number, place: string): Buffer {
  const encoded = felix.Rule.encode(rule).finish();
  return encodeField(field, [encoded, ruleIdHeader, ruleId(place, encoded)]);
}

function ruleId(place: string, encoded: Uint8Array): string {
  const size = Buffer.byteLength(place) + encoded.length;
  if (scratch.length < size) scratch = Buffer.alloc(2 * size);
  scratch.set(encoded, scratch.write(place));
  return hash('sha256', scratch.subarray(0, size), 'base64url').slice(0, ruleIdLength);
}
