/**
 * `not-a-recording`: something else, or nothing. `newer-version`: by a newer Manul. `torn`: it breaks off, as after a
 * crash or while it is still being written. `corrupt`: bytes are not those that were written. `invalid`: what is written
 * there makes no sense.
 */
export type RecordingErrorCode = 'not-a-recording' | 'newer-version' | 'torn' | 'corrupt' | 'invalid';

/** Where a recording cannot be read, or no further. What came before was given out and is good. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
  readonly code: RecordingErrorCode;

  constructor(code: RecordingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
