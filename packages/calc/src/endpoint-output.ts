import type { HostEndpoint, Origin, WorkloadEndpoint } from '@manul/model';
import { felix, messageContent } from '@manul/proto';
import {
  allocateToSend,
  type ByteString,
  type Bytes,
  byteString,
  encodeField,
  encodeFrame,
  encodeMessage,
  encodeMessageFrame,
  encodeOrigin,
  fieldHeader,
  fieldLength,
  messageOfFrame,
} from './encode.ts';
import type { Group, Item } from './group.ts';
import type { LabelSet } from './labels.ts';
import { type NodeState, Output, type Placement, type Rendering, updateFields } from './output.ts';
import { noPolicies, type Resolution } from './resolution.ts';

/** An endpoint of a node. Its message is put together only when it is sent, since it goes to that node alone. */
export abstract class EndpointOutput extends Output {
  readonly node: NodeState;
  /** False once the endpoint is gone. */
  alive = false;
  origin: Origin | undefined;
  #resolution: Resolution = noPolicies;

  constructor(node: NodeState) {
    super();
    this.node = node;
  }

  get kind() {
    return 'endpoint' as const;
  }

  get resolution(): Resolution {
    return this.#resolution;
  }

  override get clusterKey(): string {
    return endpointClusterKey(this.node, this.key);
  }

  get placement(): Placement {
    return this.alive ? this.node : undefined;
  }

  neededBy(node: NodeState): boolean {
    return this.alive && node === this.node;
  }

  /** Sets which policies apply to it. True where that changes its message. */
  resolve(resolution: Resolution): boolean {
    const changed = !resolution.equals(this.#resolution);
    this.#resolution = resolution;
    if (changed) this.changed();
    return changed;
  }

  /** Its message is no longer what it was. */
  protected changed(): void {
    this.node.touch(this, this.content);
    this.content = undefined;
  }

  render(): Rendering {
    const frame = encodeFrame(this.encode(), encodeOrigin(this.origin), allocateToSend);
    this.content = messageContent(messageOfFrame(frame));
    return { frame, content: this.content };
  }

  /** The parts of its encoded message, in order. */
  protected abstract encode(): readonly Bytes[];
}

export function endpointClusterKey(node: NodeState, key: string): string {
  return `${node.name} ${key}`;
}

const endpointField = 0x2a; // WorkloadEndpointUpdate.endpoint
const idField = 0x0a; // WorkloadEndpointUpdate.id
const workloadUpdateField = 0x5a; // ToDataplane.workload_endpoint_update

export class WorkloadEndpointOutput extends EndpointOutput {
  readonly orchestratorId: string;
  readonly workloadId: string;
  readonly endpointId: string;
  // The encoded fields that come before `tiers`, and those that come after.
  #before: ByteString = '';
  #after: ByteString = '';

  constructor(node: NodeState, value: WorkloadEndpoint) {
    super(node);
    this.orchestratorId = value.orchestratorId;
    this.workloadId = value.workloadId;
    this.endpointId = value.endpointId;
  }

  get key(): string {
    return workloadKey(this);
  }

  get field(): number {
    return updateFields.workload_endpoint;
  }

  update(value: WorkloadEndpoint, origin: Origin | undefined): void {
    this.origin = origin;
    const before = encodeParts(leadingFields(value));
    const after = encodeParts(trailingFields(value));
    const changed = before !== this.#before || after !== this.#after;
    this.#before = before;
    this.#after = after;
    if (changed) this.changed();
  }

  renderRemoval(): Buffer {
    return encodeMessageFrame({ workload_endpoint_remove: { id: this.#id() } });
  }

  protected encode(): readonly Bytes[] {
    const id = encodeField(idField, [felix.WorkloadEndpointID.encode(this.#id()).finish()]);
    const tiers = this.resolution.workloadTiers();
    const length = this.#before.length + tiers.length + this.#after.length;
    const updateHeader = fieldHeader(workloadUpdateField, id.length + fieldLength(length));
    return [updateHeader, id, fieldHeader(endpointField, length), this.#before, tiers, this.#after];
  }

  #id(): felix.IWorkloadEndpointID {
    const { orchestratorId, workloadId, endpointId } = this;
    return { orchestrator_id: orchestratorId, workload_id: workloadId, endpoint_id: endpointId };
  }
}

/** As in manul.v1.Inventory. */
export function workloadKey({
  orchestratorId,
  workloadId,
  endpointId,
}: Pick<WorkloadEndpoint, 'orchestratorId' | 'workloadId' | 'endpointId'>): string {
  return `workload_endpoint ${orchestratorId}|${workloadId}|${endpointId}`;
}

function encodeParts(fields: felix.IWorkloadEndpoint): ByteString {
  return byteString(felix.WorkloadEndpoint.encode(fields).finish());
}

/** The fields with smaller numbers than `tiers` has. */
function leadingFields(value: WorkloadEndpoint): felix.IWorkloadEndpoint {
  return {
    state: 'active',
    name: value.interfaceName,
    mac: value.mac,
    profile_ids: [...value.profileIds],
    ipv4_nets: [...value.ipv4Nets],
    ipv6_nets: [...value.ipv6Nets],
  };
}

function trailingFields(value: WorkloadEndpoint): felix.IWorkloadEndpoint {
  const fields: felix.IWorkloadEndpoint = {
    ...(value.nats && natFields(value.nats)),
    allow_spoofed_source_prefixes: [...value.allowSpoofedSourcePrefixes],
    annotations: value.annotations,
    live_migration_role: felix.LiveMigrationRole[value.liveMigrationRole ?? 'NO_ROLE'],
    live_migration_vmi_name: value.liveMigrationVmiName ?? '',
  };
  if (value.qosControls) fields.qos_controls = value.qosControls;
  if (value.dscp !== undefined) fields.qos_policies = [{ dscp: value.dscp }];
  const skip = skipRedirect(value);
  if (skip.Ingress || skip.Egress) fields.skip_redir = skip;
  return fields;
}

function natFields(
  nats: NonNullable<WorkloadEndpoint['nats']>,
): Pick<felix.IWorkloadEndpoint, 'ipv4_nat' | 'ipv6_nat'> {
  const all = nats.map(({ external, internal }) => ({ ext_ip: external, int_ip: internal }));
  const isIpv6 = ({ ext_ip }: { ext_ip: string }) => ext_ip.includes(':');
  return { ipv4_nat: all.filter((nat) => !isIpv6(nat)), ipv6_nat: all.filter(isIpv6) };
}

/** eBPF redirection would pass by the queue that shapes bandwidth, and by the tap of a virtual machine. */
function skipRedirect({ labels, qosControls = {} }: WorkloadEndpoint): { Ingress: boolean; Egress: boolean } {
  const limits = (...names: string[]) => names.some((name) => (qosControls[name] ?? 0) > 0);
  return {
    Ingress: labels['kubevirt.io'] === 'virt-launcher' || limits('IngressBandwidth', 'IngressPacketRate'),
    Egress: limits('EgressBandwidth', 'EgressPacketRate'),
  };
}

export class HostEndpointOutput extends EndpointOutput {
  #value: HostEndpoint;
  #encodedValue = '';

  constructor(node: NodeState, value: HostEndpoint) {
    super(node);
    this.#value = value;
  }

  get key(): string {
    return hostKey(this.#value);
  }

  get field(): number {
    return updateFields.host_endpoint;
  }

  update(value: HostEndpoint, origin: Origin | undefined): void {
    this.origin = origin;
    const encoded = JSON.stringify(hostFields(value));
    const changed = encoded !== this.#encodedValue;
    this.#value = value;
    this.#encodedValue = encoded;
    if (changed) this.changed();
  }

  renderRemoval(): Buffer {
    return encodeMessageFrame({ host_endpoint_remove: { id: { endpoint_id: this.#value.name } } });
  }

  protected encode(): readonly Bytes[] {
    const id = { endpoint_id: this.#value.name };
    const endpoint = { ...hostFields(this.#value), ...this.resolution.hostTiers() };
    return [encodeMessage({ host_endpoint_update: { id, endpoint } })];
  }
}

function hostFields(value: HostEndpoint): felix.IHostEndpoint {
  return {
    name: value.interfaceName,
    profile_ids: [...value.profileIds],
    expected_ipv4_addrs: [...value.expectedIpv4Addresses],
    expected_ipv6_addrs: [...value.expectedIpv6Addresses],
    qos_policies: value.dscp === undefined ? [] : [{ dscp: value.dscp }],
  };
}

export function hostKey({ name }: Pick<HostEndpoint, 'name'>): string {
  return `host_endpoint ${name}`;
}

/** An endpoint as selectors see it. */
export class EndpointItem implements Item {
  readonly endpoint: EndpointOutput;
  readonly labels: LabelSet;
  readonly parents: Item['parents'];
  readonly nets: Item['nets'];
  readonly ports: Item['ports'];
  group: Group | undefined;
  place = 0;

  constructor(endpoint: EndpointOutput, parts: Pick<Item, 'labels' | 'parents' | 'nets' | 'ports'>) {
    this.endpoint = endpoint;
    this.labels = parts.labels;
    this.parents = parts.parents;
    this.nets = parts.nets;
    this.ports = parts.ports;
    this.group = undefined;
  }

  get node(): NodeState {
    return this.endpoint.node;
  }
}
