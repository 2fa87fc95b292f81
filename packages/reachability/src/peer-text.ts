// Whom a side of a rule means, as its author wrote it, to read.

export interface WrittenPeer {
  readonly selector: string;
  /** Of the namespaces; empty: the policy's own, or all for a policy without one. */
  readonly namespaceSelector: string;
  /** `<namespace>/<name>`, or empty. */
  readonly service: string;
}

/** What conversion puts before selectors of Kubernetes' policies, which mean pods and nothing else. */
const isPod = /^projectcalico\.org\/orchestrator == (['"])k8s\1(?: && |$)/;

/** `pods app == 'web' in namespace shop`; empty where the side names nobody. `namespace`: the policy's, or empty. */
export function peerText({ selector, namespaceSelector, service }: WrittenPeer, namespace: string): string {
  const labels = selector.replace(isPod, '');
  const pods = labels === selector ? selector : labels === '' ? 'all pods' : `pods ${labels}`;
  const own = selector !== '' && namespace !== '' ? `namespace ${namespace}` : '';
  const places = namespaceSelector === '' ? own : `namespaces ${namespaceSelector}`;
  return [pods, places, service && `service ${service}`].filter((part) => part !== '').join(' in ');
}
