import { type Coverage, CoveredTimes, LATENESS } from '../../integrity/coverage.js';
import { type FindingList } from '../../integrity/finding-list.js';
import { checkLog } from '../../integrity/check-log.js';
import { DayTally } from '../../integrity/day-tally.js';
import { type Between, type ChainFinding, DIGEST_PERIOD } from '../../integrity/chain-links.js';
import { type DigestLog } from '../../integrity/parse-digest.js';
import { isLogKey, splitKey, timeOfLog } from '../../integrity/trail-key.js';
import { type ChainStep } from '../../integrity/walk-chain.js';
import { type LogCounts, type VerifyCode } from '../../model/verify-report.js';
import { type TrailStore } from '../../sources/trail-store.js';
import { type TrailGroup } from './find-groups.js';
import { KeySet } from './key-set.js';
import { readAhead } from './read-ahead.js';
import { readLog } from './read-objects.js';
import { type VerifyOptions, type VerifySelection } from './verify-options.js';

/** What the check of one account and Region works with. */
export interface GroupContext {
  readonly store: TrailStore;
  readonly group: TrailGroup;
  readonly selection: VerifySelection;
  readonly findings: FindingList;
  readonly onLog?: VerifyOptions['onLog'] | undefined;
}

/** Logs that are read at a time: S3 answers each after some tens of milliseconds. */
const LOGS_AT_A_TIME = 16;

/** What is known of one account and Region, as its digests are walked and then its logs listed. */
export class GroupCheck {
  readonly tally: DayTally;
  private readonly covered = new CoveredTimes();
  private readonly listed = new KeySet();
  private withoutDigests = 0;
  private readonly context: GroupContext;

  constructor(context: GroupContext) {
    this.context = context;
    this.tally = new DayTally(context.group.account, context.group.region);
  }

  /** Takes what a step of the walk along a trail's chain has brought to light, and checks the logs that its digest lists. */
  async takeStep(step: ChainStep, trail: string): Promise<void> {
    this.takeBetween(step, trail);
    if (this.isSelected(step.start)) this.tally.addDigest(step.start, step.status);
    await this.checkLogs(step);
  }

  /** Takes what lies between digests, or at the end of a chain. */
  takeBetween({ missing, findings, stretches }: Between, trail: string): void {
    for (const stretch of stretches) this.covered.add(stretch);
    for (const { end } of missing) if (this.isSelected(end - DIGEST_PERIOD)) this.tally.addDigest(end - DIGEST_PERIOD, 'missing');
    for (const finding of findings) if (this.isSelected(finding.at)) this.tell(finding, trail);
  }

  /** Takes a log that is there, after all digests have been walked. */
  takeFound(key: string): void {
    const time = timeOfLog(key);
    if (!this.isSelected(time) || this.listed.has(key)) return;
    if (!this.covered.isKnown) {
      this.withoutDigests++;
      this.takeLog(key, 'unverified', undefined);
      return;
    }
    const coverage = this.coverageOf(key, time);
    switch (coverage.kind) {
      case 'covered':
        this.takeLog(key, 'added', { code: 'CTA5013', message: 'The file is listed by no digest, though those of its time are proven.' });
        break;
      case 'too-new':
        this.takeLog(key, 'unverified', { code: 'CTA5044', message: 'The log is newer than the digests: the next one is to list it.' });
        break;
      case 'doubtful':
      case 'uncovered':
        this.takeLog(key, 'unverified', { code: 'CTA5025', message: `The log is listed by no digest: ${coverage.reason}.` });
    }
  }

  /** Tells once what it would be too much to tell of each log. */
  finish(): void {
    const { findings, group } = this.context;
    if (this.withoutDigests === 0) return;
    const message = `No digest of the account and the Region is there, so nothing is proven of its logs (${this.withoutDigests}).`;
    findings.add('CTA5026', message, { account: group.account, region: group.region });
  }

  /** CloudTrail lists all that it delivers in time, and names it alike: a file of another name is not waiting for its digest. */
  private coverageOf(key: string, time: number | undefined): Coverage {
    const coverage = this.covered.at(time ?? 0);
    return isLogKey(key) ? coverage : { kind: 'covered' };
  }

  private async checkLogs({ logs, isTrusted, findings, end }: ChainStep): Promise<void> {
    const { store } = this.context;
    const due = logs.flatMap((log) => this.dueLog(log));
    const checked = readAhead(due, LOGS_AT_A_TIME, async ({ key, log }) => ({
      key,
      judgement: checkLog(log, await readLog(store, key, log), isTrusted),
    }));
    // What is said of the newest digest says it of its logs, too; but nobody may slip in older ones by a newest digest of his own.
    const excused = findings.some(({ code }) => code === 'CTA5043') ? end - DIGEST_PERIOD - LATENESS : Infinity;
    for await (const { key, judgement } of checked) {
      const isOpen = !isTrusted && judgement.status === 'unverified' && (timeOfLog(key) ?? 0) < excused;
      this.takeLog(key, judgement.status, judgement.finding ?? (isOpen ? UNPROVEN : undefined));
    }
  }

  /** Each log once, whatever number of digests list it. */
  private dueLog(log: DigestLog): readonly { readonly key: string; readonly log: DigestLog }[] {
    const key = splitKey(log.object)?.key ?? log.object;
    if (this.listed.has(key)) return [];
    this.listed.add(key);
    return this.isSelected(timeOfLog(key)) ? [{ key, log }] : [];
  }

  private takeLog(
    key: string,
    status: keyof LogCounts,
    finding: { readonly code: VerifyCode; readonly message: string } | undefined,
  ): void {
    const { store, onLog } = this.context;
    this.tally.addLog(timeOfLog(key), status);
    onLog?.({ uri: store.uriOf(key), status });
    if (finding !== undefined) this.tell({ ...finding, key }, '');
  }

  private tell({ code, message, key }: Omit<ChainFinding, 'at'>, trail: string): void {
    const { store, group, findings } = this.context;
    findings.add(code, message, { account: group.account, region: group.region, trail, key, uri: store.uriOf(key) });
  }

  /** What has no time is selected by any: it cannot be shown to lie outside. */
  private isSelected(time: number | undefined): boolean {
    const { since = -Infinity, until = Infinity } = this.context.selection;
    return time === undefined || (time >= since && time < until);
  }
}

const UNPROVEN = { code: 'CTA5028', message: 'The log is as its digest says, but the digest is not verified.' } as const;
