import { hash } from 'node:crypto';

import { type ReadRecord } from '../../envelopes/read-log-file.js';
import { ANY_DEPTH_LIMIT } from '../../engine/path-values.js';
import { DESCRIBED_KEYS, describeEvent } from '../../engine/describe-event.js';
import { type Engine, type Hit } from '../../engine/hit.js';
import { type RuleSelection } from '../../engine/rule-selection.js';
import { type Finding, type MatchRow } from '../../model/finding.js';
import { type JsonObject } from '../../model/json.js';
import { type Problem } from '../../model/problem.js';
import { ProblemLog } from '../../model/problem-log.js';
import { isAtLeast, type Severity } from '../../model/severity.js';
import { textOf } from '../../model/text.js';
import { parseTime } from '../../model/time.js';
import { DuplicateFilter } from '../../triage/duplicate-filter.js';
import { FindingCollector } from '../../triage/finding-collector.js';
import { fingerprint } from '../../triage/fingerprint.js';
import { type MatchedEvent } from '../../triage/match.js';
import { accountReader } from './account-reader.js';
import { type ScanOptions } from './scan-options.js';
import { eventSelector } from './select-events.js';
import { type Tally } from './tally.js';

const DEFAULT_EVIDENCE = 10;

/** The keys of a record that are read here, whatever the rules. */
export const INTAKE_KEYS: readonly string[] = ['eventID', 'eventTime', 'eventName', 'eventSource', ...DESCRIBED_KEYS];

/** Takes the records of one file after the other: selects, evaluates, drops copies, and collects findings. */
export class EventIntake {
  /** Records taken so far. */
  records = 0;
  private readonly engine: Engine;
  private readonly tally: Tally;
  private readonly options: ScanOptions;
  private readonly minSeverity: Severity;
  private readonly isSelected: ReturnType<typeof eventSelector>;
  private readonly duplicates = new DuplicateFilter();
  private readonly collector: FindingCollector;
  private problems = new ProblemLog();

  constructor(engine: Engine, tally: Tally, options: ScanOptions) {
    this.engine = engine;
    this.tally = tally;
    this.options = options;
    this.minSeverity = options.minSeverity ?? 'informational';
    this.isSelected = eventSelector({ accounts: [], regions: [], ...options.selection }, accountReader());
    this.collector = new FindingCollector(options.evidence ?? DEFAULT_EVIDENCE);
  }

  /** Counts a record of this time (milliseconds since 1970) that no rule matches, or that is not selected. */
  pass(time: number, isSelected: boolean): void {
    this.records++;
    this.tally.addTime(time);
    if (!isSelected) this.tally.notSelected++;
  }

  /** The records must come in the order of their file, and files in the order of their URIs. */
  async take(uri: string, batch: readonly ReadRecord[]): Promise<void> {
    this.records += batch.length;
    const selected = batch.filter(({ value }) => this.select(value));
    const { hits, truncated } = await this.engine.evaluate(
      selected.map(({ value }) => value),
      selected.map(({ selection }) => selection as RuleSelection | undefined), // screens are made of this engine's own filter
    );
    for (const event of truncated) this.problems.add(tooManyValues(uri, selected[event]));
    const { onMatch } = this.options;
    let record: HitRecord | undefined;
    for (const hit of hits) {
      if (record?.number !== hit.event) record = this.open(uri, hit.event, selected[hit.event]);
      if (!this.counts(hit, record)) continue;
      this.collect(hit, record);
      if (onMatch === undefined || !isAtLeast(hit.rule.info.severity, this.minSeverity)) continue;
      const written = onMatch(matchRow(hit, record.event));
      // Waiting costs more than all that came before, and most scans write no rows.
      if (written !== undefined) await written;
    }
  }

  /** What was wrong with records of the file that has just ended. */
  endFile(): readonly Problem[] {
    const problems = this.problems.problems();
    this.problems = new ProblemLog();
    return problems;
  }

  findings(): readonly Finding[] {
    return this.collector.findings();
  }

  private select(record: JsonObject): boolean {
    const time = timeOf(record);
    this.tally.addTime(time);
    const isSelected = this.isSelected(record, time);
    if (!isSelected) this.tally.notSelected++;
    return isSelected;
  }

  /** What the hits of one record share; whether it is a copy is asked once. */
  private open(uri: string, event: number, record: ReadRecord | undefined): HitRecord {
    if (record === undefined) throw new Error(`the engine named event ${event}, which the batch does not have`);
    const { value } = record;
    const sha256 = hash('sha256', record.bytes, 'hex');
    const eventID = textOf(value['eventID']) ?? '';
    const { index, byteOffset, byteLength, within } = record;
    const eventTime = textOf(value['eventTime']) ?? '';
    return {
      number: event,
      value,
      event: {
        uri,
        index,
        byteOffset,
        byteLength,
        ...(within !== undefined && { within }),
        eventID,
        eventTime,
        sha256,
        time: parseTime(eventTime),
        eventName: textOf(value['eventName']) ?? '',
        eventSource: textOf(value['eventSource']) ?? '',
      },
      isCopy: eventID !== '' && this.duplicates.isCopy(sha256),
      isCounted: false,
    };
  }

  /** Whether the hit is a match that makes or joins a finding; counts the record with its first match. */
  private counts(hit: Hit, record: HitRecord): boolean {
    if (hit.excepted) {
      if (!record.isCopy) this.tally.excepted++;
      return false;
    }
    if (!record.isCounted) this.tally[record.isCopy ? 'duplicate' : 'matched']++;
    record.isCounted = true;
    return !record.isCopy;
  }

  private collect(hit: Hit, { value, event }: HitRecord): void {
    this.collector.add({
      rule: hit.rule,
      event,
      group: hit.group,
      describe: () => {
        const { arns, account, region } = describeEvent(value);
        return { message: hit.message(), explanation: hit.explanation, arns, account, region };
      },
    });
  }
}

/** A record that at least one rule hit. */
interface HitRecord {
  /** Of the record in the batch. */
  readonly number: number;
  readonly value: JsonObject;
  readonly event: MatchedEvent;
  readonly isCopy: boolean;
  /** Whether a match of it was counted. */
  isCounted: boolean;
}

function matchRow({ rule: { info }, group }: Hit, event: MatchedEvent): MatchRow {
  const { eventID, eventTime, eventName, eventSource, uri, index, byteOffset, byteLength } = event;
  return {
    ruleId: info.id,
    severity: info.severity,
    eventID,
    eventTime,
    eventName,
    eventSource,
    uri,
    index,
    byteOffset,
    byteLength,
    fingerprint: fingerprint(info.id, group),
  };
}

const timeOf = (record: JsonObject): number | undefined => parseTime(textOf(record['eventTime']) ?? '');

function tooManyValues(uri: string, record: ReadRecord | undefined): Problem {
  const message = `A path with ** looked at ${ANY_DEPTH_LIMIT} values of the record and left the rest: a rule may have missed it.`;
  return { code: 'CTA4030', uri, byteOffset: record?.byteOffset ?? 0, message };
}
