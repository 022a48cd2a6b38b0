import { Z_BUF_ERROR, Z_OK, Z_STREAM_END, zlibInflate, zlibInflateInit2, zlibInflateReset, ZStream } from 'pako';

/** `full`: output is to be taken; `more`: all input is used up; `fault`: see `reason`. */
export type InflateStatus = 'full' | 'more' | 'done' | 'fault';

const OUTPUT = 256 * 1024;

/** A window of 32 KiB, and no header: what gzip wraps is raw deflate (RFC 1951). */
const RAW = -15;

/**
 * Decompresses a raw deflate stream and keeps every byte that stands before a fault. zlib in Node.js is faster, but drops what it made of
 * the piece of input in which it meets the fault, and so can't serve where all that is whole must be read.
 */
export class Inflater {
  /** Behind the last byte of input that was used. Bytes that the stream does not need are never used. */
  position = 0;
  private readonly stream = new ZStream();
  private readonly output = new Uint8Array(OUTPUT);

  constructor() {
    zlibInflateInit2(this.stream, RAW);
    this.clearOutput();
  }

  /** Why the stream can't be read on. */
  get reason(): string {
    return this.stream.msg;
  }

  /** Begins a new stream. */
  restart(): void {
    zlibInflateReset(this.stream);
  }

  /** Goes on with the input from a position on, up to a full piece of output: so pieces do not depend on how the input comes. */
  run(input: Uint8Array, from: number): InflateStatus {
    const { stream } = this;
    stream.input = input;
    stream.next_in = from;
    stream.avail_in = input.length - from;
    const status = zlibInflate(stream, 0);
    this.position = stream.next_in;
    if (status === Z_STREAM_END) return 'done';
    if (status !== Z_OK && status !== Z_BUF_ERROR) return 'fault';
    return stream.avail_out === 0 ? 'full' : 'more';
  }

  /** The output since the last call; valid until `run` is called again. */
  take(): Uint8Array {
    const taken = this.output.subarray(0, this.stream.next_out);
    this.clearOutput();
    return taken;
  }

  private clearOutput(): void {
    this.stream.output = this.output;
    this.stream.next_out = 0;
    this.stream.avail_out = OUTPUT;
  }
}
