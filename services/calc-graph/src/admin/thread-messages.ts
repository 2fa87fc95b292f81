// What the service and its thread for questions tell each other, in order.
import type { ConversionOptions, ModelUpdate } from '@manul/model';
import type { AdminErrorCode } from './error.ts';
import type { QuestionName } from './questions.ts';

export interface WorkerData {
  readonly conversion: ConversionOptions;
  readonly endpointToHost: string;
  /** One Int32: the id of the question that nobody waits for any more. */
  readonly cancelled: SharedArrayBuffer;
}

export type ToThread =
  | { readonly kind: 'updates'; readonly updates: readonly ModelUpdate[]; readonly acknowledge: boolean }
  /** `id` counts from 1. */
  | { readonly kind: 'ask'; readonly id: number; readonly name: QuestionName; readonly request: object };

export type FromThread =
  | { readonly kind: 'taken' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: object }
  /** An error without a code is a defect. */
  | {
      readonly kind: 'failure';
      readonly id: number;
      readonly code: AdminErrorCode | undefined;
      readonly reason: string;
    };
