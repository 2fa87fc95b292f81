/** Microseconds since the Unix epoch, with the resolution of the clock. */
export function nowMicroseconds(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}

/** Now, or what SOURCE_DATE_EPOCH says, so that the same input can give the same file. */
export function recordingStart(environment: NodeJS.ProcessEnv): number {
  const seconds = environment['SOURCE_DATE_EPOCH'];
  return seconds !== undefined && /^\d+$/.test(seconds) ? Number(seconds) * 1_000_000 : nowMicroseconds();
}
