// Drops, in place, the bulk of an object that no conversion reads, so that what waits to be converted stays small. A
// Node lists every image it has pulled; managedFields alone are half of many objects.

type Fields = Record<string, unknown>;

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Container fields that matter: named ports, and `restartPolicy` for init containers that stay running. */
const containerFields = new Set(['name', 'ports', 'restartPolicy']);
const podSpecBulk = ['volumes', 'tolerations', 'affinity', 'ephemeralContainers', 'topologySpreadConstraints'];
const podStatusBulk = [
  'containerStatuses',
  'initContainerStatuses',
  'ephemeralContainerStatuses',
  'resourceClaimStatuses',
];
const nodeStatusBulk = ['images', 'conditions', 'volumesAttached', 'volumesInUse', 'nodeInfo'];

/** Trims an object of this kind as it came from JSON; anything of an unexpected shape stays as it is. */
export function trim(kind: string, object: Fields): void {
  const metadata = fieldsOf(object['metadata']);
  if (metadata) {
    drop(metadata, ['managedFields']);
    trimOwners(kind, metadata);
    const annotations = fieldsOf(metadata['annotations']);
    if (annotations) delete annotations[lastApplied];
  }
  const spec = fieldsOf(object['spec']);
  const status = fieldsOf(object['status']);
  if (kind === 'Pod') {
    if (spec) {
      drop(spec, podSpecBulk);
      trimContainers(spec['containers']);
      trimContainers(spec['initContainers']);
    }
    if (status) {
      drop(status, podStatusBulk);
      keepGateConditions(status, spec);
    }
  }
  if (kind === 'Node' && status) drop(status, nodeStatusBulk);
}

/** Of a pod's conditions those that somebody else than the kubelet has to set before it is ready: few pods have any. */
function keepGateConditions(status: Fields, spec: Fields | undefined): void {
  const gates = spec?.['readinessGates'];
  const conditions = status['conditions'];
  const types = new Set(Array.isArray(gates) ? gates.map((gate) => fieldsOf(gate)?.['conditionType']) : []);
  if (types.size === 0 || !Array.isArray(conditions)) delete status['conditions'];
  else status['conditions'] = conditions.filter((condition) => types.has(fieldsOf(condition)?.['type']));
}

/** Of who owns a pod, who keeps it there: people know pods by that. */
function trimOwners(kind: string, metadata: Fields): void {
  const owners = metadata['ownerReferences'];
  if (kind !== 'Pod' || !Array.isArray(owners)) {
    delete metadata['ownerReferences'];
    return;
  }
  const controllers = owners.map(fieldsOf).filter((owner) => owner?.['controller'] === true);
  metadata['ownerReferences'] = controllers.map((owner) => ({
    kind: owner?.['kind'],
    name: owner?.['name'],
    controller: true,
  }));
}

function trimContainers(containers: unknown): void {
  if (!Array.isArray(containers)) return;
  for (const container of containers) {
    const fields = fieldsOf(container);
    if (!fields) continue;
    for (const name of Object.keys(fields)) if (!containerFields.has(name)) delete fields[name];
  }
}

function drop(fields: Fields, names: readonly string[]): void {
  for (const name of names) if (name in fields) delete fields[name];
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
