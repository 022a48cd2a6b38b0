const FIRST_SLOTS = 4096;
/** A fuller table would need long walks to find a free slot. */
const MAX_LOAD = 0.7;

/** What a hash takes in `toBytes`. */
const HASH_BYTES = 8;

/**
 * Remembers things by the first 64 bits of the SHA-256 of their bytes, in 8 bytes a slot (12 to 23 bytes each), because an object or a text for
 * each of a million events would cost ten times that.
 *
 * The hash is cryptographic because logs are hostile: whoever makes two different events collide hides the second one. With a sum
 * such as CRC or FNV the user agent alone could be chosen so; here the attacker would also have to know the eventID, which AWS
 * draws after the request was sent. By chance, two of a million events collide once in 37 million such runs.
 */
export class HashSet {
  /** Two words a slot; both zero is a free slot. */
  #slots = new Uint32Array(2 * FIRST_SLOTS);
  #size = 0;

  /** @throws RangeError for bytes that no set gave */
  static fromBytes(bytes: Uint8Array): HashSet {
    if (bytes.length % HASH_BYTES !== 0) throw new RangeError(`${bytes.length} bytes are no hashes of ${HASH_BYTES}`);
    const set = new HashSet();
    for (let at = 0; at < bytes.length; at += HASH_BYTES) set.add(bytes.subarray(at, at + HASH_BYTES));
    return set;
  }

  /** The hashes in their order. */
  toBytes(): Uint8Array {
    const hashes: bigint[] = [];
    for (let index = 0; index < this.#slots.length; index += 2) {
      const hash = (BigInt(this.#slots[index] ?? 0) << 32n) | BigInt(this.#slots[index + 1] ?? 0);
      if (hash !== 0n) hashes.push(hash);
    }
    const bytes = new DataView(new ArrayBuffer(HASH_BYTES * hashes.length));
    for (const [i, hash] of BigUint64Array.from(hashes).sort().entries()) bytes.setBigUint64(HASH_BYTES * i, hash);
    return new Uint8Array(bytes.buffer);
  }

  /** @param sha256 as `add` takes it */
  has(sha256: string | Uint8Array): boolean {
    const high = word(sha256, 0);
    return this.#find(high, lowWord(sha256, high)) === undefined;
  }

  /**
   * Takes a hash and gives whether it was there before.
   * @param sha256 hexadecimal text, or the 32 bytes themselves; all behind the first 64 bits is left out
   */
  add(sha256: string | Uint8Array): boolean {
    const high = word(sha256, 0);
    const low = lowWord(sha256, high);
    const free = this.#find(high, low);
    if (free === undefined) return true;
    this.#slots[2 * free] = high;
    this.#slots[2 * free + 1] = low;
    this.#size += 1;
    if (this.#size > MAX_LOAD * (this.#slots.length / 2)) this.#grow();
    return false;
  }

  /** The free slot for a key; undefined when it is there already. */
  #find(high: number, low: number): number | undefined {
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const seenHigh = slots[2 * slot];
      const seenLow = slots[2 * slot + 1];
      if (seenHigh === high && seenLow === low) return undefined;
      if (seenHigh === 0 && seenLow === 0) return slot;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(2 * old.length);
    for (let index = 0; index < old.length; index += 2) {
      const high = old[index] ?? 0;
      const low = old[index + 1] ?? 0;
      const free = high === 0 && low === 0 ? undefined : this.#find(high, low);
      if (free === undefined) continue;
      this.#slots[2 * free] = high;
      this.#slots[2 * free + 1] = low;
    }
  }
}

/** Zero marks a free slot; the one hash in 2^64 that is all zero shares its slot with its neighbour. */
function lowWord(sha256: string | Uint8Array, high: number): number {
  return word(sha256, 1) || (high === 0 ? 1 : 0);
}

function word(sha256: string | Uint8Array, index: 0 | 1): number {
  if (typeof sha256 === 'string') return Number.parseInt(sha256.slice(8 * index, 8 * index + 8), 16);
  const at = 4 * index;
  return (((sha256[at] ?? 0) << 24) | ((sha256[at + 1] ?? 0) << 16) | ((sha256[at + 2] ?? 0) << 8) | (sha256[at + 3] ?? 0)) >>> 0;
}
