import { readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type LogContent } from '../model/log-content.js';
import { readRange } from './file-range.js';
import { LogReadError } from './log-read-error.js';
import { readPipe } from './read-pipe.js';

/** A log file that may be opened, once. */
export interface LogFile {
  /** The argument as written, normalised, with the path below it, and `/` between its parts; `-` for standard input. */
  readonly uri: string;
  /** Where a regular file is, for the system: whoever knows it may open the file as often as wanted. */
  readonly path?: string;
  /** Which bytes of that file, if not all of them. */
  readonly range?: ByteRange;
  /** All that it holds, if that is in memory. */
  readonly bytes?: Uint8Array;
  /** Named as an argument itself, or named as a trail names its files: such a file must yield a record. */
  readonly named: boolean;
  /** Bytes on disk, compressed ones if it is; 0 when unknown. */
  readonly size: number;
  /** Tells what it holds now from what it held or will hold at another time; absent where nothing tells. */
  readonly version?: string;
  /** Asks for what stands beside its bytes where it lies, such as a digest's signature. Fails with a LogReadError. */
  readonly metadata?: (signal?: AbortSignal) => Promise<Readonly<Record<string, string>>>;
  /** To open it takes a while, and may begin before its turn. */
  readonly isRemote?: boolean;
  /**
   * Never fails: what goes wrong fails the stream of chunks, with a LogReadError. An aborted signal fails a named pipe, which could keep
   * its reader waiting for ever.
   */
  open(signal?: AbortSignal): Promise<LogContent>;
}

const MIB = 1024 * 1024;

/** Up to this size a file is read in one go. */
const WHOLE_BYTES = 32 * MIB;
const CHUNK_BYTES = MIB;

export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface FilePlace {
  readonly uri: string;
  /** Where the file is, for the system. */
  readonly path: string;
  readonly named: boolean;
  readonly version?: string;
}

/** A regular file of a known size. */
export function regularFile({ uri, path, named, version }: FilePlace, size: number): LogFile {
  return {
    ...(version !== undefined && { version }),
    uri,
    path,
    named,
    size,
    open: () => Promise.resolve(size <= WHOLE_BYTES ? openWhole(uri, path) : repeatableStreamOf(uri, path, size)),
  };
}

/** Bytes of a file that are in memory. */
export function memoryFile(uri: string, bytes: Uint8Array, named: boolean): LogFile {
  return { uri, bytes, named, size: bytes.length, open: () => Promise.resolve({ kind: 'whole', bytes }) };
}

/** Some bytes of a regular file, as if they were all of it; they must hold a record. */
export function fileRange(uri: string, path: string, range: ByteRange): LogFile {
  const size = range.to - range.from;
  return { uri, path, range, named: true, size, open: () => Promise.resolve(openRange(uri, path, range)) };
}

/** A named pipe, which has no size and is read once. */
export function pipe({ uri, path, named }: FilePlace): LogFile {
  return { uri, named, size: 0, open: (signal) => Promise.resolve(streamOf(uri, readPipe(path, signal))) };
}

/** A device, which has no size and is read once. */
export function device({ uri, path, named }: FilePlace): LogFile {
  return { uri, named, size: 0, open: () => Promise.resolve(streamOf(uri, readChunks(path))) };
}

/** Standard input, as the URI `-`. */
export function standardInputFile(input: AsyncIterable<Uint8Array>): LogFile {
  return { uri: '-', named: true, size: 0, open: () => Promise.resolve(streamOf('-', input)) };
}

function openWhole(uri: string, path: string): LogContent {
  try {
    // At once: to wait for the file would take longer than to read it.
    return { kind: 'whole', bytes: readFileSync(path) };
  } catch (error) {
    return streamOf(uri, failing(error));
  }
}

function openRange(uri: string, path: string, { from, to }: ByteRange): LogContent {
  try {
    return { kind: 'whole', bytes: readRange(path, from, to) };
  } catch (error) {
    return streamOf(uri, failing(error));
  }
}

function streamOf(uri: string, chunks: AsyncIterable<Uint8Array>): LogContent {
  return { kind: 'stream', chunks: withUri(uri, chunks) };
}

function repeatableStreamOf(uri: string, path: string, size: number): LogContent {
  const chunks = { [Symbol.asyncIterator]: () => withUri(uri, readChunks(path)) };
  return { kind: 'stream', chunks, file: { size, read: (from, to) => readRange(path, from, to) } };
}

async function* withUri(uri: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* chunks;
  } catch (error) {
    throw new LogReadError(uri, error);
  }
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const handle: FileHandle = await open(path, 'r');
  try {
    for (;;) {
      // A buffer of its own for each chunk: whoever reads may still hold the one before.
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await, require-yield -- fails where a chunk would come, as reading does
async function* failing(error: unknown): AsyncGenerator<Uint8Array, void, undefined> {
  throw error;
}
