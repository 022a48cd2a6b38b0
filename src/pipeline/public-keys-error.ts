/** A file that does not hold public keys: what was checked with the others would be less than was asked. */
export class PublicKeysError extends Error {
  constructor(path: string, reason: string) {
    super(`${path} holds no public keys: ${reason}`);
    this.name = 'PublicKeysError';
  }
}
