import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { HeldObjects } from './held-objects.ts';
import { felix, hash64, objectKey } from './index.ts';

const policy = (name: string, tier = 'default') => ({
  active_policy_update: { id: { kind: 'NetworkPolicy', namespace: 'prod', name }, policy: { tier } },
});
const set = (members: string[]) => ({ ipset_update: { id: 's:a', type: 2, members } });

function digestOf(...messages: felix.IToDataplane[]): bigint {
  const held = new HeldObjects();
  for (const message of messages) held.apply(message);
  return held.digest;
}

test('a hash is the first 8 bytes of SHA-256, little-endian', () => {
  expect(hash64('abc')).toBe(createHash('sha256').update('abc').digest().readBigUInt64LE(0));
});

describe('keys', () => {
  test.each<[felix.IToDataplane, string | undefined, string | undefined]>([
    [policy('web'), 'active_policy NetworkPolicy|prod|web', 'update'],
    [
      { active_policy_remove: { id: { kind: 'GlobalNetworkPolicy', name: 'a' } } },
      'active_policy GlobalNetworkPolicy||a',
      'remove',
    ],
    [{ ipset_delta_update: { id: 's:a' } }, 'ipset s:a', 'delta'],
    [{ active_profile_update: { id: { name: 'kns.prod' } } }, 'active_profile kns.prod', 'update'],
    [
      { workload_endpoint_remove: { id: { orchestrator_id: 'k8s', workload_id: 'prod/web', endpoint_id: 'eth0' } } },
      'workload_endpoint k8s|prod/web|eth0',
      'remove',
    ],
    [{ host_endpoint_update: { id: { endpoint_id: 'eth0' } } }, 'host_endpoint eth0', 'update'],
    [{ service_account_update: { id: { namespace: 'prod', name: 'sa' } } }, 'service_account prod|sa', 'update'],
    [{ host_metadata_remove: { hostname: 'n' } }, 'host_metadata n', 'remove'],
    [{ service_update: { namespace: 'prod', name: 'dns' } }, 'service prod|dns', 'update'],
    [{ in_sync: {} }, undefined, undefined],
    [{ config_update: {} }, undefined, undefined],
  ])('%j', (message, key, change) => {
    expect(objectKey(message)?.key).toBe(key);
    expect(objectKey(message)?.change).toBe(change);
    expect(objectKey(felix.ToDataplane.decode(felix.ToDataplane.encode(message).finish()))?.key).toBe(key);
  });
});

describe('the digest', () => {
  test('is that of the state, whatever led to it', () => {
    const delta = { ipset_delta_update: { id: 's:a', added_members: ['3'], removed_members: ['1'] } };
    expect(digestOf(set(['1', '2']), delta)).toBe(digestOf(set(['3', '2'])));
    expect(digestOf(policy('a', 'x'), policy('b'), policy('a'))).toBe(digestOf(policy('b'), policy('a')));
    const removed = { active_policy_remove: { id: { kind: 'NetworkPolicy', namespace: 'prod', name: 'a' } } };
    expect(digestOf(policy('a'), removed, { in_sync: {} })).toBe(0n);
  });

  test('differs by key, by content, by type and by member', () => {
    const digests = [
      digestOf(policy('a')),
      digestOf(policy('b')),
      digestOf(policy('a', 'x')),
      digestOf(set([])),
      digestOf(set(['1'])),
      digestOf({ ipset_update: { id: 's:a', type: 1 } }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('is the same of a message as it was made and as it was received', () => {
    const message = {
      sequence_number: 7,
      workload_endpoint_update: {
        id: { workload_id: 'prod/web' },
        endpoint: { annotations: { b: '1', a: '2' }, name: '' },
      },
    };
    const received = felix.ToDataplane.decode(felix.ToDataplane.encode(message).finish());
    expect(digestOf(received)).toBe(digestOf(message));
  });

  test('of a delta to an unknown set is that of nothing', () => {
    expect(digestOf({ ipset_delta_update: { id: 's:x', added_members: ['1'] } })).toBe(0n);
  });
});
