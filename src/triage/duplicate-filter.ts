const FIRST_SLOTS = 4096;
/** A fuller table would need long walks to find a free slot. */
const MAX_LOAD = 0.7;

/**
 * Remembers events by the first 64 bits of the SHA-256 of their bytes, in 8 bytes a slot (12 to 23 bytes an event), because an object
 * or a text for each of a million events would cost ten times that.
 *
 * The hash is cryptographic because logs are hostile: whoever makes two different events collide hides the second one. With a sum
 * such as CRC or FNV the user agent alone could be chosen so; here the attacker would also have to know the eventID, which AWS
 * draws after the request was sent. By chance, two of a million events collide once in 37 million such runs.
 */
export class DuplicateFilter {
  /** Two words a slot; both zero is a free slot. */
  #slots = new Uint32Array(2 * FIRST_SLOTS);
  #size = 0;

  /**
   * Whether an event with these bytes was asked about before. Never ask for a record without an eventID: two of those are two events
   * even when their bytes are the same.
   * @param sha256 hexadecimal text, or the 32 bytes themselves
   */
  isCopy(sha256: string | Uint8Array): boolean {
    const high = word(sha256, 0);
    // Zero marks a free slot; the one hash in 2^64 that is all zero shares its slot with its neighbour.
    const low = word(sha256, 1) || (high === 0 ? 1 : 0);
    if (this.#insert(high, low)) return true;
    this.#size += 1;
    if (this.#size > MAX_LOAD * (this.#slots.length / 2)) this.#grow();
    return false;
  }

  /** Gives whether the key was there already. */
  #insert(high: number, low: number): boolean {
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const seenHigh = slots[2 * slot];
      const seenLow = slots[2 * slot + 1];
      if (seenHigh === high && seenLow === low) return true;
      if (seenHigh === 0 && seenLow === 0) {
        slots[2 * slot] = high;
        slots[2 * slot + 1] = low;
        return false;
      }
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(2 * old.length);
    for (let index = 0; index < old.length; index += 2) {
      const high = old[index] ?? 0;
      const low = old[index + 1] ?? 0;
      if (high !== 0 || low !== 0) this.#insert(high, low);
    }
  }
}

function word(sha256: string | Uint8Array, index: 0 | 1): number {
  if (typeof sha256 === 'string') return Number.parseInt(sha256.slice(8 * index, 8 * index + 8), 16);
  const at = 4 * index;
  return (((sha256[at] ?? 0) << 24) | ((sha256[at + 1] ?? 0) << 16) | ((sha256[at + 2] ?? 0) << 8) | (sha256[at + 3] ?? 0)) >>> 0;
}
