import { createPublicKey, type KeyObject } from 'node:crypto';

/** A public key as ListPublicKeys gives it. */
export interface PublicKey {
  readonly fingerprint: string;
  /** DER, of PKCS #1 or, as some keys are, of SubjectPublicKeyInfo. */
  readonly der: Uint8Array;
}

/** The keys that digests may be signed with. */
export interface KeyRing {
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** Whether AWS itself gave all keys of the Region and the time, so that a digest with another one is not by CloudTrail. */
  readonly isComplete: boolean;
}

export type ParsedKeys =
  | { readonly kind: 'keys'; readonly keys: readonly PublicKey[] }
  /** `reason`: the part of a sentence that names what is wrong. */
  | { readonly kind: 'malformed'; readonly reason: string };

/** By fingerprint; a key that is no RSA key is left out. */
export function keyRing(keys: readonly PublicKey[], isComplete: boolean): KeyRing {
  const entries = keys.flatMap(({ fingerprint, der }) => {
    const key = rsaKey(der);
    return key === undefined ? [] : [[fingerprint, key] as const];
  });
  return { keys: new Map(entries), isComplete };
}

/**
 * Reads what `aws cloudtrail list-public-keys` prints
 * (https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/list-public-keys.html). Never throws.
 */
export function parsePublicKeys(text: string): ParsedKeys {
  const list = listOf(jsonOf(text));
  if (list === undefined) return { kind: 'malformed', reason: 'it is not what `aws cloudtrail list-public-keys` prints' };
  const keys = list.map(keyOf);
  const wrong = keys.findIndex((key) => key === undefined || rsaKey(key.der) === undefined);
  if (wrong >= 0)
    return { kind: 'malformed', reason: `key ${wrong + 1} of its list has no Fingerprint, or its Value is no RSA public key` };
  return { kind: 'keys', keys: keys.filter((key) => key !== undefined) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // said by the caller, as of any other content that is no list of keys
  }
}

/** AWS's own pages write the name of the list both ways. */
function listOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { PublicKeyList: upper, publicKeyList: lower } = value as Readonly<Record<string, unknown>>;
  const list = upper ?? lower;
  return Array.isArray(list) ? list : undefined;
}

function keyOf(value: unknown): PublicKey | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { Fingerprint: fingerprint, Value: base64 } = value as Readonly<Record<string, unknown>>;
  if (typeof fingerprint !== 'string' || typeof base64 !== 'string') return undefined;
  return { fingerprint, der: Buffer.from(base64, 'base64') };
}

function rsaKey(der: Uint8Array): KeyObject | undefined {
  return keyIn(der, 'pkcs1') ?? keyIn(der, 'spki');
}

function keyIn(der: Uint8Array, type: 'pkcs1' | 'spki'): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type });
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined; // the other form is tried, and what is neither is no key
  }
}
