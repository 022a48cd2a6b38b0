import { createHash, randomBytes } from 'node:crypto';

/** 6 bytes are the most that a number reads at once, and collide once in 10⁸ years of a busy trail. */
const HASH_BYTES = 6;

/**
 * Which keys have been met, in a few bytes each: a year of a busy Region has millions. Hashed with a salt of its own, so that nobody can name a
 * file such that it passes for another.
 */
export class KeySet {
  private readonly salt = randomBytes(16);
  private readonly hashes = new Set<number>();

  add(key: string): void {
    this.hashes.add(this.hashOf(key));
  }

  has(key: string): boolean {
    return this.hashes.has(this.hashOf(key));
  }

  private hashOf(key: string): number {
    return createHash('sha256').update(this.salt).update(key).digest().readUIntBE(0, HASH_BYTES);
  }
}
