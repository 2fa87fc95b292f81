/** Why a question has no answer. `invalid` and `not-found` are the caller's; `unavailable` passes. */
export type AdminErrorCode = 'invalid' | 'not-found' | 'unavailable';

export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly code: AdminErrorCode;

  constructor(code: AdminErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
