// The same records as lines of JSON, for people, diffs and scripts. Nothing is lost either way: what a line says that
// the binary form cannot hold is refused, not dropped.
import { manul } from '@manul/proto';
import { RecordingError } from './error.ts';
import { checkHeader, type Entry, formatName, formatVersion, type Header } from './record.ts';

const { RecordingHeader, RecordingEntry } = manul.v1;
const options = { enums: String, longs: String, bytes: String };

type Json = Readonly<Record<string, unknown>>;

export function headerToLine(header: Header): string {
  const { checksum: _, ...rest } = { ...header, format: formatName, format_version: formatVersion };
  return line(RecordingHeader.toObject(RecordingHeader.decode(RecordingHeader.encode(rest).finish()), options));
}

export function entryToLine(entry: Entry): string {
  const { checksum: _, ...rest } = entry;
  return line(RecordingEntry.toObject(RecordingEntry.decode(RecordingEntry.encode(rest).finish()), options));
}

/** Throws RecordingError `not-a-recording` or `newer-version`. */
export function headerFromLine(text: string): Header {
  let json: Json;
  try {
    json = parse(text);
  } catch {
    throw new RecordingError('not-a-recording', 'this is not a recording');
  }
  // The version first: a newer one may well have fields that are unknown here.
  checkHeader(RecordingHeader.fromObject(json));
  return convert(json, RecordingHeader);
}

/** Throws RecordingError `invalid`, with the field that is wrong. */
export function entryFromLine(text: string): Entry {
  return convert(parse(text), RecordingEntry);
}

interface MessageType<T extends object> {
  fromObject(json: Json): T;
  toObject(message: T, options: object): Json;
}

function convert<T extends object>(json: Json, type: MessageType<T>): T {
  let message: T;
  try {
    message = type.fromObject(json);
  } catch (error) {
    throw new RecordingError('invalid', error instanceof Error ? error.message : String(error), { cause: error });
  }
  const lost = firstDifference(json, type.toObject(message, options), '');
  if (lost === undefined) return message;
  throw new RecordingError('invalid', `${lost} is not a field of this format, or its value does not fit`);
}

/** The path of the first value in `given` that `understood` does not have alike. */
function firstDifference(given: unknown, understood: unknown, path: string): string | undefined {
  if (given === null) return undefined;
  if (typeof given !== 'object') return String(given) === String(understood) ? undefined : path;
  if (typeof understood !== 'object' || understood === null) return path;
  for (const [key, value] of Object.entries(given)) {
    const at = Array.isArray(given) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const difference = firstDifference(value, (understood as Json)[key], at);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function parse(text: string): Json {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new RecordingError('invalid', error instanceof Error ? error.message : String(error), { cause: error });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new RecordingError('invalid', 'it is not a JSON object');
  }
  return json as Json;
}

function line(json: object): string {
  return `${JSON.stringify(json)}\n`;
}
