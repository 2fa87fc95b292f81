import { expect, test } from 'vitest';
import { peerText } from './peer-text.ts';

const k8s = "projectcalico.org/orchestrator == 'k8s'";

test.each([
  ['pods of the policy itself', { selector: `${k8s} && app == 'web'` }, "pods app == 'web' in namespace shop"],
  ['all of them', { selector: k8s }, 'all pods in namespace shop'],
  [
    'pods elsewhere',
    { selector: `${k8s} && app == 'web'`, namespaceSelector: "team == 'a'" },
    "pods app == 'web' in namespaces team == 'a'",
  ],
  ["whatever has labels, by Calico's kinds", { selector: "role == 'db'" }, "role == 'db' in namespace shop"],
  ['namespaces alone', { namespaceSelector: 'all()' }, 'namespaces all()'],
  ['a Service', { service: 'shop/api' }, 'service shop/api'],
  ['nobody', {}, ''],
])('%s', (_, written, text) => {
  expect(peerText({ selector: '', namespaceSelector: '', service: '', ...written }, 'shop')).toBe(text);
});

test('a policy without a namespace means every namespace', () => {
  expect(peerText({ selector: "role == 'db'", namespaceSelector: '', service: '' }, '')).toBe("role == 'db'");
});
