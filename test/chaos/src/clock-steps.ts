// Loaded before a service of ours (`node --import`): its wall clock is off by what a file says, and steps when the file
// changes. The monotonic clock goes on, as it does when an administrator or NTP sets the time.
import { readFileSync } from 'node:fs';

const file = process.env['MANUL_TEST_CLOCK_OFFSET_FILE'] ?? '';
const RealDate = Date;
let offset = 0;

function look(): void {
  try {
    offset = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // Not stepped yet.
  }
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [RealDate.now() + offset] : given, newTarget),
  get: (target, name) => (name === 'now' ? () => RealDate.now() + offset : Reflect.get(target, name)),
});
look();
setInterval(look, 100).unref();
