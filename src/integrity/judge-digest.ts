import { type VerifyCode } from '../model/verify-report.js';
import { type Digest } from './parse-digest.js';
import { type KeyRing } from './public-keys.js';
import { dataToSign, isSignedBy } from './signature.js';
import { type DigestName, splitKey } from './trail-key.js';

/** What was found where a digest file lies. */
export type DigestRead =
  | { readonly kind: 'digest'; readonly digest: Digest; readonly sha256: string; readonly signature: string | undefined }
  /** Its content cannot be had, although the bytes could. `reason`: the part of a sentence that stands in brackets. */
  | { readonly kind: 'damaged' | 'malformed'; readonly reason: string }
  /** The bytes could not be had, which says nothing of them. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What a digest says of the one before it. */
export interface Claim {
  /** From `AWSLogs/` on. */
  readonly key: string;
  readonly sha256: string;
  readonly signature: string;
  /**
   * What is known of the digest that says so. A signature needs no proven carrier: it proves itself, or nothing if its carrier is known to be
   * false.
   */
  readonly carrier: 'proven' | 'unproven' | 'false';
  /** Another bucket or prefix, such as `amzn-s3-demo-bucket/prefix/`; undefined where it is that of the digest that says so. */
  readonly elsewhere: string | undefined;
}

/** Where the objects lie; undefined for a copy, which may lie anywhere. */
export type Origin = { readonly bucket: string; readonly prefix: string } | undefined;

export interface Judging {
  readonly claim: Claim | undefined;
  readonly keys: KeyRing;
  readonly origin: Origin;
  /** Whether no later digest of the chain has been met. */
  readonly isNewest: boolean;
}

export interface Judgement {
  readonly status: 'verified' | 'unverified' | 'altered';
  /** Whether what the digest says is proven to be said by CloudTrail. */
  readonly isTrusted: boolean;
  /** Absent for a digest that is as it should be. */
  readonly finding?: { readonly code: VerifyCode; readonly message: string };
}

const VERIFIED: Judgement = { status: 'verified', isTrusted: true };

/** The content is proven all the same. */
const WRONG_METADATA: Judgement = {
  status: 'altered',
  isTrusted: true,
  finding: {
    code: 'CTA5003',
    message: "The signature in the digest's metadata is wrong; the one that the next digest has is right, so the content is proven.",
  },
};

/** Decides on one digest by all that is known of it: itself, its signature, and what the next digest says of it. */
export function judgeDigest(name: DigestName, read: DigestRead, judging: Judging): Judgement {
  switch (read.kind) {
    case 'unreadable':
      return unverified('CTA5023', `The digest cannot be read (${read.reason}).`);
    case 'damaged':
      return altered('CTA5002', `The digest is not as CloudTrail delivered it (${read.reason}).`);
    case 'malformed':
      return altered('CTA5006', `The digest is malformed (${read.reason}).`);
    case 'digest':
      return judgePlace(name, read, judging) ?? judgeContent(read, judging.claim) ?? judgeSignature(read, judging);
  }
}

type WholeDigest = DigestRead & { readonly kind: 'digest' };

/** A copy may lie in any folder, as long as the key from `AWSLogs/` on is the same. */
function judgePlace(name: DigestName, { digest }: WholeDigest, { origin }: Judging): Judgement | undefined {
  const own = splitKey(digest.object);
  const isThere = own?.key === name.key && (origin === undefined || (origin.bucket === digest.bucket && origin.prefix === own.prefix));
  if (isThere) return undefined;
  return altered('CTA5005', `The digest does not lie where it was delivered: it is ${digest.bucket}/${digest.object}.`);
}

function judgeContent({ sha256 }: WholeDigest, claim: Claim | undefined): Judgement | undefined {
  if (claim?.carrier !== 'proven' || claim.sha256 === sha256) return undefined;
  return altered('CTA5002', `The digest is not as CloudTrail delivered it: ${hashes(sha256, claim)}.`);
}

function judgeSignature(read: WholeDigest, judging: Judging): Judgement {
  const { digest, sha256, signature } = read;
  const { claim, keys } = judging;
  const key = keys.keys.get(digest.fingerprint);
  if (key === undefined) return contradiction(read, claim) ?? unknownKey(digest, keys);
  const data = dataToSign(digest, sha256);
  const isRight = (text: string | undefined): boolean => text !== undefined && isSignedBy(key, data, text);
  if (isRight(signature)) return VERIFIED;
  if (isRight(claim?.signature)) return signature === undefined ? VERIFIED : WRONG_METADATA;
  return unprovenSignature(read, judging);
}

function unprovenSignature(read: WholeDigest, { claim, isNewest, origin }: Judging): Judgement {
  if (read.signature !== undefined || claim?.carrier === 'proven')
    return altered('CTA5003', `The signature of the digest is wrong for the public key ${read.digest.fingerprint}.`);
  return contradiction(read, claim) ?? contradictedSignature(claim) ?? unsigned(isNewest && origin === undefined);
}

/** Of two digests that say different things and are not proven, one is false; the older stands for both. */
function contradiction({ sha256 }: WholeDigest, claim: Claim | undefined): Judgement | undefined {
  if (claim?.carrier !== 'unproven' || claim.sha256 === sha256) return undefined;
  return altered('CTA5002', `The digest or the next one is not as CloudTrail delivered it: ${hashes(sha256, claim)}.`);
}

function contradictedSignature(claim: Claim | undefined): Judgement | undefined {
  if (claim?.carrier !== 'unproven') return undefined;
  return altered('CTA5003', 'The signature that the next digest repeats is wrong: one of the two is not as CloudTrail delivered it.');
}

function hashes(sha256: string, claim: Claim): string {
  return `the SHA-256 of its content is ${sha256}, and the next digest says ${claim.sha256}`;
}

function unknownKey({ fingerprint }: Digest, { isComplete }: KeyRing): Judgement {
  return isComplete
    ? altered('CTA5007', `The digest is signed by the key ${fingerprint}, which AWS does not list for the Region and the time.`)
    : unverified('CTA5022', `The digest is signed by the key ${fingerprint}, which is not among the public keys.`);
}

/** The signature of an object is in its metadata, which only a copy loses; that of all but the newest is in the next digest, too. */
function unsigned(isNewestOfCopy: boolean): Judgement {
  const lost = "The signature of the digest is not known: it is in the metadata of AWS's object alone";
  return isNewestOfCopy
    ? unverified('CTA5043', `${lost}, and no later digest repeats it, so neither the digest is proven nor the logs that it lists.`)
    : unverified('CTA5021', `${lost}, and the digest that repeats it is not there, or not whole.`);
}

function unverified(code: VerifyCode, message: string): Judgement {
  return { status: 'unverified', isTrusted: false, finding: { code, message } };
}

function altered(code: VerifyCode, message: string): Judgement {
  return { status: 'altered', isTrusted: false, finding: { code, message } };
}
