// A file for each workload endpoint whose policy is in the kernel, where Calico's CNI plugin waits for it before it lets
// the pod start: `<prefix>/endpoint-status/<orchestrator> <workload> <endpoint>`, each part escaped as in a URL's path.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { felix } from '@manul/proto';

export interface ProgrammedEndpoint {
  readonly id: felix.IWorkloadEndpointID;
  readonly endpoint: felix.IWorkloadEndpoint;
}

export class EndpointStatusFiles {
  readonly #directory: string;
  readonly #draft: string;
  /** What files hold, by name; undefined where that is not known: left by a process before this one. */
  readonly #written = new Map<string, string | undefined>();
  #wasRead = false;

  constructor(prefix: string) {
    this.#directory = join(prefix, 'endpoint-status');
    // Beside the directory: in it, everything is taken for an endpoint.
    this.#draft = join(prefix, `.endpoint-status-${process.pid}`);
  }

  /** Files for these endpoints, and no others. Throws where the disk refuses; what is left to do stays so. */
  keep(endpoints: Iterable<ProgrammedEndpoint>): void {
    if (!this.#wasRead) this.#read();
    const wanted = new Map([...endpoints].map(({ id, endpoint }) => [fileName(id), content(endpoint)]));
    for (const name of [...this.#written.keys()]) {
      if (wanted.has(name)) continue;
      rmSync(join(this.#directory, name), { force: true });
      this.#written.delete(name);
    }
    for (const [name, text] of wanted) this.#write(name, text);
  }

  /** Files for these endpoints too. Throws as `keep` does. */
  add(endpoints: Iterable<ProgrammedEndpoint>): void {
    if (!this.#wasRead) this.#read();
    for (const { id, endpoint } of endpoints) this.#write(fileName(id), content(endpoint));
  }

  #write(name: string, text: string): void {
    if (this.#written.get(name) === text) return;
    writeFileSync(this.#draft, text);
    renameSync(this.#draft, join(this.#directory, name));
    this.#written.set(name, text);
  }

  #read(): void {
    mkdirSync(this.#directory, { recursive: true });
    for (const entry of readdirSync(this.#directory, { withFileTypes: true })) {
      if (entry.isFile()) this.#written.set(entry.name, undefined);
    }
    this.#wasRead = true;
  }
}

function fileName({ orchestrator_id, workload_id, endpoint_id }: felix.IWorkloadEndpointID): string {
  return [orchestrator_id, workload_id, endpoint_id].map((part) => escapePathPart(part ?? '')).join(' ');
}

/** As Go's url.PathEscape, which the plugin uses. */
function escapePathPart(text: string): string {
  return encodeURIComponent(text)
    .replace(/%(?:24|26|2B|3A|3D|40)/g, decodeURIComponent)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function content({ name, mac, ipv4_nets, ipv6_nets, local_bgp_peer }: felix.IWorkloadEndpoint): string {
  return JSON.stringify({
    ifaceName: name || undefined,
    mac: mac || undefined,
    ipv4Nets: ipv4_nets?.length ? ipv4_nets : undefined,
    ipv6Nets: ipv6_nets?.length ? ipv6_nets : undefined,
    bgpPeerName: local_bgp_peer?.bgp_peer_name || undefined,
  });
}
