import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { type LogContent } from '../model/log-content.js';

/** A file that may hold records. */
export interface LogFile {
  /** The argument as written, normalised, with the path below it; `-` for standard input. */
  readonly uri: string;
  /** Whether it was named itself, and not found in a folder. */
  readonly named: boolean;
  /** Bytes on disk; 0 where nobody knows. */
  readonly size: number;
  /** @throws ReadError when the file cannot be opened; a stream throws it when it breaks off */
  open(): Promise<LogContent>;
}

/** A file could not be read, or not to its end. */
export class ReadError extends Error {
  readonly uri: string;

  constructor(uri: string, cause: unknown) {
    super(reasonOf(cause), { cause });
    this.name = 'ReadError';
    this.uri = uri;
  }
}

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'operation not permitted',
    ENOENT: 'no such file',
    EISDIR: 'it is a folder',
    EMFILE: 'too many open files',
    EIO: 'the device reports an error',
    ELOOP: 'too many links',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Files up to here are read in one go, which costs less; larger ones as a stream, in bounded memory. */
const WHOLE_BYTES = 32 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

export interface LocalFile {
  readonly path: string;
  readonly uri: string;
  readonly named: boolean;
  readonly size: number;
  /** A pipe or a device: its size says nothing. */
  readonly isStream: boolean;
}

export function localLogFile({ path, uri, named, size, isStream }: LocalFile): LogFile {
  return {
    uri,
    named,
    size,
    open: async () => {
      if (isStream || size > WHOLE_BYTES)
        return { kind: 'stream', chunks: readChunks(uri, createReadStream(path, { highWaterMark: CHUNK_BYTES })) };
      try {
        return { kind: 'whole', bytes: await readFile(path) };
      } catch (error) {
        throw new ReadError(uri, error);
      }
    },
  };
}

/** Standard input, whose bytes are there once. */
export function standardInputFile(chunks: AsyncIterable<Uint8Array>): LogFile {
  return { uri: '-', named: true, size: 0, open: () => Promise.resolve({ kind: 'stream', chunks: readChunks('-', chunks) }) };
}

async function* readChunks(uri: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw new ReadError(uri, error);
  }
}
