import { type Coverage, CoveredTimes, LATENESS } from '../../integrity/coverage.js';
import { type FindingList } from '../../integrity/finding-list.js';
import { checkLog } from '../../integrity/check-log.js';
import { DayTally } from '../../integrity/day-tally.js';
import { type Between, type ChainFinding, DIGEST_PERIOD } from '../../integrity/chain-links.js';
import { type DigestRead } from '../../integrity/judge-digest.js';
import { type DigestLog } from '../../integrity/parse-digest.js';
import { type DigestName, isLogKey, mayBeWithin, splitKey, timeOfLog } from '../../integrity/trail-key.js';
import { type ChainStep } from '../../integrity/walk-chain.js';
import { type LogCounts, type VerifyCode } from '../../model/verify-report.js';
import { type TrailStore } from '../../sources/trail-store.js';
import { type TrailGroup } from './find-groups.js';
import { KeySet } from './key-set.js';
import { readAhead } from './read-ahead.js';
import { readDigest, readLog } from './read-objects.js';
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

const DIGESTS_AT_A_TIME = 8;

/** What is known of a chain as it is walked. */
interface WalkedChain {
  readonly trail: string;
  isProven: boolean;
}

/** A digest whose logs wait until all proven ones have been met. It is then read again, for its lists may be long. */
interface UnprovenDigest {
  readonly name: DigestName;
  readonly sha256: string;
  readonly chain: WalkedChain;
  /** That it is the newest of a copy, which has lost its signature. */
  readonly isNewest: boolean;
  /** That it may have come so late that no proven digest of its time says so. */
  readonly isLate: boolean;
}

/** What is known of one account and Region, as its digests are walked and then its logs listed. */
export class GroupCheck {
  readonly tally: DayTally;
  private readonly covered = new CoveredTimes();
  private readonly listed = new KeySet();
  private readonly unproven: UnprovenDigest[] = [];
  private chain: WalkedChain = { trail: '', isProven: false };
  private withoutDigests = 0;
  private readonly context: GroupContext;

  constructor(context: GroupContext) {
    this.context = context;
    this.tally = new DayTally(context.group.account, context.group.region);
  }

  /** To be said before the steps of each chain. */
  beginChain(trail: string): void {
    this.chain = { trail, isProven: false };
    this.covered.beginChain();
  }

  /** Takes what a step of the walk along a chain has brought to light, and checks the logs that its digest lists if it is proven. */
  async takeStep(step: ChainStep, name: DigestName, read: DigestRead): Promise<void> {
    this.takeBetween(step);
    if (this.isSelected(step.start)) this.tally.addDigest(step.start, step.status);
    if (step.isTrusted) {
      this.chain.isProven = true;
      await this.checkLogs(step.logs, true, Infinity);
    } else if (read.kind === 'digest' && step.status !== 'altered' && step.status !== 'added') {
      const codes = step.findings.map(({ code }) => code);
      const isLate = name.isBackfill && (this.context.store.origin === undefined || !codes.includes('CTA5021'));
      this.unproven.push({ name, sha256: read.sha256, chain: this.chain, isNewest: codes.includes('CTA5043'), isLate });
    }
  }

  /**
   * Checks the logs that no proven digest lists, after all chains have been walked. Where proven digests cover the time of a log, the word of
   * another is nothing: the log counts as listed by none.
   */
  async checkUnproven(): Promise<void> {
    const { store } = this.context;
    const digests = readAhead(this.unproven, DIGESTS_AT_A_TIME, async (digest) => ({
      ...digest,
      read: await readDigest(store, digest.name.key),
    }));
    for await (const { name, sha256, chain, isNewest, isLate, read } of digests) {
      if (read.kind !== 'digest' || read.sha256 !== sha256) {
        this.tell({ code: 'CTA5023', message: 'The digest has changed since it was read first.', key: name.key }, chain.trail);
        continue;
      }
      const logs = read.digest.logs.filter((log) => isLate || !this.isCovered(keyOf(log)));
      // What is said of the newest digest says it of its logs, too; but nobody may slip in older ones by a newest digest of his own.
      await this.checkLogs(logs, false, isNewest && chain.isProven ? name.end - DIGEST_PERIOD - LATENESS : Infinity);
    }
    this.tellOfForeign();
  }

  /** Takes what lies between digests, or at the end of a chain. */
  takeBetween({ missing, findings, stretches }: Between): void {
    const { trail } = this.chain;
    for (const stretch of stretches) this.covered.add(stretch);
    for (const { end } of missing) if (this.isSelected(end - DIGEST_PERIOD)) this.tally.addDigest(end - DIGEST_PERIOD, 'missing');
    for (const finding of findings) if (this.isSelected(finding.at)) this.tell(finding, trail);
  }

  /** Takes a log that is there, after all digests have been walked. */
  takeFound(key: string): void {
    const time = timeOfLog(key);
    if (!this.isSelectedLog(key) || this.listed.has(key)) return;
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

  private isCovered(key: string): boolean {
    return this.coverageOf(key, timeOfLog(key)).kind === 'covered';
  }

  /** A newest digest is unsigned in any copy, but a trail of which nothing is proven is nobody's, or anybody's. */
  private tellOfForeign(): void {
    const message = 'No digest of the trail is verified: whether the trail is one, and what it lists, is not proven.';
    for (const { name, chain, isNewest } of this.unproven)
      if (isNewest && !chain.isProven && this.isSelected(name.end - DIGEST_PERIOD))
        this.tell({ code: 'CTA5026', message, key: name.key }, chain.trail);
  }

  /** @param excused the time from which on logs of an unproven digest are not told one by one, in milliseconds since 1970 */
  private async checkLogs(logs: readonly DigestLog[], isTrusted: boolean, excused: number): Promise<void> {
    const { store } = this.context;
    const due = logs.flatMap((log) => this.dueLog(log));
    const checked = readAhead(due, LOGS_AT_A_TIME, async ({ key, log }) => ({
      key,
      judgement: checkLog(log, await readLog(store, key, log), isTrusted),
    }));
    for await (const { key, judgement } of checked) {
      const isOpen = !isTrusted && judgement.status === 'unverified' && (timeOfLog(key) ?? 0) < excused;
      this.takeLog(key, judgement.status, judgement.finding ?? (isOpen ? UNPROVEN : undefined));
    }
  }

  /** Each log once, whatever number of digests list it. */
  private dueLog(log: DigestLog): readonly { readonly key: string; readonly log: DigestLog }[] {
    const key = keyOf(log);
    if (this.listed.has(key)) return [];
    this.listed.add(key);
    return this.isSelectedLog(key) ? [{ key, log }] : [];
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

  private isSelectedLog(key: string): boolean {
    const { since: from = -Infinity, until: to = Infinity } = this.context.selection;
    return mayBeWithin(key, { from, to });
  }

  private isSelected(time: number): boolean {
    const { since = -Infinity, until = Infinity } = this.context.selection;
    return time >= since && time < until;
  }
}

function keyOf({ object }: DigestLog): string {
  return splitKey(object)?.key ?? object;
}

const UNPROVEN = { code: 'CTA5028', message: 'The log is as its digest says, but the digest is not verified.' } as const;
