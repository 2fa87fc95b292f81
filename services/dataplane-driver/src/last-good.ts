// The state that the driver last held in full, on disk: a node that boots without a server enforces it. One line of
// JSON says what the file is, then come the messages, encoded. A file that is not whole, or not this node's, is never
// used: an old state is better than none, a torn one is worse. Nor is one that is older than what the kernel enforces
// already: while a round may bring the kernel further than the file, the file goes by another name, and counts only
// where the kernel has forgotten everything, after a reboot.
import { createHash } from 'node:crypto';
import { renameSync } from 'node:fs';
import { access, constants, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodeUpdateFrame, type felix, manul } from '@manul/proto';

export interface LastGoodState {
  readonly node: string;
  /** Which kernel enforces it; see kernelIdentity. */
  readonly kernel: string | undefined;
  readonly position: { readonly epoch: number; readonly revision: number };
  /** In dependency order. */
  readonly messages: readonly felix.IToDataplane[];
}

/** The file cannot be used; the message says why. */
export class LastGoodError extends Error {
  override readonly name = 'LastGoodError';
}

interface Header {
  readonly format: typeof format;
  readonly version: number;
  readonly node: string;
  readonly kernel?: string;
  readonly epoch: number;
  readonly revision: number;
  readonly bytes: number;
  readonly sha256: string;
}

const format = 'manul-last-good';
const version = 1;
const maxHeaderBytes = 4096;

export interface LastGoodPaths {
  readonly current: string;
  /** The name of the same file while the kernel may be ahead of it. */
  readonly behind: string;
}

export function lastGoodPaths(stateDir: string): LastGoodPaths {
  return { current: join(stateDir, 'last-good.bin'), behind: join(stateDir, 'last-good.behind.bin') };
}

/** Before a round that may bring the kernel further than the file. */
export function markBehind({ current, behind }: LastGoodPaths): void {
  try {
    renameSync(current, behind);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * The state to begin with on this kernel; undefined where there is none. Throws LastGoodError where there is one that
 * must not be used.
 */
export async function findLastGood(
  paths: LastGoodPaths,
  node: string,
  kernel: string | undefined,
): Promise<LastGoodState | undefined> {
  const current = await readLastGood(paths.current, node);
  if (current) {
    // Where the file could not be renamed it may be older than it looks.
    if (mayHold(current, kernel) && !(await isWritable(dirname(paths.current)))) {
      throw new LastGoodError(`${paths.current} may be older than what the kernel enforces: its folder is read-only`);
    }
    return current;
  }
  const behind = await readLastGood(paths.behind, node);
  if (behind && mayHold(behind, kernel)) {
    throw new LastGoodError(`${paths.behind} is older than what the kernel enforces`);
  }
  return behind;
}

/** Whether the kernel is the one that enforced the state, or may be. */
function mayHold(state: LastGoodState, kernel: string | undefined): boolean {
  return state.kernel === undefined || kernel === undefined || state.kernel === kernel;
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** The file is what the kernel enforces now. */
export function markCurrent({ current, behind }: LastGoodPaths): void {
  renameSync(behind, current);
}

/**
 * Replaces the file that is behind, or leaves it as it was: written beside it, flushed to disk and renamed. Gives the
 * bytes written; throws LastGoodError where the state is larger than `maxBytes`, and the file system's errors.
 */
export async function writeLastGood(paths: LastGoodPaths, state: LastGoodState, maxBytes: number): Promise<number> {
  const frames: Buffer[] = [];
  let bytes = 0;
  const digest = createHash('sha256');
  for (const message of state.messages) {
    const frame = encodeUpdateFrame({ message });
    bytes += frame.length;
    if (bytes > maxBytes) throw new LastGoodError(`the state is larger than ${maxBytes} bytes and is not kept`);
    digest.update(frame);
    frames.push(frame);
  }
  const { epoch, revision } = state.position;
  const about = { node: state.node, ...(state.kernel !== undefined && { kernel: state.kernel }), epoch, revision };
  const header: Header = { format, version, ...about, bytes, sha256: digest.digest('hex') };
  await replaceFile(paths.behind, [Buffer.from(`${JSON.stringify(header)}\n`), ...frames]);
  return bytes;
}

async function replaceFile(path: string, parts: readonly Buffer[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      // In pieces, so that a large state does not have to be in memory twice.
      for (let index = 0; index < parts.length; index += 512) {
        await file.writeFile(Buffer.concat(parts.slice(index, index + 512)));
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** The file under this name; undefined where there is none. Throws LastGoodError where there is one that cannot be used. */
async function readLastGood(path: string, node: string): Promise<LastGoodState | undefined> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new LastGoodError(`${path} cannot be read`, { cause: error });
  }
  const end = content.subarray(0, maxHeaderBytes).indexOf(0x0a);
  const header = parseHeader(path, end < 0 ? '' : content.toString('utf8', 0, end));
  if (header.node !== node) throw new LastGoodError(`${path} is of node ${header.node}, not ${node}`);
  const body = content.subarray(end + 1);
  if (body.length !== header.bytes) {
    throw new LastGoodError(`${path} is torn: ${body.length} bytes where ${header.bytes} belong`);
  }
  if (createHash('sha256').update(body).digest('hex') !== header.sha256) {
    throw new LastGoodError(`${path} is corrupt: its checksum is wrong`);
  }
  try {
    const messages = manul.v1.ToNode.decode(body).updates.map(({ message }) => message ?? {});
    const position = { epoch: header.epoch, revision: header.revision };
    return { node, kernel: header.kernel, position, messages };
  } catch (error) {
    throw new LastGoodError(`${path} cannot be decoded`, { cause: error });
  }
}

function parseHeader(path: string, line: string): Header {
  let header: Partial<Header>;
  try {
    header = JSON.parse(line) as Partial<Header>;
  } catch {
    throw new LastGoodError(`${path} is no last-good state: it has no header`);
  }
  if (header?.format !== format) throw new LastGoodError(`${path} is no last-good state`);
  if (header.version !== version) {
    throw new LastGoodError(`${path} has format version ${header.version}; this driver knows ${version}`);
  }
  const { node, epoch, revision, bytes, sha256 } = header;
  if (typeof node !== 'string' || typeof sha256 !== 'string' || ![epoch, revision, bytes].every(Number.isSafeInteger)) {
    throw new LastGoodError(`${path} has a damaged header`);
  }
  return header as Header;
}
