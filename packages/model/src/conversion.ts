// The contract between sources and the graph: raw API objects in, model updates and named errors out.
import type { ModelUpdate } from './update.ts';

/** What every API object has. Sources pass objects as they came, parsed but otherwise untouched. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly resourceVersion?: string;
    readonly uid?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** A change to one object of the cluster. For `delete` only the apiVersion, kind and names are looked at. */
export interface ObjectChange {
  readonly op: 'apply' | 'delete';
  readonly object: ApiObject;
}

/** A part of an object that could not be understood, and what became of it. */
export interface ObjectError {
  /** `<kind> <namespace>/<name>`, or `<kind> <name>`. */
  readonly object: string;
  /** `spec.ingress[0].from[1].ipBlock.cidr`. */
  readonly field: string;
  /** What is wrong, with the value that is. */
  readonly reason: string;
  /** What Manul does about it: `the rule allows nothing`, `this version of the policy is not applied`. */
  readonly effect: string;
}

export interface Conversion {
  /** Empty for a policy whose selector cannot be read: then the version before it stays in force. */
  readonly updates: readonly ModelUpdate[];
  readonly errors: readonly ObjectError[];
}
