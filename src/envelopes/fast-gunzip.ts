import { Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';

import { type NextChunk } from './byte-window.js';
import { type ReadLimits } from './limits.js';

const OUTPUT = 512 * 1024;

/** Well before a file is a bomb, what decides that has to look at it. */
const DOUBTFUL = 2;

/**
 * Decompresses a gzip file with zlib, in a thread of its own and several times as fast as `GunzipStream`, as long as nothing is odd about it.
 * Then that one begins again at the start of the file, names what is wrong, and goes on behind what was given already.
 */
export class FastGunzip {
  private readonly limits: ReadLimits;
  private readonly slowly: () => Promise<NextChunk>;
  private readonly gunzip: Gunzip = createGunzip({ chunkSize: OUTPUT });
  private readonly output: AsyncIterator<Uint8Array>;
  private consumed = 0;
  private produced = 0;
  private slow: NextChunk | undefined;

  /** @param slowly gives what `GunzipStream` makes of the file, from its start on */
  constructor(nextInput: NextChunk, slowly: () => Promise<NextChunk>, limits: ReadLimits) {
    this.limits = limits;
    this.slowly = slowly;
    const chunks: AsyncIterable<Uint8Array> = Readable.from(this.feed(nextInput), { highWaterMark: 1 }).pipe(this.gunzip);
    this.output = chunks[Symbol.asyncIterator]();
  }

  /** The next decompressed bytes, valid until the next call. */
  readonly next: NextChunk = async () => (this.slow ?? (await this.tryNext()) ?? (this.slow = await this.goOnSlowly()))();

  /** Undefined when something is odd. */
  private async tryNext(): Promise<NextChunk | undefined> {
    try {
      const { done, value } = (await this.output.next()) as IteratorResult<Uint8Array, undefined>;
      // zlib passes over what follows the last member, whatever it is.
      if (done === true) return this.gunzip.bytesWritten === this.consumed ? () => Promise.resolve(undefined) : undefined;
      if (this.isDoubtful(value)) return undefined;
      this.produced += value.length;
      return () => Promise.resolve(value);
    } catch {
      return undefined;
    }
  }

  private isDoubtful({ length }: Uint8Array): boolean {
    const produced = this.produced + length;
    return this.limits.growth.some(
      ({ bytes, ratio }) => produced * DOUBTFUL > bytes && produced * DOUBTFUL > ratio * this.gunzip.bytesWritten,
    );
  }

  private async goOnSlowly(): Promise<NextChunk> {
    this.gunzip.destroy();
    const next = await this.slowly();
    let given = this.produced;
    return async () => {
      for (let chunk = await next(); chunk !== undefined; chunk = await next()) {
        if (given < chunk.length) {
          const rest = chunk.subarray(given);
          given = 0;
          return rest;
        }
        given -= chunk.length;
      }
      return undefined;
    };
  }

  private async *feed(nextInput: NextChunk): AsyncGenerator<Uint8Array, void, undefined> {
    for (let chunk = await nextInput(); chunk !== undefined; chunk = await nextInput()) {
      this.consumed += chunk.length;
      yield chunk;
    }
  }
}
