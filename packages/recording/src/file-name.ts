// What a recording's file name says: `run.jsonl` holds JSON lines, `run.rec.gz` is gzipped, `run.2.rec` is the third
// file of a recording that was rotated.
import { basename, dirname, join } from 'node:path';
import type { RecordingForm } from './reader.ts';

export interface FileForm {
  readonly form: RecordingForm;
  readonly gzip: boolean;
}

export function formOf(path: string): FileForm {
  const gzip = path.endsWith('.gz');
  const inner = gzip ? path.slice(0, -'.gz'.length) : path;
  return { form: /\.(jsonl|ndjson|jsonlines)$/.test(inner) ? 'json-lines' : 'binary', gzip };
}

/** The path of a rotated recording's file; the first keeps the name. */
export function segmentPath(path: string, segment: number): string {
  if (segment === 0) return path;
  const name = basename(path);
  const dot = name.indexOf('.', 1);
  const [stem, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  return join(dirname(path), `${stem}.${segment}${extension}`);
}
