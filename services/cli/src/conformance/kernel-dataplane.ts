// Real services, real kernels, real packets.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane } from '../lab/control-plane.ts';
import { replaceFile, toManifest } from '../lab/manifests.ts';
import { type ProbedPod, ProbeField } from '../lab/probe-field.ts';
import { runProbes } from '../lab/probe-runner.ts';
import type { ProbeOutcome, ProbeProtocol } from '../lab/prober.ts';
import type { Sandbox } from '../lab/sandbox.ts';
import type { ClusterState, StatePod } from './cluster-state.ts';
import type { Dataplane, DataplaneFactory } from './dataplane.ts';
import type { PlannedProbe } from './plan.ts';

const PATIENCE_MILLISECONDS = 180_000;

// Felix drops what pods send to their own node, whatever policy says. Kubernetes asks policy alone.
const commonFlags = ['--felix', 'DefaultEndpointToHostAction=ACCEPT'];

/** `backend` as the driver's flag of that name. */
export function kernelDataplanes({ directory: parent, signal }: Sandbox, backend: string): DataplaneFactory {
  return async (nodes) => {
    const directory = mkdtempSync(join(parent, 'lab-'));
    const manifests = join(directory, 'manifests');
    mkdirSync(manifests);
    const stateFile = join(manifests, 'state.yaml');
    replaceFile(stateFile, toManifest([marker(0)]));
    const field = await ProbeField.create(nodes);
    const driverFlags = [...commonFlags, '--backend', backend];
    const patience = PATIENCE_MILLISECONDS;
    const services = new ControlPlane({ directory, manifests, nodes, driverFlags, patience, signal });
    await services.enforcedAfter(0);
    return new KernelDataplane(directory, stateFile, field, services);
  };
}

/**
 * A namespace without pods. Its label is sent to every node and is another in each state, so that each state has a
 * revision of its own to wait for, even where it says the same as the state before.
 */
function marker(generation: number): object {
  const labels = { generation: String(generation) };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'manul-conformance', labels } };
}

class KernelDataplane implements Dataplane {
  readonly #directory: string;
  readonly #stateFile: string;
  readonly #field: ProbeField;
  readonly #services: ControlPlane;
  #generation = 0;

  constructor(directory: string, stateFile: string, field: ProbeField, services: ControlPlane) {
    this.#directory = directory;
    this.#stateFile = stateFile;
    this.#field = field;
    this.#services = services;
  }

  async enforce(state: ClusterState, probes: readonly PlannedProbe[]): Promise<void> {
    await this.#field.setPods([...state.pods, ...state.outside].map(toProbed));
    await this.#listen(state, probes);
    const before = await this.#services.status();
    this.#generation += 1;
    // One file, replaced in one step: the source sees the state before or the state after.
    replaceFile(this.#stateFile, toManifest([marker(this.#generation), ...state.objects]));
    await this.#services.enforcedAfter(before?.revision ?? 0);
  }

  probe(probes: readonly PlannedProbe[]): Promise<readonly ProbeOutcome[]> {
    return runProbes(
      probes.map(({ from, address, port, protocol, allow }) => ({
        prober: this.#field.proberOf(toProbed(from)),
        target: { protocol, address, port },
        allow,
      })),
    );
  }

  async close(): Promise<void> {
    await this.#services.stop();
    await this.#field.close();
    rmSync(this.#directory, { recursive: true });
  }

  /** Every port that is served or asked for answers, so that silence can only come from policy. */
  async #listen(state: ClusterState, probes: readonly PlannedProbe[]): Promise<void> {
    const served = state.pods.flatMap((pod) =>
      pod.spec.containers.map(({ port, protocol }) =>
        this.#field.proberOf(toProbed(pod)).listen(protocol.toLowerCase() as ProbeProtocol, port),
      ),
    );
    const asked = probes.map(({ to, address, protocol, port }) => {
      const node = state.nodes.find(({ addresses }) => addresses.includes(address));
      const prober = to ? this.#field.proberOf(toProbed(to)) : node && this.#field.nodeProber(node.name);
      return prober?.listen(protocol, port);
    });
    await Promise.all([...served, ...asked]);
  }
}

function toProbed({ namespace, name, node, addresses, spec }: StatePod): ProbedPod {
  return { namespace, name, node, addresses, hostNetwork: spec.hostNetwork === true };
}
