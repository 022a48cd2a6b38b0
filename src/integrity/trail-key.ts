import { parseTime } from '../model/time.js';

/** An object's key in two: what a trail is told to put first, and the part that CloudTrail makes. */
export interface SplitKey {
  /** With its last slash, or empty. */
  readonly prefix: string;
  /** From `AWSLogs/` on. */
  readonly key: string;
}

/** What the name of a digest file says. */
export interface DigestName {
  /** From `AWSLogs/` on. */
  readonly key: string;
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  /** The Region in which the trail was made. */
  readonly homeRegion: string;
  /** When the time that it covers ends, in milliseconds since 1970. */
  readonly end: number;
  /** Whether it lists logs that came too late for the digest of their hour. */
  readonly isBackfill: boolean;
}

/** What the name of a log file says. */
interface LogName {
  readonly account: string;
  readonly region: string;
  /** In milliseconds since 1970, of a whole minute; CloudTrail delivers the file then or later. */
  readonly time: number;
}

const SPLIT = /^((?:.*\/)?)(AWSLogs\/.+)$/s;

/** A key whose parts could lead out of a folder, or that no file can have, is none. */
const UNSAFE = /(?:^|\/)(?:\.{0,2})(?:\/|$)|[\0\\]/;

/**
 * The layout is that of
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html.
 * A trail's name may have underscores; a Region's has none.
 */
const DIGEST = /\/(\d{12})_CloudTrail-Digest_([a-z0-9-]+)_([^/]+)_([a-z0-9-]+)_(\d{8}T\d{6})Z(_backfill)?\.json\.gz$/;

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html#cloudtrail-log-filename-format */
const LOG = /\/(\d{12})_CloudTrail(?:-[A-Za-z]+)?_([a-z0-9-]+)_(\d{8}T\d{4})Z_[^/]+\.json\.gz$/;

/** Undefined for a key without `AWSLogs/`, and for one that could lead out of a folder. */
export function splitKey(objectKey: string): SplitKey | undefined {
  const [, prefix = '', key = ''] = SPLIT.exec(objectKey) ?? [];
  return key === '' || UNSAFE.test(key) ? undefined : { prefix, key };
}

/** Undefined for whatever is not named as CloudTrail names a digest file. */
export function parseDigestKey(key: string): DigestName | undefined {
  const [, account = '', region = '', trail = '', homeRegion = '', stamp = '', backfill] = DIGEST.exec(key) ?? [];
  const end = timeOfStamp(stamp);
  return end === undefined ? undefined : { key, account, region, trail, homeRegion, end, isBackfill: backfill !== undefined };
}

/** Whether a file is named as CloudTrail names its log files. */
export function isLogKey(key: string): boolean {
  return parseLogKey(key) !== undefined;
}

/** Undefined for whatever is not named as CloudTrail names a log file. */
function parseLogKey(key: string): LogName | undefined {
  const [, account = '', region = '', stamp = ''] = LOG.exec(key) ?? [];
  const time = timeOfStamp(`${stamp}00`);
  return time === undefined ? undefined : { account, region, time };
}

/** When a log is of: as its name says, else the day of its folder; in milliseconds since 1970. */
export function timeOfLog(key: string): number | undefined {
  const [, year = '', month = '', day = ''] = /\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]*$/.exec(key) ?? [];
  return parseLogKey(key)?.time ?? parseTime(`${year}-${month}-${day}T00:00:00Z`);
}

/** The key that the digest of the same chain has whose time ends then. */
export function digestKeyAt({ key }: DigestName, end: number): string {
  const time = new Date(end).toISOString();
  const stamp = time.slice(0, 19).replace(/[-:]/g, '');
  const day = time.slice(0, 10).replaceAll('-', '/');
  return key.replace(/\/\d{4}\/\d{2}\/\d{2}\/([^/]+)$/, `/${day}/$1`).replace(/\d{8}T\d{6}Z(?=(?:_backfill)?\.json\.gz$)/, `${stamp}Z`);
}

/** Milliseconds since 1970 of `20240501T130131`. */
function timeOfStamp(stamp: string): number | undefined {
  const time = stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3T$4:$5:$6Z');
  return parseTime(time);
}
