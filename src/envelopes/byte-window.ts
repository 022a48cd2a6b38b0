import { isAscii, isUtf8 } from 'node:buffer';

type Charset = 'ascii' | 'utf8' | 'mixed';

/** Gives the next bytes, or `undefined` at the end. */
export type NextChunk = () => Promise<Uint8Array | undefined>;

/** The part of a decompressed file that is in memory. Positions count from the window's first byte, offsets from the file's. */
export class ByteWindow {
  /** Exactly the bytes of the window. */
  bytes: Buffer;
  /** Changes whenever positions do. */
  version = 0;
  /** Whether the file ends where the window ends. */
  final: boolean;
  private base = 0;
  private charset: Charset | undefined;
  private store: Buffer;

  private readonly nextChunk: NextChunk | undefined;
  private readonly windowBytes: number;

  private constructor(bytes: Uint8Array, nextChunk: NextChunk | undefined, windowBytes: number) {
    this.nextChunk = nextChunk;
    this.windowBytes = windowBytes;
    this.store = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bytes = this.store;
    this.final = nextChunk === undefined;
  }

  static whole(bytes: Uint8Array): ByteWindow {
    return new ByteWindow(bytes, undefined, 0);
  }

  /** A window that slides over a stream; empty until it is extended. */
  static sliding(nextChunk: NextChunk, windowBytes: number): ByteWindow {
    return new ByteWindow(Buffer.alloc(0), nextChunk, windowBytes);
  }

  get end(): number {
    return this.bytes.length;
  }

  offsetOf(position: number): number {
    return this.base + position;
  }

  /** The text of a range, or `undefined` when it is not valid UTF-8. */
  text(from: number, to: number): string | undefined {
    this.charset ??= charsetOf(this.bytes);
    if (this.charset === 'ascii') return this.bytes.toString('latin1', from, to);
    if (!this.isText(from, to)) return undefined;
    return this.bytes.toString('utf8', from, to);
  }

  /** Whether a range is valid UTF-8. */
  isText(from: number, to: number): boolean {
    this.charset ??= charsetOf(this.bytes);
    return this.charset !== 'mixed' || isUtf8(this.bytes.subarray(from, to));
  }

  /**
   * Drops the bytes before `keepFrom`, which becomes position 0, and reads on. It reads at least as much as it keeps, so that whoever
   * starts again from the kept bytes does at most twice the work.
   */
  async extend(keepFrom: number): Promise<void> {
    this.base += keepFrom;
    let kept = this.bytes.subarray(keepFrom);
    const wanted = kept.length + Math.max(this.windowBytes, kept.length);
    while (kept.length < wanted && !this.final) {
      const chunk = await this.nextChunk?.();
      if (chunk === undefined) this.final = true;
      else kept = this.append(kept, chunk);
    }
    this.bytes = kept;
    this.charset = undefined;
    this.version++;
  }

  /** Drops all bytes, and takes as many of the file for read that would have come next. */
  skip(bytes: number): void {
    this.base += this.end + bytes;
    this.bytes = this.bytes.subarray(this.end);
    this.charset = undefined;
    this.version++;
  }

  private append(kept: Buffer, chunk: Uint8Array): Buffer {
    const length = kept.length + chunk.length;
    const behind = kept.byteOffset - this.store.byteOffset;
    if (kept.buffer === this.store.buffer && behind + length <= this.store.length) {
      this.store.set(chunk, behind + kept.length);
      return this.store.subarray(behind, behind + length);
    }
    const target = length <= this.store.length ? this.store : Buffer.allocUnsafeSlow(Math.max(length * 2, this.windowBytes));
    target.set(kept, 0);
    target.set(chunk, kept.length);
    this.store = target;
    return target.subarray(0, length);
  }
}

function charsetOf(bytes: Buffer): Charset {
  if (isAscii(bytes)) return 'ascii';
  return isUtf8(bytes) ? 'utf8' : 'mixed';
}
