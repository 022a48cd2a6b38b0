/** Half a character has no bytes of its own: in UTF-8 it would be taken for another key. */
const HALF_A_CHARACTER = /\p{Surrogate}/u;

/** In characters; AWS has none half as long. */
const LONGEST_KEY = 64;

/** Whether a key can be asked for by its bytes. */
export function isPlainKey(key: string): boolean {
  return key.length <= LONGEST_KEY && !HALF_A_CHARACTER.test(key);
}
