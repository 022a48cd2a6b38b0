import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

/** What a file holds: CloudTrail hashes the content, not its compressed form. */
export type FileContent =
  | { readonly kind: 'content'; readonly bytes: Uint8Array; readonly sha256: string }
  /** Not as CloudTrail delivers a file. `reason`: the part of a sentence that stands in brackets. */
  | { readonly kind: 'damaged'; readonly reason: string };

const MIB = 1024 * 1024;

/** Far over what CloudTrail writes, and far under what would fill the memory. */
export const MOST_BYTES = { digest: 64 * MIB, log: 1024 * MIB } as const;

const GZIP = [0x1f, 0x8b] as const;

/**
 * The uncompressed content of a file, and its SHA-256 in lower-case hex. Plain content is taken as it is, because some tools decompress what
 * they download and keep the name. Whatever follows the gzip data was appended, and is no content.
 * @param most bytes that the content may have, if it is compressed
 */
export function openContent(bytes: Uint8Array, most: number): FileContent {
  if (bytes[0] !== GZIP[0] || bytes[1] !== GZIP[1]) return contentOf(bytes);
  try {
    const result: unknown = gunzipSync(bytes, { maxOutputLength: most, info: true });
    if (!isInflated(result)) return { kind: 'damaged', reason: 'its gzip data cannot be read' };
    if (result.engine.bytesWritten !== bytes.length) return { kind: 'damaged', reason: 'something follows its gzip data' };
    return contentOf(result.buffer);
  } catch (error) {
    return { kind: 'damaged', reason: reasonOf(error, most) };
  }
}

function contentOf(bytes: Uint8Array): FileContent {
  return { kind: 'content', bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function reasonOf(error: unknown, most: number): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return `it decompresses to more than ${most / MIB} MiB`;
  return code === 'Z_BUF_ERROR' ? 'its gzip data ends early' : 'its gzip data is damaged';
}

/** With `info`, zlib gives the engine beside the output; the type declarations do not know that. */
function isInflated(value: unknown): value is { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}
