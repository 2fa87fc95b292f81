import { expect, test } from 'vitest';
import { felix, fromJson, toJson } from './index.ts';

test('enums are names, 64-bit numbers strings, defaults absent', () => {
  const message = felix.ToDataplane.fromObject({
    sequence_number: 7,
    ipset_update: { id: 's:a', members: ['10.0.0.0/8'], type: felix.IPSetUpdate.IPSetType.NET },
  });
  expect(toJson(message)).toEqual({
    sequence_number: '7',
    ipset_update: { id: 's:a', members: ['10.0.0.0/8'], type: 'NET' },
  });
  expect(toJson({ ipset_update: { id: 's:a', type: felix.IPSetUpdate.IPSetType.IP } })).toEqual({
    ipset_update: { id: 's:a' },
  });
});

test.each([
  { in_sync: {} },
  { active_policy_update: { id: { name: 'p', namespace: 'n', kind: 'NetworkPolicy' }, policy: { tier: 'default' } } },
  { config_update: { config: { A: '1' }, source_to_raw_config: { 3: { source: 'file', config: { A: '1' } } } } },
  { workload_endpoint_update: { endpoint: { name: 'cali1', qos_controls: { IngressBandwidth: '9007199254740991' } } } },
  { route_update: { types: 'REMOTE_HOST', dst: '10.0.0.0/26', tunnel_type: { vxlan: true } } },
])('$payload survives the way to JSON, binary and back', (json) => {
  const message = fromJson(json);
  const decoded = felix.ToDataplane.decode(felix.ToDataplane.encode(message).finish());
  expect(toJson(decoded)).toEqual(json);
});

test('an ICMP type of 0 is present where it was given', () => {
  const rule = { action: 'allow', icmp_type: 0 };
  const update = { active_policy_update: { policy: { inbound_rules: [rule] } } };
  expect(toJson(fromJson(update))).toEqual(update);
});

test('a value that does not fit names the field', () => {
  expect(() => fromJson({ ipset_update: { members: 'not a list' } })).toThrow(/IPSetUpdate\.members/);
});
