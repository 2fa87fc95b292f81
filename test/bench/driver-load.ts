// What one node's driver is sent in workload W11: 110 pods, so many policies, IP sets of 1 to 10,000 members.
import { felix } from '@manul/proto';

const pods = 110;
const setSizes = [1, 1, 1, 10, 10, 10, 100, 100, 1_000, 10_000] as const;
const sets = 100;

export const setId = (index: number) => `s:set-${String(index).padStart(4, '0')}-0123456789abcdef`;

const address = (set: number, member: number) => `10.${100 + set}.${member >> 8}.${member & 255}`;

/** A policy with three rules: two by set and port, one by network. Its content changes with `version`. */
export function policyUpdate(index: number, version = 0): felix.IToDataplane {
  const ports = (first: number, last = first) => [{ first, last }];
  const tcp = { name: 'tcp' };
  return {
    active_policy_update: {
      id: { kind: 'NetworkPolicy', namespace: `ns-${index % 100}`, name: `policy-${index}` },
      policy: {
        namespace: `ns-${index % 100}`,
        tier: 'default',
        original_selector: `app == 'app-${index}'`,
        inbound_rules: [
          { action: 'allow', protocol: tcp, src_ip_set_ids: [setId(index % sets)], dst_ports: ports(80 + version) },
          {
            action: 'allow',
            protocol: tcp,
            src_ip_set_ids: [setId((index + 1) % sets)],
            dst_ports: ports(8_000, 8_100),
          },
          { action: 'deny', src_net: [`192.168.${index % 256}.0/24`] },
        ],
        outbound_rules: [{ action: 'allow', dst_ip_set_ids: [setId(index % sets)] }],
      },
    },
  };
}

export const memberChange = (index: number, add: boolean): felix.IToDataplane => ({
  ipset_delta_update: {
    id: setId(index % sets),
    [add ? 'added_members' : 'removed_members']: [`172.16.0.${1 + (index % 250)}`],
  },
});

/** Each policy is in force on one pod, so that all of them are programmed. */
export function* driverLoad(policies: number): Generator<felix.IToDataplane> {
  for (let set = 0; set < sets; set++) {
    const members = Array.from({ length: setSizes[set % setSizes.length] ?? 1 }, (_, member) => address(set, member));
    yield { ipset_update: { id: setId(set), type: felix.IPSetUpdate.IPSetType.IP, members } };
  }
  for (let index = 0; index < policies; index++) yield policyUpdate(index);
  yield { active_profile_update: { id: { name: 'kns.all' }, profile: { inbound_rules: [{ action: 'allow' }] } } };
  for (let pod = 0; pod < pods; pod++) {
    const own = Array.from({ length: Math.ceil((policies - pod) / pods) }, (_, i) => pod + i * pods);
    yield podUpdate(pod, own);
  }
  yield { in_sync: {} };
}

/** One more pod, with ten policies that are there already. */
export function newPod(index: number): felix.IToDataplane {
  return podUpdate(
    pods + index,
    Array.from({ length: 10 }, (_, i) => i),
  );
}

function podUpdate(pod: number, policies: readonly number[]): felix.IToDataplane {
  const ids = policies.map((index) => policyUpdate(index).active_policy_update?.id ?? {});
  return {
    workload_endpoint_update: {
      id: { orchestrator_id: 'k8s', workload_id: `ns/pod-${pod}`, endpoint_id: 'eth0' },
      endpoint: {
        state: 'active',
        name: `cali${pod.toString(16).padStart(11, '0')}`,
        ipv4_nets: [`10.65.0.${pod + 1}/32`],
        profile_ids: ['kns.all'],
        tiers: [{ name: 'default', default_action: 'Deny', ingress_policies: ids, egress_policies: ids }],
      },
    },
  };
}
