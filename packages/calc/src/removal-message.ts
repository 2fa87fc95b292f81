import type { felix } from '@manul/proto';

type Body = Readonly<Record<string, unknown>>;

/** The message that takes back an update of any kind that names its object by `id`, `hostname`, or namespace and name. */
export function removalMessage(update: felix.IToDataplane): felix.IToDataplane {
  for (const [field, body] of Object.entries(update)) {
    if (!field.endsWith('_update') || body == null) continue;
    const { id, hostname, namespace, name } = body as Body;
    const identity = id !== undefined ? { id } : hostname !== undefined ? { hostname } : { namespace, name };
    return { [field.replace(/_update$/, '_remove')]: identity };
  }
  throw new Error('no update of an object');
}
