import type { SourceObject } from './source-object.ts';

const nameForm = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/;

/**
 * Who keeps the pod there, as kubectl names it: `deployment/web`, `statefulset/db`. Undefined for a pod by itself and for
 * a static one, whose owner is its node. Policy does not depend on it, so that what cannot be read is no error.
 */
export function podController({ metadata }: SourceObject): string | undefined {
  const references = metadata.get('ownerReferences').value;
  const owner = Array.isArray(references) ? references.find(isController) : undefined;
  if (!owner || owner.kind === 'Node') return undefined;
  // A Deployment's ReplicaSets are named after it and the hash that tells its pods' templates apart.
  const labels = metadata.get('labels').value as Readonly<Record<string, unknown>> | undefined;
  const suffix = `-${labels?.['pod-template-hash']}`;
  if (owner.kind === 'ReplicaSet' && owner.name.endsWith(suffix) && owner.name.length > suffix.length) {
    return `deployment/${owner.name.slice(0, -suffix.length)}`;
  }
  return `${owner.kind.toLowerCase()}/${owner.name}`;
}

interface Controller {
  readonly kind: string;
  readonly name: string;
}

function isController(reference: unknown): reference is Controller {
  if (typeof reference !== 'object' || reference === null) return false;
  const { controller, kind, name } = reference as Readonly<Record<string, unknown>>;
  return controller === true && [kind, name].every((text) => typeof text === 'string' && nameForm.test(text));
}
