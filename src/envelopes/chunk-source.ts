import { printable } from '../model/safe-text.js';

const GZIP_MAGIC_BYTES = 2;

/** Chunks of a file one by one; a failure ends them and is kept. */
export class ChunkSource {
  /** Why the file could not be read to its end, as a sentence. */
  failure: string | undefined;
  private readonly chunks: AsyncIterable<Uint8Array>;
  private iterator: AsyncIterator<Uint8Array>;
  private peeked: Uint8Array[] = [];

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks;
    this.iterator = chunks[Symbol.asyncIterator]();
  }

  /** The next chunk, never an empty one. */
  readonly next = async (): Promise<Uint8Array | undefined> => this.peeked.shift() ?? (await this.pull());

  /** The first bytes, enough to tell gzip; `next` gives them again. */
  async peek(): Promise<Uint8Array> {
    let head = Buffer.alloc(0);
    while (head.length < GZIP_MAGIC_BYTES) {
      const chunk = await this.pull();
      if (chunk === undefined) break;
      this.peeked.push(chunk);
      head = Buffer.concat([head, chunk.subarray(0, GZIP_MAGIC_BYTES)]);
    }
    return head;
  }

  /** Begins at the start of the file again, if its chunks are repeatable. */
  async restart(): Promise<void> {
    await this.close();
    this.iterator = this.chunks[Symbol.asyncIterator]();
    this.peeked = [];
    this.failure = undefined;
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    try {
      await this.iterator.return?.();
    } catch {
      // What there was to read has been read; a failure to close changes nothing.
    }
  }

  /** Takes note of why the file could not be read on. */
  fail(error: unknown): void {
    this.failure = `The file cannot be read (${printable(error instanceof Error ? error.message : String(error))}).`;
  }

  private async pull(): Promise<Uint8Array | undefined> {
    if (this.failure !== undefined) return undefined;
    try {
      for (;;) {
        const result = await this.iterator.next();
        if (result.done === true) return undefined;
        if (result.value.length > 0) return result.value;
      }
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }
}
