import { ApiError } from './api-error.ts';

/** What an operator needs to know about a failure, and can do. */
export function explain(error: unknown, subject: string): string {
  if (error instanceof ApiError && error.status === 401) {
    return `the API server does not accept our credentials: ${error.message}`;
  }
  if (error instanceof ApiError && error.status === 403) {
    return `not allowed to list and watch ${subject}; grant both in a ClusterRole: ${error.message}`;
  }
  if (!(error instanceof Error)) return String(error);
  // Node tries each address of a name and gives all failures in one error with an empty message.
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map((inner: unknown) => explain(inner, subject)).join('; ');
  }
  // Node's word for a response that ends before it is complete.
  if (error.message === 'aborted') return 'the connection to the API server was cut';
  return error.message;
}
