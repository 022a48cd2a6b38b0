import { compareText } from '../../model/text.js';

/** Which files of a trail are asked for. */
export interface TrailSelection {
  /** Milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Account IDs; empty for all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Whether digest files are, too. */
  readonly digests?: boolean;
}

/** How the keys below a folder are to be gone through. */
export type FolderPlan =
  /** None of them is asked for. */
  | { readonly kind: 'pass' }
  /** Its folders are to be asked about one by one. */
  | { readonly kind: 'walk'; readonly isTrail: boolean }
  /** All keys in a row, behind `after` and before `before`. */
  | { readonly kind: 'all'; readonly after?: string; readonly before?: string };

const DAY = 86_400_000;

/**
 * A file's folder and name tell when it was delivered. Most events come within minutes; the margin leaves room for a late delivery, and for
 * an event just before midnight in a file just behind it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
const MARGIN = DAY;

/** Folders of one account that hold no API events are those of other services, and of CloudTrail's digests and Insights. */
const EVENTS_FOLDERS: ReadonlySet<string> = new Set(['CloudTrail', 'CloudTrail-NetworkActivity']);
const DIGESTS_FOLDER = 'CloudTrail-Digest';

const GLOBAL_REGION = 'us-east-1';

/**
 * `AWSLogs/[organization/]account/service/Region/`, below any prefix.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html
 */
const TRAIL_FOLDER =
  /^(?:.*\/)?AWSLogs\/(?:o-[a-z0-9]+\/)?(?:(?<account>\d{12})\/(?:(?<service>[^/]+)\/(?:(?<region>[a-z]{2,}-[a-z0-9-]+)\/)?)?)?/s;
const TRAIL_ROOT = /(?:^|\/)AWSLogs\//;

/** What to do with a folder, whose name ends with `/` or is empty. */
export function planFolder(folder: string, selection: TrailSelection): FolderPlan {
  const match = TRAIL_FOLDER.exec(folder);
  if (match === null) return { kind: 'walk', isTrail: false };
  const [known] = match;
  const { account, service, region } = match.groups ?? {};
  if (!isAsked(account, selection.accounts) || !isAskedRegion(region, selection.regions) || isOtherService(service, selection))
    return { kind: 'pass' };
  if (region !== undefined) return { kind: 'all', ...daysOf(known, selection) };
  // A folder that a trail does not make: whatever is there is to be read.
  if (known !== folder) return { kind: 'all' };
  return service === undefined || isNarrowed(selection) ? { kind: 'walk', isTrail: true } : { kind: 'all' };
}

/** Whether a key lies where AWS puts logs of something else than is asked for. */
export function isOtherLog(key: string, selection: TrailSelection): boolean {
  return isOtherService(TRAIL_FOLDER.exec(key)?.groups?.['service'], selection);
}

/** Whether a key is that of a digest file, in whose metadata its signature stands. */
export function isDigest(key: string): boolean {
  return TRAIL_FOLDER.exec(key)?.groups?.['service'] === DIGESTS_FOLDER;
}

/** Whether trails put their files below a folder of this name. */
export function isTrailRoot(folder: string): boolean {
  return TRAIL_ROOT.test(folder);
}

/** Whether a key comes before the end of what is asked for. */
export function isBefore(key: string, before: string | undefined): boolean {
  return before === undefined || compareText(key, before) < 0;
}

function isAsked(name: string | undefined, asked: readonly string[]): boolean {
  return name === undefined || asked.length === 0 || asked.includes(name);
}

/**
 * Global services record their events as of us-east-1, and trails of one Region had them in the folder of their own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
function isAskedRegion(region: string | undefined, asked: readonly string[]): boolean {
  return asked.includes(GLOBAL_REGION) || isAsked(region, asked);
}

function isOtherService(service: string | undefined, { digests = false }: TrailSelection): boolean {
  return service !== undefined && !EVENTS_FOLDERS.has(service) && !(digests && service === DIGESTS_FOLDER);
}

function isNarrowed({ since, until, regions }: TrailSelection): boolean {
  return since !== undefined || until !== undefined || regions.length > 0;
}

/** Keys of days lie in the order of the days. */
function daysOf(regionFolder: string, { since, until }: TrailSelection): { readonly after?: string; readonly before?: string } {
  return {
    ...(since !== undefined && { after: `${regionFolder}${dayFolder(since - MARGIN)}` }),
    ...(until !== undefined && { before: `${regionFolder}${dayFolder(until + MARGIN + DAY)}` }),
  };
}

const LAST_DAY = Date.UTC(9999, 11, 31);

/** `yyyy/mm/dd` in UTC: the keys of that day begin with it. */
function dayFolder(time: number): string {
  return new Date(Math.min(Math.max(time, 0), LAST_DAY)).toISOString().slice(0, 10).replaceAll('-', '/');
}
