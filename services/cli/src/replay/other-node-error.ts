/** Nobody said which of several nodes is meant, or the one that was named is not there. */
export class OtherNodeError extends Error {
  override readonly name = 'OtherNodeError';
}
