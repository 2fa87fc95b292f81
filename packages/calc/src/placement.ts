// Who needs what, by name, for those who tell operators of it.
import { felix } from '@manul/proto';
import { messageOfFrame } from './encode.ts';
import type { EndpointOutput } from './endpoint-output.ts';
import { NodeState, type Placement } from './output.ts';

/** Names of the nodes that need an output; undefined where none does. `everywhere` gives the names of all nodes. */
export function nodeNames(placement: Placement, everywhere: () => Iterable<string>): Iterable<string> | undefined {
  if (placement === undefined) return undefined;
  if (placement === 'everywhere') return everywhere();
  if (placement instanceof NodeState) return [placement.name];
  return [...placement.nodes()].map(({ name }) => name);
}

/** The policies that apply to an endpoint, by their keys in updates. */
export function policiesOf(endpoint: EndpointOutput): readonly string[] {
  const { workload_endpoint_update: update } = felix.ToDataplane.decode(messageOfFrame(endpoint.render().frame));
  const tiers = update?.endpoint?.tiers ?? [];
  const ids = tiers.flatMap((tier) => [...(tier.ingress_policies ?? []), ...(tier.egress_policies ?? [])]);
  return [...new Set(ids.map(({ kind, namespace, name }) => `${kind}|${namespace ?? ''}|${name}`))];
}
