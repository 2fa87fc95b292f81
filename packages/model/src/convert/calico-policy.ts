import type { Policy, PolicyKind, Rule } from '../resources.ts';
import { policyName } from './calico-metadata.ts';
import { defaultTier } from './calico-names.ts';
import { readRules } from './calico-rule.ts';
import { readTierName } from './names.ts';
import { readNetworkPolicy } from './network-policy.ts';
import { policyKey, policyUnread } from './policy-key.ts';
import { givenTypes, hasRules, type PolicyTypes } from './policy-types.ts';
import { noSelector, policySelector, readSelector } from './selectors.ts';
import type { SourceObject } from './source-object.ts';

/** NetworkPolicy and GlobalNetworkPolicy of projectcalico.org, and their staged kinds. */
export function convertCalicoPolicy(object: SourceObject): void {
  setPolicy(object, () => readCalicoPolicy(object));
}

/** A Kubernetes policy that is staged. */
export function convertStagedKubernetesPolicy(object: SourceObject): void {
  setPolicy(object, () => ({
    ...readNetworkPolicy(object, ['stagedAction']),
    kind: 'StagedKubernetesNetworkPolicy',
    name: policyName(object),
    staged: true,
  }));
}

export function removeCalicoPolicy(object: SourceObject): void {
  object.set('policy', calicoPolicyKey(object), undefined);
}

function setPolicy(object: SourceObject, read: () => Policy): void {
  object.setIfRead('policy', calicoPolicyKey(object), policyUnread, () => {
    // Staged to be deleted: what-if is to see the cluster without it.
    return isStaged(object) && object.spec.get('stagedAction').value === 'Delete' ? undefined : read();
  });
}

function calicoPolicyKey(object: SourceObject): string {
  return policyKey(object.kind as PolicyKind, object.namespace, policyName(object));
}

function isStaged(object: SourceObject): boolean {
  return object.kind.startsWith('Staged');
}

const fields = [
  ...['tier', 'order', 'selector', 'serviceAccountSelector', 'types', 'ingress', 'egress', 'performanceHints'],
];
const globalFields = [...fields, 'namespaceSelector', 'doNotTrack', 'preDNAT', 'applyOnForward'];

function readCalicoPolicy(object: SourceObject): Policy {
  const { spec, namespace, errors } = object;
  const isGlobal = namespace === '';
  errors.addUnknown(spec, [...(isGlobal ? globalFields : fields), ...(isStaged(object) ? ['stagedAction'] : [])]);
  const tier = spec.get('tier');
  return {
    kind: object.kind as PolicyKind,
    namespace,
    name: policyName(object),
    tier: tier.optionalString() === '' ? defaultTier : readTierName(tier),
    order: readOrder(object),
    selector: policySelector(
      {
        selector: readSelector(spec.get('selector')),
        namespace,
        namespaceSelector: isGlobal ? readSelector(spec.get('namespaceSelector')) : noSelector,
        serviceAccountSelector: readSelector(spec.get('serviceAccountSelector')),
      },
      spec.get('selector'),
    ),
    ...readTypes(object),
    ...readRulesOf(object),
    ...(isGlobal ? readHooks(object) : { untracked: false, preDnat: false, applyOnForward: false }),
    performanceHints: readHints(object),
    staged: isStaged(object),
  };
}

export function readOrder({ spec, errors }: SourceObject): number | undefined {
  const order = spec.get('order');
  return order.isAbsent ? undefined : errors.isolate('it goes last', () => order.number());
}

function readRulesOf({
  spec,
  namespace,
  errors,
}: SourceObject): Record<'inboundRules' | 'outboundRules', readonly Rule[]> {
  return {
    inboundRules: readRules(spec.get('ingress'), namespace, errors),
    outboundRules: readRules(spec.get('egress'), namespace, errors),
  };
}

/** Where none are given they follow from what rules there are; ingress, where there are none either. */
function readTypes(object: SourceObject): PolicyTypes {
  const given = givenTypes(object, 'types');
  if (given) return given;
  const { spec } = object;
  const egress = hasRules(spec.get('egress').value);
  return { ingress: hasRules(spec.get('ingress').value) || !egress, egress };
}

/** Where in the kernel's path a global policy is hooked in. */
function readHooks({ spec, errors }: SourceObject): Pick<Policy, 'untracked' | 'preDnat' | 'applyOnForward'> {
  const read = (name: string) => errors.isolate('taken as false', () => spec.get(name).boolean()) ?? false;
  const [untracked, preDnat, applyOnForward] = [read('doNotTrack'), read('preDNAT'), read('applyOnForward')];
  if (untracked && preDnat) {
    errors.add('spec.preDNAT', 'doNotTrack and preDNAT exclude each other', 'the policy is applied as a normal one');
    return { untracked: false, preDnat: false, applyOnForward };
  }
  return { untracked, preDnat, applyOnForward };
}

function readHints({ spec, errors }: SourceObject): readonly string[] {
  const hints = errors.isolate('the hints are ignored', () => spec.get('performanceHints').items()) ?? [];
  return hints.flatMap(
    (hint) => errors.isolate('the hint is ignored', () => [hint.oneOf('AssumeNeededOnEveryNode')]) ?? [],
  );
}
