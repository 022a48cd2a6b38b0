import { crc32 } from 'node:zlib';

const MAGIC = [0x1f, 0x8b] as const;
const DEFLATE = 8;
const FIXED_BYTES = 10;
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;

/** Bytes of checksum and length behind the compressed data. */
export const TRAILER_BYTES = 8;

/** No header that is written by anybody has more bytes. */
const LONGEST_HEADER = 128 * 1024;

/** The longest header that is believed behind damage: what only looks like one must not cost much. */
const LONGEST_SOUGHT = 4 * 1024;

/** RFC 1952 (2.3.1): what XFL and OS may be. */
const EXTRA_FLAGS: ReadonlySet<number> = new Set([0, 2, 4]);
const LAST_SYSTEM = 13;
const UNKNOWN_SYSTEM = 255;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === MAGIC[0] && bytes[1] === MAGIC[1];
}

/** Where the compressed data of the member at `start` begins (RFC 1952, 2.3); `more` when the bytes end before, `bad` when it is no header. */
export function gzipDataStart(bytes: Uint8Array, start: number): number | 'more' | 'bad' {
  return dataStart(bytes.subarray(start, start + LONGEST_HEADER), start, LONGEST_HEADER);
}

/** The same behind damage, where bytes of compressed data may look like a header by chance: only usual ones are believed. */
export function soughtDataStart(bytes: Uint8Array, start: number): number | 'more' | 'bad' {
  const [flags = 0, system = UNKNOWN_SYSTEM] = bytes.subarray(start + 8, start + FIXED_BYTES);
  if (!EXTRA_FLAGS.has(flags) || (system > LAST_SYSTEM && system !== UNKNOWN_SYSTEM)) return 'bad';
  return dataStart(bytes.subarray(start, start + LONGEST_SOUGHT), start, LONGEST_SOUGHT);
}

function dataStart(head: Uint8Array, start: number, longest: number): number | 'more' | 'bad' {
  if (!mayBeHeader(head)) return 'bad';
  const end = head.length < FIXED_BYTES ? Infinity : headerEnd(head);
  if (end <= head.length) return start + end;
  return head.length === longest ? 'bad' : 'more';
}

/** Whether the bytes are a header as far as they go. */
function mayBeHeader(head: Uint8Array): boolean {
  const [first = MAGIC[0], second = MAGIC[1], method = DEFLATE, flags = 0] = head;
  return first === MAGIC[0] && second === MAGIC[1] && method === DEFLATE && (flags & FLAG.reserved) === 0;
}

function headerEnd(head: Uint8Array): number {
  const flags = head[3] ?? 0;
  let at = FIXED_BYTES;
  if ((flags & FLAG.extra) !== 0) at += 2 + (head[at] ?? 0) + ((head[at + 1] ?? 0) << 8);
  if ((flags & FLAG.name) !== 0) at = behindNul(head, at);
  if ((flags & FLAG.comment) !== 0) at = behindNul(head, at);
  return (flags & FLAG.headerCrc) === 0 ? at : at + 2;
}

function behindNul(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(0, from);
  return at < 0 ? Infinity : at + 1;
}

/** The length that the trailer at `at` says the member has, modulo 2^32. */
export function trailerLength(bytes: Uint8Array, at: number): number {
  return readUint32(bytes, at + 4);
}

/** Checksum and length of what a member decompresses to, as it comes. */
export class MemberCheck {
  private checksum = 0;
  private length = 0;

  add(bytes: Uint8Array): void {
    this.checksum = crc32(bytes, this.checksum);
    this.length += bytes.length;
  }

  /** Whether the trailer at `at` says the same. */
  agrees(trailer: Uint8Array, at: number): boolean {
    return readUint32(trailer, at) === this.checksum && readUint32(trailer, at + 4) === this.length % 2 ** 32;
  }
}

function readUint32(bytes: Uint8Array, at: number): number {
  const byte = (index: number): number => bytes[at + index] ?? 0;
  return (byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24)) >>> 0;
}
