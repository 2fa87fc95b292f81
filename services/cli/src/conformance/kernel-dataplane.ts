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

const PATIENCE_MILLISECONDS = 60_000;

// Felix drops what pods send to their own node, whatever policy says. Kubernetes asks policy alone.
const driverFlags = ['--felix', 'DefaultEndpointToHostAction=ACCEPT'];

export function kernelDataplanes(sandbox: Sandbox): DataplaneFactory {
  return async (nodes) => {
    const directory = mkdtempSync(join(sandbox.directory, 'lab-'));
    const field = await ProbeField.create(nodes);
    return new KernelDataplane(sandbox, directory, nodes, field);
  };
}

class KernelDataplane implements Dataplane {
  readonly #directory: string;
  readonly #stateFile: string;
  readonly #field: ProbeField;
  readonly #services: ControlPlane;
  #revision = 0;
  #generation = 0;

  constructor(sandbox: Sandbox, directory: string, nodes: ClusterState['nodes'], field: ProbeField) {
    this.#directory = directory;
    const manifests = join(directory, 'manifests');
    mkdirSync(manifests);
    this.#stateFile = join(manifests, 'state.yaml');
    this.#field = field;
    const { signal } = sandbox;
    // Nothing to begin with: the services start on an empty cluster.
    replaceFile(this.#stateFile, toManifest([this.#marker()]));
    const patience = PATIENCE_MILLISECONDS;
    this.#services = new ControlPlane({ directory, manifests, nodes, driverFlags, patience, signal });
  }

  async enforce(state: ClusterState, probes: readonly PlannedProbe[]): Promise<void> {
    if (this.#generation === 1) this.#revision = (await this.#services.enforcedAfter(0)).revision;
    await this.#field.setPods([...state.pods, ...state.outside].map(toProbed));
    await this.#listen(state, probes);
    // One file, replaced in one step: the source sees the state before or the state after.
    replaceFile(this.#stateFile, toManifest([this.#marker(), ...state.objects]));
    this.#revision = (await this.#services.enforcedAfter(this.#revision)).revision;
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

  /**
   * A namespace without pods. Its label is sent to every node and is another in each state, so that each state has a
   * revision of its own to wait for, even where it says the same as the state before.
   */
  #marker(): object {
    this.#generation += 1;
    const labels = { generation: String(this.#generation) };
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'manul-conformance', labels } };
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
