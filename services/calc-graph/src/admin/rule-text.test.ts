import { convert, defaultOptions, type Policy } from '@manul/model';
import { expect, test } from 'vitest';
import { ruleText } from './rule-text.ts';

/** The texts of a policy's ingress rules. */
function texts(kind: string, apiVersion: string, ingress: readonly object[]): readonly string[] {
  const metadata = kind === 'NetworkPolicy' ? { name: 'x', namespace: 'shop' } : { name: 'x' };
  const object = { apiVersion, kind, metadata, spec: { ...('namespace' in metadata && { podSelector: {} }), ingress } };
  const converted = convert(object, defaultOptions);
  expect(converted.errors).toEqual([]);
  const policy = converted.updates.find(({ kind: type }) => type === 'policy')?.value as Policy;
  return policy.inboundRules.map((rule) => ruleText(rule, policy.namespace));
}

test("a peer of a Kubernetes policy has its namespace, the policy's own where it names none", () => {
  const web = { matchLabels: { app: 'web' } };
  const team = { matchLabels: { team: 'a' } };
  const rules = [
    { from: [{ podSelector: web }], ports: [{ port: 80 }, { port: 'http' }] },
    { from: [{ podSelector: {} }] },
    { from: [{ podSelector: web, namespaceSelector: team }] },
    { from: [{ namespaceSelector: {} }] },
    { from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] },
    {},
  ];
  expect(texts('NetworkPolicy', 'networking.k8s.io/v1', rules)).toEqual([
    "allow tcp from pods app == 'web' in namespace shop to port 80, http",
    'allow from all pods in namespace shop',
    "allow from pods app == 'web' in namespaces team == 'a'",
    'allow from all pods in namespaces all()',
    'allow from 10.0.0.0/8 except 10.1.0.0/16',
    'allow everything',
  ]);
});

test('nothing that narrows a rule is left out', () => {
  const rules = [
    { action: 'Deny', source: { notSelector: "role == 'ops'" } },
    { action: 'Deny', notProtocol: 'TCP' },
    { action: 'Allow', ipVersion: 6, protocol: 'ICMPv6', icmp: { type: 128, code: 0 } },
    { action: 'Allow', protocol: 'TCP', source: { selector: 'has(a)', serviceAccounts: { names: ['ci', 'cd'] } } },
    { action: 'Pass', protocol: 'UDP', destination: { notPorts: ['1000:2000'], notNets: ['10.0.0.0/8'] } },
    { action: 'Log' },
  ];
  expect(texts('GlobalNetworkPolicy', 'projectcalico.org/v3', rules)).toEqual([
    "deny from not role == 'ops'",
    'deny not tcp',
    'allow IPv6 icmpv6 ICMP type 128 code 0',
    'allow tcp from has(a) with service accounts ci, cd',
    'pass udp to except 10.0.0.0/8 not port 1000-2000',
    'log everything',
  ]);
});
