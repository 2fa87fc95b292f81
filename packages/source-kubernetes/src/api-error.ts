/** What the API server answered instead of what was asked for. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The HTTP status, or the code of the Status object in a watch. */
  readonly status: number;
  /** The Status object's `reason` or, where it has one, its first cause's: `Expired`, `ResourceVersionTooLarge`. */
  readonly reason: string;
  /** How long the server asks us to wait. */
  readonly retryAfterMs: number;

  constructor(status: number, reason: string, message: string, retryAfterMs = 0) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }

  /** From a `kind: Status` object, or whatever came in its place. */
  static fromStatus(httpStatus: number, body: unknown, retryAfterMs = 0): ApiError {
    const status = (typeof body === 'object' && body !== null ? body : {}) as StatusObject;
    const code = typeof status.code === 'number' ? status.code : httpStatus;
    const reason = status.details?.causes?.[0]?.reason ?? status.reason ?? '';
    const text =
      typeof status.message === 'string' ? status.message : typeof body === 'string' ? body.slice(0, 300) : '';
    const seconds = Number(status.details?.retryAfterSeconds ?? 0) || 0;
    return new ApiError(
      code,
      reason,
      `${code} ${text.trim() || reason}`.trim(),
      Math.max(retryAfterMs, seconds * 1000),
    );
  }

  /** The resourceVersion or continue token is from before the server's memory: only a new list helps. */
  get expired(): boolean {
    return this.status === 410;
  }

  /** The resourceVersion is from the future: the server's data was restored from a backup, or it lags behind. */
  get isAhead(): boolean {
    return this.reason === 'ResourceVersionTooLarge';
  }
}

interface StatusObject {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly causes?: readonly { readonly reason?: string }[]; readonly retryAfterSeconds?: number };
}
