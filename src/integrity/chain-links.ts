import { formatTime } from '../model/time.js';
import { type VerifyCode } from '../model/verify-report.js';
import { type Stretch } from './coverage.js';
import { type Claim, type DigestRead, type Judgement } from './judge-digest.js';
import { type Digest } from './parse-digest.js';
import { type DigestName, digestKeyAt, parseDigestKey, splitKey } from './trail-key.js';

/** A result that the use case gives its account, its Region and its fingerprint. */
export interface ChainFinding {
  readonly code: VerifyCode;
  readonly message: string;
  readonly key: string;
  /** When the time begins that it is about, in milliseconds since 1970. */
  readonly at: number;
}

/** A digest that is not there, by the key that it should have. */
interface MissingDigest {
  readonly key: string;
  /** When its time ends, in milliseconds since 1970. */
  readonly end: number;
}

/** What lies between two digests of a chain, or at its end. */
export interface Between {
  /** From the newest on. */
  readonly missing: readonly MissingDigest[];
  readonly findings: readonly ChainFinding[];
  readonly stretches: readonly Stretch[];
}

/** CloudTrail delivers a digest of each hour. */
export const DIGEST_PERIOD = 60 * 60 * 1000;

/** Between digests that follow each other without a gap; their times are of whole seconds. */
const TOLERANCE = 60 * 1000;

/** Names are hostile: two of them may be thousands of years apart. */
const MOST_MISSING = 100_000;

/** What the walk holds of the digest before. */
export interface Later {
  readonly name: DigestName;
  readonly start: number;
  /** Undefined where it starts a chain, or could not be read. */
  readonly claim: Claim | undefined;
  readonly startsChain: boolean;
}

export const NOTHING: Between = { missing: [], findings: [], stretches: [] };

/** Whether what a digest says may be held against others: it is proven, or nothing speaks against it. */
export function isCredible({ status, isTrusted }: Judgement): boolean {
  return isTrusted || status !== 'altered';
}

function isHeld(claim: Claim | undefined): claim is Claim {
  return claim !== undefined && claim.carrier !== 'false';
}

/** A digest that is known to be false may say anything, but a signature that it hands on can still be right. */
export function claimOn({ key }: DigestName, later: Later | undefined): Claim | undefined {
  return later?.claim?.key === key || later?.claim?.carrier === 'false' ? later.claim : undefined;
}

/** A proven digest gives the lie to a later one that says something else of it. */
export function falseClaim({ key }: DigestName, read: DigestRead, later: Later | undefined): readonly ChainFinding[] {
  if (read.kind !== 'digest' || later?.claim?.carrier !== 'unproven') return [];
  const { name, start, claim } = later;
  if (claim.key !== key || claim.sha256 === read.sha256) return [];
  const message =
    'The digest is not as CloudTrail delivered it: the SHA-256 that it has of the digest before it is wrong, for that one is proven.';
  return [{ code: 'CTA5002', key: name.key, at: start, message }];
}

export function betweenDigests(older: DigestName, later: Later): Between {
  const missing = missingBetween(later, older.end);
  const isNamed = isHeld(later.claim);
  if (isNamed && later.claim.elsewhere !== undefined && missing.length > 0) return notHere(later, later.claim.elsewhere, older.end);
  return {
    missing,
    findings: [...missing.map((one, index) => missingFinding(one, isNamed && index === 0)), ...gapFindings(older, later)],
    stretches: [...missing.map(missingStretch), ...gapStretches(older, later)],
  };
}

/** What the oldest digest that is there says of an older one. */
export function beforeOldest(later: Later | undefined, since = -Infinity): Between {
  if (later === undefined) return NOTHING;
  if (!isHeld(later.claim)) return later.startsChain || later.name.isBackfill ? NOTHING : unknownBefore(later, since);
  const { key, elsewhere } = later.claim;
  const end = parseDigestKey(key)?.end ?? -Infinity;
  if (end <= since) return NOTHING;
  if (elsewhere !== undefined) return notHere(later, elsewhere, undefined);
  const message =
    'The digest is missing: the oldest that is there follows it. If older digests have expired or were not copied, say with --since from when on to check.';
  const missing = { key, end };
  return {
    missing: [missing],
    findings: [{ code: 'CTA5001', key, at: end - DIGEST_PERIOD, message }],
    stretches: [missingStretch(missing)],
  };
}

/** The oldest digest would say whether it follows another, and cannot be believed. */
function unknownBefore({ name: { key, end } }: Later, since: number): Between {
  const at = end - DIGEST_PERIOD;
  if (at - TOLERANCE <= since) return NOTHING;
  const message = 'Whether digests before this one are missing is not known: it would say so, and it is not as CloudTrail delivered it.';
  return { missing: [], findings: [{ code: 'CTA5024', key, at, message }], stretches: [] };
}

/** What lies in another bucket or under another prefix is not missing, but it is not looked at. */
function notHere({ name: { key }, start }: Later, place: string, from: number | undefined): Between {
  const since = from === undefined ? '' : ` from ${formatTime(from)} on`;
  const message = `The digests${since} until ${formatTime(start)} lie in ${place}, and are not here: verify them there.`;
  const at = from ?? start - DIGEST_PERIOD;
  const stretch = { from: at, to: start, doubt: `the digests of its time lie in ${place}` };
  return { missing: [], findings: [{ code: 'CTA5024', key, at, message }], stretches: [stretch] };
}

/** Whether the chain is proven to lead from the later digest to one before this: then this is none of its links. */
export function isPassedOver(name: DigestName, claim: Claim | undefined): claim is Claim {
  const claimed = claim?.carrier === 'proven' ? parseDigestKey(claim.key) : undefined;
  return claimed !== undefined && claimed.key !== name.key && claimed.end <= name.end;
}

function isSameChain(left: DigestName, right: DigestName): boolean {
  return left.trail === right.trail && left.homeRegion === right.homeRegion && left.isBackfill === right.isBackfill;
}

/** What the next older digest is to be held against. */
export function linkOf(name: DigestName, read: DigestRead, judgement: Judgement): Pick<Later, 'claim' | 'startsChain'> {
  if (read.kind !== 'digest') return { claim: undefined, startsChain: false };
  const { previous } = read.digest;
  if (previous === undefined) return { claim: undefined, startsChain: isCredible(judgement) };
  const claimed = parseDigestKey(splitKey(previous.object)?.key ?? '');
  if (claimed === undefined || !isSameChain(claimed, name) || claimed.end >= name.end) return { claim: undefined, startsChain: false };
  return {
    claim: {
      key: claimed.key,
      sha256: previous.sha256,
      signature: previous.signature,
      carrier: carrierOf(judgement),
      elsewhere: otherPlace(read.digest),
    },
    startsChain: false,
  };
}

function carrierOf(judgement: Judgement): Claim['carrier'] {
  if (judgement.isTrusted) return 'proven';
  return isCredible(judgement) ? 'unproven' : 'false';
}

/**
 * The first is named by the later digest; those before it by the rhythm of the chain, because what they said of each other is gone with
 * them. A digest that starts a chain says that nothing is missing; backfills have no rhythm.
 */
function missingBetween({ name, claim, startsChain }: Later, olderEnd: number): readonly MissingDigest[] {
  if (startsChain) return [];
  const claimed = isHeld(claim) ? parseDigestKey(claim.key) : undefined;
  if (name.isBackfill) return claimed === undefined || claimed.end <= olderEnd ? [] : [{ key: claimed.key, end: claimed.end }];
  const newest = claimed?.end ?? name.end - DIGEST_PERIOD;
  const hours = Math.ceil((newest - olderEnd - TOLERANCE) / DIGEST_PERIOD);
  const count = Math.min(MOST_MISSING, Math.max(0, hours));
  return Array.from({ length: count }, (_, index) => {
    const end = newest - index * DIGEST_PERIOD;
    return { key: index === 0 && claimed !== undefined ? claimed.key : digestKeyAt(name, end), end };
  });
}

function missingFinding({ key, end }: MissingDigest, isNamed: boolean): ChainFinding {
  const why = isNamed ? 'the digest after it follows it' : 'there is no digest of its hour, and none says that the chain was broken';
  return { code: 'CTA5001', key, at: end - DIGEST_PERIOD, message: `The digest is missing: ${why}.` };
}

/** The trail wrote no digests between the end of the older and the start of the later one. */
function gapFindings(older: DigestName, later: Later): readonly ChainFinding[] {
  if (!isGap(older, later)) return [];
  const message = `The trail or its validation was stopped, and started again: no digest covers the logs from ${formatTime(older.end)} to ${formatTime(later.start)}.`;
  return [{ code: 'CTA5024', key: later.name.key, at: older.end, message }];
}

function gapStretches(older: DigestName, later: Later): readonly Stretch[] {
  return isGap(older, later) ? [{ from: older.end, to: later.start, doubt: 'the trail or its validation was stopped at that time' }] : [];
}

function isGap(older: DigestName, later: Later): boolean {
  return later.startsChain && !older.isBackfill && later.start - older.end > TOLERANCE;
}

export function linkFindings({ key, isBackfill }: DigestName, digest: Digest): readonly ChainFinding[] {
  const { previous, bucket, object, start: at } = digest;
  if (previous === undefined)
    return isBackfill ? [] : [{ code: 'CTA5041', key, at, message: `The chain of the trail's digests starts at ${formatTime(at)}.` }];
  const from = otherPlace(digest);
  if (from === undefined) return [];
  return [
    { code: 'CTA5042', key, at, message: `From ${formatTime(at)} on the trail delivers to ${placeOf(bucket, object)}, before to ${from}.` },
  ];
}

/** Where the digest before lies, if that is not where this one does. */
function otherPlace({ previous, bucket, object }: Digest): string | undefined {
  const other = previous === undefined ? undefined : placeOf(previous.bucket, previous.object);
  return other === placeOf(bucket, object) ? undefined : other;
}

function placeOf(bucket: string, object: string): string {
  return `${bucket}/${splitKey(object)?.prefix ?? ''}`;
}

function missingStretch({ end }: MissingDigest): Stretch {
  return { from: end - DIGEST_PERIOD, to: end, doubt: 'the digest of its hour is missing' };
}
