import { inflateRawSync } from 'node:zlib';
import { gzipDataStart, MemberCheck, TRAILER_BYTES, trailerLength } from './gzip-member.js';

/** zlib's own least. */
const LEAST_OUTPUT = 64;

interface Member {
  readonly output: Buffer;
  /** Where the next member begins. */
  readonly end: number;
}

/**
 * Decompresses a gzip file of any number of members in one go, up to `limit` bytes; `undefined` when anything is wrong with it or it is
 * larger: the slower stream then finds out what, and keeps what is whole.
 */
export function gunzipWhole(bytes: Uint8Array, limit: number): Buffer | undefined {
  const outputs: Buffer[] = [];
  let at = 0;
  let left = limit;
  while (at < bytes.length) {
    const member = inflateMember(bytes, at, left);
    if (member === undefined) return undefined;
    outputs.push(member.output);
    left -= member.output.length;
    at = behindPadding(bytes, member.end);
  }
  return outputs.length === 1 ? outputs[0] : Buffer.concat(outputs);
}

function inflateMember(bytes: Uint8Array, start: number, limit: number): Member | undefined {
  const dataStart = gzipDataStart(bytes, start);
  if (typeof dataStart !== 'number') return undefined;
  const inflated = inflateRaw(bytes.subarray(dataStart), limit);
  if (inflated === undefined) return undefined;
  const trailer = dataStart + inflated.consumed;
  const check = new MemberCheck();
  check.add(inflated.output);
  const isWhole = trailer + TRAILER_BYTES <= bytes.length && check.agrees(bytes, trailer);
  return isWhole ? { output: inflated.output, end: trailer + TRAILER_BYTES } : undefined;
}

function inflateRaw(data: Uint8Array, limit: number): { readonly output: Buffer; readonly consumed: number } | undefined {
  if (data.length < TRAILER_BYTES || limit < 1) return undefined;
  // The output is sized from the trailer, which saves a third of the time. The trailer may lie: it sizes the first buffer and no more.
  const expected = trailerLength(data, data.length - TRAILER_BYTES);
  if (expected > limit) return undefined;
  try {
    const chunkSize = Math.max(LEAST_OUTPUT, Math.min(expected + 1, data.length * 1040));
    const result: unknown = inflateRawSync(data, { chunkSize, maxOutputLength: limit, info: true });
    return isInflated(result) ? { output: result.buffer, consumed: result.engine.bytesWritten } : undefined;
  } catch {
    return undefined; // zlib reports damage and the limit by throwing; the stream says which
  }
}

/** With `info`, zlib gives the engine beside the output; the type declarations do not know that. */
function isInflated(value: unknown): value is { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}

/** Zeros behind the last member are padding, as gzip itself takes them. */
export function behindPadding(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] === 0) at++;
  return at;
}
