/** Bytes of a chunk; a longer text has a chunk of its own. */
const CHUNK_BYTES = 1024 * 1024;
/** Before each text: the number of its bytes, and whether they are UTF-16. */
const HEAD_BYTES = 5;

const BEYOND_LATIN_1 = /[^\0-\xff]/;

/** Texts outside the JavaScript heap, where one of a hundred characters takes half the memory and none of the collector's time. */
export class TextStore {
  /** Of all texts. */
  bytes = 0;
  readonly #chunks: Buffer[] = [];
  #used = CHUNK_BYTES;

  /** Gives the place of the text, by which it is read. */
  add(text: string): number {
    const isWide = BEYOND_LATIN_1.test(text);
    const bytes = isWide ? 2 * text.length : text.length;
    if (this.#used + HEAD_BYTES + bytes > CHUNK_BYTES) {
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, HEAD_BYTES + bytes)));
      this.#used = 0;
    }
    const chunk = this.#chunkAt(this.#chunks.length - 1);
    chunk.writeUInt32LE(bytes, this.#used);
    chunk[this.#used + 4] = isWide ? 1 : 0;
    // UTF-16 keeps half a character too.
    chunk.write(text, this.#used + HEAD_BYTES, isWide ? 'utf16le' : 'latin1');
    const place = (this.#chunks.length - 1) * CHUNK_BYTES + this.#used;
    this.#used += HEAD_BYTES + bytes;
    this.bytes += HEAD_BYTES + bytes;
    return place;
  }

  read(place: number): string {
    const chunk = this.#chunkAt(Math.floor(place / CHUNK_BYTES));
    const at = place % CHUNK_BYTES;
    const from = at + HEAD_BYTES;
    return chunk.toString(chunk[at + 4] === 1 ? 'utf16le' : 'latin1', from, from + chunk.readUInt32LE(at));
  }

  #chunkAt(index: number): Buffer {
    const chunk = this.#chunks[index];
    if (chunk === undefined) throw new RangeError(`no text chunk ${index}`);
    return chunk;
  }
}
