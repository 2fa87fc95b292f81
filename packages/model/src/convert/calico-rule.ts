import type { HttpMatch, Protocol, Rule, RuleAction } from '../resources.ts';
import { readSide, type SideContext } from './calico-side.ts';
import type { Errors } from './errors.ts';
import type { Field } from './field.ts';
import { readLabels } from './labels.ts';
import { isIcmp, readProtocol } from './protocol.ts';
import { denyAll, makeRule } from './rule.ts';

const actions: Readonly<Record<string, RuleAction>> = { Allow: 'allow', Deny: 'deny', Log: 'log', Pass: 'pass' };

/**
 * Rules of one direction of a projectcalico.org policy or profile in `namespace` (empty: in none). One that cannot be
 * understood allows nothing if it was to allow; if it was to deny, or to pass on to what might deny, it denies all.
 */
export function readRules(list: Field, namespace: string, errors: Errors): readonly Rule[] {
  const rules = errors.isolate('everything is denied in this direction', () => list.items());
  return rules?.flatMap((rule) => readRule(rule, namespace, errors)) ?? [denyAll(list.path)];
}

const effects: Readonly<Record<RuleAction, string>> = {
  allow: 'the rule allows nothing',
  log: 'the rule logs nothing',
  deny: 'the rule denies everything',
  pass: 'the rule denies everything',
};

function readRule(rule: Field, namespace: string, errors: Errors): readonly Rule[] {
  const action = errors.isolate('the rule denies everything', () => readAction(rule.get('action')));
  if (action === undefined) return [denyAll(rule.path)];
  const understood = errors.isolate(effects[action], () => readMatches(rule, action, namespace, errors));
  if (understood) return [understood];
  return action === 'deny' || action === 'pass' ? [denyAll(rule.path)] : [];
}

function readAction(field: Field): RuleAction {
  return actions[field.oneOf('Allow', 'Deny', 'Log', 'Pass')]!;
}

function readMatches(rule: Field, action: RuleAction, namespace: string, errors: Errors): Rule {
  rule.only(
    ...['action', 'ipVersion', 'protocol', 'notProtocol', 'icmp', 'notICMP'],
    ...['source', 'destination', 'http', 'metadata'],
  );
  const protocol = readProtocol(rule.get('protocol'));
  const notProtocol = readProtocol(rule.get('notProtocol'));
  const context: SideContext = { namespace, protocol, errors, dropsBadItems: action === 'allow' };
  const destination = readSide(rule.get('destination'), context);
  if (destination.service && destination.ports.length + destination.notPorts.length > 0) {
    rule.get('destination').fail('services bring their own ports');
  }
  return makeRule(action, rule.path, {
    ipVersion: readIpVersion(rule.get('ipVersion'), protocol, notProtocol),
    protocol,
    notProtocol,
    icmp: readIcmp(rule.get('icmp'), protocol),
    notIcmp: readIcmp(rule.get('notICMP'), protocol),
    source: readSide(rule.get('source'), context),
    destination,
    http: readHttp(rule.get('http'), action, protocol),
    annotations: readAnnotations(rule.get('metadata'), errors),
  });
}

function readIpVersion(
  field: Field,
  protocol: Protocol | undefined,
  notProtocol: Protocol | undefined,
): Rule['ipVersion'] {
  if (field.isAbsent) return protocol === 'icmp' ? 4 : protocol === 'icmpv6' ? 6 : undefined;
  const version = field.value === 4 || field.value === 6 ? field.value : field.failExpecting('4 or 6');
  const other = version === 4 ? 6 : 4;
  if (isIcmp(protocol, other) || isIcmp(notProtocol, other)) field.fail(`the protocol is not one of IPv${version}`);
  return version;
}

function readIcmp(field: Field, protocol: Protocol | undefined): Rule['icmp'] {
  if (field.isAbsent) return undefined;
  field.only('type', 'code');
  const [type, code] = [field.get('type'), field.get('code')];
  if (type.isAbsent) return code.isAbsent ? undefined : code.fail('an ICMP code without a type');
  if (!isIcmp(protocol, 4) && !isIcmp(protocol, 6)) field.fail('ICMP types need the protocol ICMP or ICMPv6');
  return { type: type.integer(0, 254), code: code.isAbsent ? undefined : code.integer(0, 255) };
}

// Enforced by whoever understands layer 7; here it only has to be well-formed.
function readHttp(field: Field, action: RuleAction, protocol: Protocol | undefined): HttpMatch | undefined {
  if (field.isAbsent) return undefined;
  field.only('methods', 'paths');
  if (action !== 'allow') field.fail('HTTP matches are for Allow rules');
  if (protocol !== undefined && protocol !== 'tcp' && protocol !== 6) field.fail('HTTP matches need the protocol TCP');
  return {
    methods: field.get('methods').strings(),
    paths: field
      .get('paths')
      .items()
      .map((path) => {
        const exact = path.only('exact', 'prefix').get('exact').optionalString();
        const prefix = path.get('prefix').optionalString();
        if ((exact === '') === (prefix === '')) path.failExpecting('either exact or prefix');
        return exact === '' ? { prefix } : { exact };
      }),
  };
}

// For people alone: what is wrong with them does not change what the rule does.
function readAnnotations(metadata: Field, errors: Errors): Rule['annotations'] {
  if (metadata.isAbsent) return {};
  const annotations = errors.isolate('the annotations are ignored', () => metadata.get('annotations'));
  return annotations ? readLabels(annotations, errors) : {};
}
