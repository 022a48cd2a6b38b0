import { type KeyObject, verify } from 'node:crypto';

import { type Digest } from './parse-digest.js';

const HEX = /^(?:[0-9A-Fa-f]{2})+$/;

/**
 * What CloudTrail signs of a digest: when its time ends, where it lies, the SHA-256 of its uncompressed content, and the signature of the digest
 * before it, or `null` where there is none
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html).
 * @param sha256 of the uncompressed content, in lower-case hex
 */
export function dataToSign({ endText, bucket, object, previous }: Digest, sha256: string): string {
  return `${endText}\n${bucket}/${object}\n${sha256}\n${previous?.signature ?? 'null'}`;
}

/**
 * Whether the signature, in hex, is the one of the data: RSASSA-PKCS1-v1_5 with SHA-256, which CloudTrail calls SHA256withRSA. A text that is no
 * hex is no signature.
 */
export function isSignedBy(key: KeyObject, data: string, signature: string): boolean {
  return HEX.test(signature) && verify('sha256', Buffer.from(data, 'utf8'), key, Buffer.from(signature, 'hex'));
}
