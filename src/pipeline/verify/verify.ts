import { sumCounts } from '../../integrity/day-tally.js';
import { FindingList } from '../../integrity/finding-list.js';
import { formatTime } from '../../model/time.js';
import { compareText } from '../../model/text.js';
import { type VerifiedTrail, type VerifyDay, type VerifyFinding, type VerifyReport } from '../../model/verify-report.js';
import { packageVersion } from '../../packs/package-root.js';
import { openTrailStore } from '../../sources/open-trail-store.js';
import { type TrailStore } from '../../sources/trail-store.js';
import { type AwsAccess } from '../aws-access.js';
import { NoSuchInputError } from '../no-such-input-error.js';
import { abortable } from './abortable-store.js';
import { awsKeys } from './aws-keys.js';
import { checkGroup } from './check-group.js';
import { findGroups } from './find-groups.js';
import { type VerifyOptions, type VerifySelection } from './verify-options.js';

const EVERYTHING: VerifySelection = { accounts: [], regions: [] };

/**
 * Checks the digest files of trails, and the logs that they list
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html). One account and Region after the
 * other, each chain from the newest digest on, so that a year of many Regions needs no more memory than one.
 * @throws NoSuchInputError when the source names nothing
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { source, cwd = process.cwd(), selection = EVERYTHING, aws = {}, now = Date.now(), onLog, signal } = options;
  const { publicKeys = awsKeys(keyAccess(source, aws)) } = options;
  const opened = await openTrailStore(source, { cwd, aws, signal });
  if (opened === undefined) throw new NoSuchInputError([source]);
  const store = signal === undefined ? opened : abortable(opened, signal);
  const findings = new FindingList();
  const days: VerifyDay[] = [];
  const trails: VerifiedTrail[] = [];
  for await (const group of findGroups(store, selection)) {
    const checked = await checkGroup({ store, group, selection, publicKeys, findings, now, onLog });
    days.push(...checked.days);
    trails.push(...checked.trails);
  }
  tellOfRun(store, days, findings);
  return reportOf(store, selection, { days, trails, findings: findings.findings() });
}

/** An S3-compatible server has no keys: they are AWS's. */
function keyAccess(source: string, { endpoint, ...others }: AwsAccess): AwsAccess {
  return endpoint === undefined || source.startsWith('s3://') ? others : { ...others, endpoint };
}

/** What nobody could read, and a run that proves nothing. */
function tellOfRun(store: TrailStore, days: readonly VerifyDay[], findings: FindingList): void {
  for (const { uri, message } of store.problems()) findings.add('CTA5023', message, { uri });
  if (sumCounts(days.map(({ digests }) => digests)).verified > 0) return;
  findings.add('CTA5026', 'No digest of the account, the Region and the time asked for is verified, so nothing is proven.', {
    uri: store.uri,
  });
}

type Results = Pick<VerifyReport, 'days' | 'trails' | 'findings'>;

function reportOf(store: TrailStore, { since, until }: VerifySelection, { days, trails, findings }: Results): VerifyReport {
  return {
    tool: { name: 'ctaudit', version: packageVersion() },
    verdict: verdictOf(findings),
    complete: !findings.some(({ level }) => level === 'warning'),
    source: store.uri,
    since: since === undefined ? '' : formatTime(since),
    until: until === undefined ? '' : formatTime(until),
    digests: sumCounts(days.map(({ digests }) => digests)),
    logs: sumCounts(days.map(({ logs }) => logs)),
    trails: trails.toSorted(
      (left, right) =>
        compareText(left.account, right.account) || compareText(left.region, right.region) || compareText(left.trail, right.trail),
    ),
    days: days.toSorted(
      (left, right) =>
        compareText(left.day, right.day) || compareText(left.account, right.account) || compareText(left.region, right.region),
    ),
    findings,
  };
}

function verdictOf(findings: readonly VerifyFinding[]): VerifyReport['verdict'] {
  if (findings.some(({ level }) => level === 'error')) return 'fail';
  return findings.some(({ level }) => level === 'warning') ? 'incomplete' : 'pass';
}
