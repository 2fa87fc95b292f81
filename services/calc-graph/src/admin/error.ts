/** Why a question has no answer. `invalid` and `not-found` are the caller's; `unavailable` and `busy` pass. */
export type AdminErrorCode = 'invalid' | 'not-found' | 'unavailable' | 'busy' | 'cancelled';

export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly code: AdminErrorCode;

  constructor(code: AdminErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
