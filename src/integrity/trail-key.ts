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

const DAY = 24 * 60 * 60 * 1000;

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

/** Whether a file is named as CloudTrail names its log files, and lies in the folder of its day. */
export function isLogKey(key: string): boolean {
  return parseLogKey(key) !== undefined;
}

/** Undefined for whatever is not named as CloudTrail names a log file, and for a name of another time than its folder's day. */
function parseLogKey(key: string): LogName | undefined {
  const name = parseLogName(key);
  const day = dayOfFolder(key);
  const isElsewhere = name !== undefined && day !== undefined && !isBetween(name.time, day - DAY, day + 2 * DAY);
  return isElsewhere ? undefined : name;
}

function parseLogName(key: string): LogName | undefined {
  const [, account = '', region = '', stamp = ''] = LOG.exec(key) ?? [];
  const time = timeOfStamp(`${stamp}00`);
  return time === undefined ? undefined : { account, region, time };
}

/** When a log is of: as its name says, else the day of its folder; in milliseconds since 1970. */
export function timeOfLog(key: string): number | undefined {
  return parseLogKey(key)?.time ?? dayOfFolder(key);
}

/**
 * Whether a log may be of a time, both in milliseconds since 1970, the end left out: as its name says, and if that is of another day than the
 * folder, as either says. What has no time may be of any: it cannot be shown to lie outside.
 */
export function mayBeWithin(key: string, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const time = parseLogName(key)?.time;
  const day = dayOfFolder(key);
  if (time === undefined) return day === undefined || (day < to && day + DAY > from);
  if (isBetween(time, from, to)) return true;
  return day !== undefined && !isBetween(time, day, day + DAY) && day < to && day + DAY > from;
}

function isBetween(time: number, from: number, to: number): boolean {
  return time >= from && time < to;
}

/** When the day of a log's folder begins. */
function dayOfFolder(key: string): number | undefined {
  const [, year = '', month = '', day = ''] = /\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]*$/.exec(key) ?? [];
  return parseTime(`${year}-${month}-${day}T00:00:00Z`);
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
