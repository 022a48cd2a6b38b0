import { describe, expect, test } from '@jest/globals';

import { MOST_BYTES, openContent } from '../../../src/integrity/file-content.js';
import { parseDigest } from '../../../src/integrity/parse-digest.js';
import { keyRing } from '../../../src/integrity/public-keys.js';
import { parseDigestKey } from '../../../src/integrity/trail-key.js';
import { type ChainStep, ChainWalk } from '../../../src/integrity/walk-chain.js';
import { type DigestRead } from '../../../src/integrity/judge-digest.js';
import { type Delivered, deliverHours, HOUR, isDigest, makeTrailKey, START, TestTrail } from '../../support/trail-copy.js';

const key = makeTrailKey();
const ring = keyRing([{ fingerprint: key.fingerprint, der: Buffer.from(key.value, 'base64') }], false);

interface Found extends Delivered {
  /** In place of what was delivered. */
  readonly now?: string;
}

function readOf({ now, content, signature }: Found): DigestRead {
  const opened = openContent(Buffer.from(now ?? content, 'latin1'), MOST_BYTES.digest);
  if (opened.kind === 'damaged') return opened;
  const parsed = parseDigest(opened.bytes);
  return parsed.kind === 'malformed' ? parsed : { kind: 'digest', digest: parsed.digest, sha256: opened.sha256, signature };
}

/** What the walk says of digests, the newest first. */
function walk(found: readonly Found[], options: { readonly bucket?: string; readonly prefix?: string } = {}): readonly ChainStep[] {
  const { bucket, prefix = '' } = options;
  const origin = bucket === undefined ? undefined : { bucket, prefix };
  const chain = new ChainWalk({ keys: ring, origin, since: undefined, expectedUntil: undefined });
  return found.map((one) => {
    const name = parseDigestKey(one.key);
    if (name === undefined) throw new Error('no digest');
    return chain.take(name, readOf(one));
  });
}

const codes = (steps: readonly ChainStep[]): string[][] => steps.map(({ findings }) => findings.map(({ code }) => code));

const newestFirst = (count: number): Delivered[] => deliverHours(new TestTrail({ key }), count).filter(isDigest).reverse();

const lost = ({ key: name, bytes, content }: Delivered): Delivered => ({ key: name, bytes, content });

describe('A chain', () => {
  test('is signed byte by byte, not only where it is read', () => {
    const [newest, digest, oldest] = newestFirst(3);
    if (newest === undefined || digest === undefined || oldest === undefined) throw new Error('no digests');
    const missed = Array.from(digest.content, (_, index) => index).filter((index) => {
      const now = `${digest.content.slice(0, index)}${String.fromCharCode(digest.content.charCodeAt(index) ^ 1)}${digest.content.slice(index + 1)}`;
      return [newest, lost(newest)].some((later) => walk([later, { ...digest, now }, oldest])[1]?.status !== 'altered');
    });
    expect(missed).toEqual([]);
  });

  test('must lie in the bucket and under the prefix that its digests name, where those are known', () => {
    const found = newestFirst(2);
    expect(codes(walk(found, { bucket: 'amzn-s3-demo-bucket' }))).toEqual([[], ['CTA5041']]);
    expect(codes(walk(found, { bucket: 'other' }))).toEqual([['CTA5005'], ['CTA5005']]);
    expect(codes(walk(found, { bucket: 'amzn-s3-demo-bucket', prefix: 'other/' }))).toEqual([['CTA5005'], ['CTA5005']]);
  });

  test('has a digest whose metadata was changed, and whose content the next one proves', () => {
    const [newest, digest, oldest] = newestFirst(3);
    if (newest === undefined || digest === undefined || oldest === undefined) throw new Error('no digests');
    const [, step] = walk([newest, { ...digest, signature: newest.signature ?? '' }, oldest]);
    expect(step).toMatchObject({ status: 'altered', isTrusted: true, findings: [{ code: 'CTA5003' }] });
  });

  test('has a newest digest that lies about the one before, which is proven', () => {
    const [newest, digest] = newestFirst(2);
    if (newest === undefined || digest === undefined) throw new Error('no digests');
    const now = newest.content.replace(/("previousDigestHashValue":")./, '$1x').replace('"x', '"0');
    const other = newest.content.replace(/("previousDigestHashValue":")./, '$1f');
    const lie = { ...lost(newest), now: now === newest.content ? other : now };
    expect(codes(walk([lie, digest]))).toEqual([['CTA5043'], ['CTA5002', 'CTA5041']]);
  });

  test('of names that are thousands of years apart costs no memory', () => {
    const [digest] = newestFirst(1);
    if (digest === undefined) throw new Error('no digest');
    const old = { ...digest, key: digest.key.replaceAll('2024/05/01', '0001/01/01').replace('20240501T', '00010101T') };
    const [, step] = walk([{ ...digest, now: 'not JSON' }, old]);
    expect(step?.missing.length).toBeLessThanOrEqual(100_000);
  });

  test('that ends within its hour, and starts again within it, has a gap of minutes', () => {
    const trail = new TestTrail({ key });
    const before = deliverHours(trail, 2).filter(isDigest);
    const last = trail.digest(START + 2 * HOUR, START + 2.3 * HOUR, []);
    trail.restart();
    const first = trail.digest(START + 2.5 * HOUR, START + 3.5 * HOUR, []);
    expect(codes(walk([first, last, ...before.reverse()]))).toEqual([['CTA5041'], ['CTA5024'], [], ['CTA5041']]);
  });
});
