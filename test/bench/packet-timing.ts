/** From one packet to the next: how exactly a moment is known. */
export const probeMilliseconds = 4;
/** A packet between namespaces takes far less than a millisecond; the rest is for a busy machine. */
export const isAnswerInTimeMilliseconds = 250;

/** By the clock that all processes of a machine share and nobody sets. */
export function microseconds(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
