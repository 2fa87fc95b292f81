// Changes to objects of the cluster, as entries.
import type { ObjectChange } from '@manul/model';
import { manul } from '@manul/proto';
import { RecordingError } from './error.ts';

const { APPLY, DELETE } = manul.v1.Input.Operation;

/** Of a removal, only what names the object is kept. */
export function inputOf({ op, object }: ObjectChange): manul.v1.IInput {
  if (op === 'apply') return { operation: APPLY, object: JSON.stringify(object) };
  const { apiVersion, kind, metadata } = object;
  const names = { name: metadata.name, ...(metadata.namespace !== undefined && { namespace: metadata.namespace }) };
  return { operation: DELETE, object: JSON.stringify({ apiVersion, kind, metadata: names }) };
}

/** Throws RecordingError `invalid` where the object is not JSON. What the object says is checked by its conversion. */
export function changeOf({ operation, object }: manul.v1.IInput): ObjectChange {
  try {
    return { op: operation === DELETE ? 'delete' : 'apply', object: JSON.parse(object ?? '') };
  } catch (error) {
    throw new RecordingError('invalid', `an input's object is not JSON: ${(object ?? '').slice(0, 80)}`, {
      cause: error,
    });
  }
}
