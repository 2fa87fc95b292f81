// What is told of a policy's enforcement, in words: an Event for `kubectl describe`, a condition for `kubectl wait`.
import type { Condition, ObjectEvent, PatchedObject } from '@manul/source-kubernetes';
import { eventName } from '../object-events.ts';

/** One version of a policy's object. */
export interface PolicyVersion extends PatchedObject {
  readonly generation: number;
  /** Tells versions apart where the server counts none. */
  readonly version: string;
}

export interface Findings {
  readonly enforced: number;
  readonly total: number;
  readonly waiting: readonly { readonly node: string; readonly word: string }[];
  readonly rejected: readonly { readonly node: string; readonly reason: string; readonly failedClosed: boolean }[];
  /** For how long that version has been on its way, in seconds. */
  readonly seconds: number;
  /** Parts of the object are not applied as written; an Event of its own says which. */
  readonly hasMistakes: boolean;
}

export interface Report {
  /** The same again need not be told. */
  readonly id: string;
  readonly event: ObjectEvent;
  readonly condition: Condition;
}

/** In the status of policies. */
const conditionType = 'manul.io/Enforced';
const maxNamed = 5;
const maxMessage = 1000;

/** What there is to tell now; undefined while nodes are on their way within the time that is allowed. */
export function reportOf(policy: PolicyVersion, findings: Findings, lagSeconds: number): Report | undefined {
  const { enforced, total, waiting, rejected, seconds } = findings;
  const progress = `Enforced on ${enforced} of ${total} ${total === 1 ? 'node' : 'nodes'}`;
  if (rejected.length > 0) {
    const nodes = named(
      rejected.map(({ node, reason, failedClosed }) => `${node}: ${reason}${closed(failedClosed)}`),
      '; ',
    );
    return report(policy, 'NotEnforced', `${progress}; ${nodes}`);
  }
  if (waiting.length > 0) {
    if (seconds < lagSeconds) return undefined;
    const nodes = named(
      waiting.map(({ node, word }) => `${node} (${word === 'away' ? 'no driver' : word})`),
      ', ',
    );
    return report(policy, 'EnforcementLags', `${progress} after ${lagSeconds} s; not on ${nodes}`);
  }
  const extent = total === 0 ? 'Selects no pods: there is nothing to enforce' : progress;
  return findings.hasMistakes
    ? report(policy, 'EnforcedInPart', `${extent}, apart from what is not applied as written`)
    : report(policy, 'Enforced', extent);
}

function closed(failedClosed: boolean): string {
  return failedClosed ? ' (what depends on it is closed)' : '';
}

function named(texts: readonly string[], separator: string): string {
  const more = texts.length - maxNamed;
  return `${texts.slice(0, maxNamed).join(separator)}${more > 0 ? ` and ${more} more` : ''}`;
}

function report(policy: PolicyVersion, reason: string, text: string): Report {
  const { apiVersion, kind, namespace, name, uid, version } = policy;
  const message = text.slice(0, maxMessage);
  const isEnforced = reason === 'Enforced';
  // That it is enforced is told once of a version, whoever leads and however many nodes there were.
  const id = isEnforced ? reason : `${reason} ${message}`;
  const type = isEnforced ? 'Normal' : 'Warning';
  return {
    id,
    event: {
      name: eventName(name, [apiVersion, kind, namespace ?? '', name, uid ?? '', version, id]),
      object: { apiVersion, kind, namespace, name, uid },
      type,
      reason,
      message,
    },
    condition: { type: conditionType, status: isEnforced ? 'True' : 'False', reason, message },
  };
}

/** The condition that an object's status holds: whether it is about this generation, and since when it says what. */
export function knownCondition(
  status: unknown,
): { readonly status: unknown; readonly since: string; readonly generation: number } | undefined {
  const conditions = (status as { conditions?: unknown } | undefined)?.conditions;
  if (!Array.isArray(conditions)) return undefined;
  const found = conditions.find((condition) => condition?.type === conditionType) as
    | Record<string, unknown>
    | undefined;
  if (!found) return undefined;
  const { status: value, lastTransitionTime, observedGeneration } = found;
  return { status: value, since: String(lastTransitionTime), generation: Number(observedGeneration ?? 0) };
}
