// When to read settings again: when the file is another, and when somebody says so.
import { statSync } from 'node:fs';

export interface SettingsWatchOptions {
  /** Undefined: there is none; then the signal alone counts. */
  readonly file: string | undefined;
  readonly onChange: () => void;
  readonly pollMilliseconds?: number;
}

/** Volumes of ConfigMaps give no dependable notice of changes. */
const everyMilliseconds = 5_000;

/** Gives what ends the watch. */
export function watchSettings({
  file,
  onChange,
  pollMilliseconds = everyMilliseconds,
}: SettingsWatchOptions): () => void {
  let seen = file === undefined ? '' : stateOf(file);
  const look = () => {
    const now = file === undefined ? '' : stateOf(file);
    if (now === seen) return;
    seen = now;
    onChange();
  };
  const timer = file === undefined ? undefined : setInterval(look, pollMilliseconds).unref();
  process.on('SIGHUP', onChange);
  return () => {
    clearInterval(timer);
    process.off('SIGHUP', onChange);
  };
}

/** Of the file itself, wherever links lead: a volume swaps a link. */
function stateOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : '';
}
