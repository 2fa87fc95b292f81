// Tells the owners of objects that are not applied as written, as Events on those objects. A courtesy: status, metrics and
// log have it all.
import { hash } from 'node:crypto';
import type { ApiObject, ObjectError } from '@manul/model';
import type { ObjectEvent } from '@manul/source-kubernetes';

const maxMessageLength = 1000;

/** One for each mistake; of the same name, however often and by whomever it is told. */
export function mistakeEvent({ apiVersion, kind, metadata }: ApiObject, error: ObjectError): ObjectEvent {
  const { field, reason, effect } = error;
  const { namespace, name, uid } = metadata;
  const message = `${field === '' ? '' : `${field}: `}${reason}; ${effect}`.slice(0, maxMessageLength);
  return {
    name: eventName(name, [apiVersion, kind, namespace ?? '', name, uid ?? '', message]),
    object: { apiVersion, kind, namespace, name, uid },
    reason: 'NotAppliedAsWritten',
    message,
  };
}

/** The same of the same: what an Event is about makes its name, so that it is written once. */
export function eventName(name: string, about: readonly string[]): string {
  const digest = hash('sha256', about.join('\n')).slice(0, 16);
  // A name is a DNS subdomain of at most 253 characters.
  return `${name.slice(0, 230).replace(/[^a-z0-9]+$/, '')}.${digest}`;
}
