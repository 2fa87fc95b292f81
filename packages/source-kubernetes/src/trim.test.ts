import { expect, test } from 'vitest';
import { trim } from './trim.ts';

test('of a pod, what names, places and addresses it stays', () => {
  const pod = {
    metadata: {
      name: 'web',
      labels: { app: 'web' },
      annotations: { 'cni.projectcalico.org/podIPs': '', 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      managedFields: [{}],
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-5d', uid: 'u', controller: true },
        { kind: 'Other', name: 'x' },
        'nonsense',
      ],
      deletionTimestamp: 'now',
    },
    spec: {
      nodeName: 'n',
      hostNetwork: false,
      serviceAccountName: 'default',
      containers: [{ name: 'main', image: 'i', env: [], ports: [{ name: 'http', containerPort: 80 }] }],
      initContainers: [{ name: 'init', restartPolicy: 'Always', command: ['x'] }, 'nonsense'],
      volumes: [{}],
      tolerations: [{}],
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      podIPs: [{ ip: '10.0.0.1' }],
      conditions: [{}],
      containerStatuses: [],
    },
  };
  trim('Pod', pod);
  expect(pod).toEqual({
    metadata: {
      name: 'web',
      labels: { app: 'web' },
      annotations: { 'cni.projectcalico.org/podIPs': '' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d', controller: true }],
      deletionTimestamp: 'now',
    },
    spec: {
      nodeName: 'n',
      hostNetwork: false,
      serviceAccountName: 'default',
      containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 80 }] }],
      initContainers: [{ name: 'init', restartPolicy: 'Always' }, 'nonsense'],
    },
    status: { phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }] },
  });
});

test('of a node its addresses stay, of other kinds everything that their author wrote', () => {
  const node = {
    metadata: { name: 'n', ownerReferences: [{}] },
    status: { addresses: [{ address: '10.0.0.1' }], images: [{}], conditions: [] },
  };
  trim('Node', node);
  expect(node).toEqual({ metadata: { name: 'n' }, status: { addresses: [{ address: '10.0.0.1' }] } });
  const policy = {
    metadata: { name: 'p' },
    spec: { volumes: 1, containers: [{ image: 'x' }] },
    status: { conditions: [] },
  };
  const before = structuredClone(policy);
  trim('NetworkPolicy', policy);
  expect(policy).toEqual(before);
});

test('an unexpected shape stays as it is', () => {
  const odd = { metadata: 5, spec: [1], status: null };
  trim('Pod', odd);
  expect(odd).toEqual({ metadata: 5, spec: [1], status: null });
});
