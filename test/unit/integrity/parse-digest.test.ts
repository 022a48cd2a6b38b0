import { describe, expect, test } from '@jest/globals';

import { dataToSign } from '../../../src/integrity/signature.js';
import { type Digest, parseDigest } from '../../../src/integrity/parse-digest.js';

const SIGNATURE = '50887ccffad4c002b97caa37cc9dc626';
const HASH = '97fb791cf91ffc440d274f8190dbdd9aa09c34432aba82739df18b6d3c13df2d';
const FOLDER =
  'AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/111122223333_CloudTrail-Digest_us-east-2_your-trail-name_us-east-2';

/**
 * Has the fields, and the kinds of values, of the example in
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
const SAMPLE = {
  awsAccountId: '111122223333',
  digestStartTime: '2015-08-17T14:01:31Z',
  digestEndTime: '2015-08-17T15:01:31Z',
  digestS3Bucket: 'amzn-s3-demo-bucket',
  digestS3Object: `${FOLDER}_20150817T150131Z.json.gz`,
  digestPublicKeyFingerprint: '31e8b5433410dfb61a9dc45cc65b22ff',
  digestSignatureAlgorithm: 'SHA256withRSA',
  newestEventTime: '2015-08-17T14:52:27Z',
  oldestEventTime: '2015-08-17T14:42:27Z',
  previousDigestS3Bucket: 'amzn-s3-demo-bucket',
  previousDigestS3Object: `${FOLDER}_20150817T140131Z.json.gz`,
  previousDigestHashValue: HASH,
  previousDigestHashAlgorithm: 'SHA-256',
  previousDigestSignature: SIGNATURE,
  logFiles: [
    {
      s3Bucket: 'amzn-s3-demo-bucket',
      s3Object:
        'AWSLogs/111122223333/CloudTrail/us-east-2/2015/08/17/111122223333_CloudTrail_us-east-2_20150817T1445Z_9nYN7gp2eWAJHIfT.json.gz',
      hashValue: '9bb6196fc6b84d6f075a56548feca262bd99ba3c2de41b618e5b6e22c1fc71f6',
      hashAlgorithm: 'SHA-256',
      newestEventTime: '2015-08-17T14:52:27Z',
      oldestEventTime: '2015-08-17T14:42:27Z',
    },
  ],
} as const;

const START_FIELDS = {
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
} as const;

const parsed = (value: unknown): ReturnType<typeof parseDigest> =>
  parseDigest(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

function digestOf(value: unknown): Digest {
  const result = parsed(value);
  if (result.kind === 'malformed') throw new Error(result.reason);
  return result.digest;
}

describe('A digest', () => {
  test('as AWS shows one is read', () => {
    const digest = digestOf(SAMPLE);
    expect(digest).toMatchObject({ account: '111122223333', endText: '2015-08-17T15:01:31Z', end: Date.parse('2015-08-17T15:01:31Z') });
    expect(digest.previous).toEqual({
      bucket: 'amzn-s3-demo-bucket',
      object: SAMPLE.previousDigestS3Object,
      sha256: HASH,
      signature: SIGNATURE,
    });
    expect(digest.logs).toEqual([
      { bucket: 'amzn-s3-demo-bucket', object: SAMPLE.logFiles[0].s3Object, sha256: SAMPLE.logFiles[0].hashValue },
    ]);
  });

  test('is signed with its end, its place, its hash and the signature before it', () => {
    expect(dataToSign(digestOf(SAMPLE), 'ab')).toBe(`2015-08-17T15:01:31Z\namzn-s3-demo-bucket/${SAMPLE.digestS3Object}\nab\n${SIGNATURE}`);
  });

  test('that starts a chain is signed with "null" for the signature before it', () => {
    const digest = digestOf({ ...SAMPLE, ...START_FIELDS });
    expect(digest.previous).toBeUndefined();
    expect(dataToSign(digest, 'ab').split('\n')[3]).toBe('null');
  });

  test('of an hour without logs is read', () => {
    expect(digestOf({ ...SAMPLE, newestEventTime: null, oldestEventTime: null, logFiles: [] }).logs).toEqual([]);
  });
});

describe('A malformed digest', () => {
  test.each<{ name: string; value: unknown; reason: string }>([
    { name: 'no JSON', value: '{', reason: 'it is not JSON' },
    { name: 'a list', value: [], reason: 'it is not an object' },
    { name: 'null', value: 'null', reason: 'it is not an object' },
    { name: 'a missing field', value: { ...SAMPLE, digestS3Object: undefined }, reason: 'digestS3Object is missing' },
    { name: 'a field of another kind', value: { ...SAMPLE, awsAccountId: 1 }, reason: 'awsAccountId is not a text' },
    { name: 'a time that is none', value: { ...SAMPLE, digestEndTime: '2015-08-17' }, reason: 'digestEndTime is not a time' },
    {
      name: 'another algorithm',
      value: { ...SAMPLE, digestSignatureAlgorithm: 'SHA1withRSA' },
      reason: 'digestSignatureAlgorithm is not SHA256withRSA',
    },
    { name: 'half a start', value: { ...SAMPLE, previousDigestSignature: null }, reason: 'previousDigestSignature is not a text' },
    {
      name: 'a hash that is none',
      value: { ...SAMPLE, previousDigestHashValue: 'ab' },
      reason: 'previousDigestHashValue is not a SHA-256',
    },
    {
      name: 'a signature that is no hex',
      value: { ...SAMPLE, previousDigestSignature: 'xyz' },
      reason: 'previousDigestSignature is not hexadecimal',
    },
    { name: 'logs that are no list', value: { ...SAMPLE, logFiles: {} }, reason: 'logFiles is not a list' },
    { name: 'a log that is none', value: { ...SAMPLE, logFiles: [1] }, reason: 'logFiles[0] is not an object' },
    {
      name: 'a log without a hash',
      value: { ...SAMPLE, logFiles: [{ ...SAMPLE.logFiles[0], hashValue: '' }] },
      reason: 'logFiles[0].hashValue is not a text',
    },
    {
      name: 'a log hashed otherwise',
      value: { ...SAMPLE, logFiles: [{ ...SAMPLE.logFiles[0], hashAlgorithm: 'MD5' }] },
      reason: 'logFiles[0].hashAlgorithm is not SHA-256',
    },
  ])('of $name says why', ({ value, reason }) => {
    expect(parsed(value)).toEqual({ kind: 'malformed', reason });
  });
});
