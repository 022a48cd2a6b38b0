import { hash } from 'node:crypto';

import { type ReadRecord } from '../../envelopes/read-log-file.js';
import { ANY_DEPTH_LIMIT } from '../../engine/path-values.js';
import { describeEvent } from '../../engine/describe-event.js';
import { type Engine, type Hit } from '../../engine/hit.js';
import { type EventPlace } from '../../model/event.js';
import { type Finding } from '../../model/finding.js';
import { type JsonObject } from '../../model/json.js';
import { type Problem } from '../../model/problem.js';
import { ProblemLog } from '../../model/problem-log.js';
import { isAtLeast } from '../../model/severity.js';
import { textOf } from '../../model/text.js';
import { parseTime } from '../../model/time.js';
import { DuplicateFilter } from '../../triage/duplicate-filter.js';
import { FindingCollector } from '../../triage/finding-collector.js';
import { accountReader } from './account-reader.js';
import { type ScanOptions } from './scan-options.js';
import { eventSelector } from './select-events.js';
import { type Tally } from './tally.js';

const DEFAULT_EVIDENCE = 10;

/** Takes the records of one file after the other: selects, evaluates, drops copies, and collects findings. */
export class EventIntake {
  /** Records taken so far. */
  records = 0;
  private readonly engine: Engine;
  private readonly tally: Tally;
  private readonly options: ScanOptions;
  private readonly isSelected: ReturnType<typeof eventSelector>;
  private readonly duplicates = new DuplicateFilter();
  private readonly collector: FindingCollector;
  private problems = new ProblemLog();

  constructor(engine: Engine, tally: Tally, options: ScanOptions) {
    this.engine = engine;
    this.tally = tally;
    this.options = options;
    this.isSelected = eventSelector({ accounts: [], regions: [], ...options.selection }, accountReader());
    this.collector = new FindingCollector(options.evidence ?? DEFAULT_EVIDENCE);
  }

  /** The records must come in the order of their file, and files in the order of their URIs. */
  async take(uri: string, batch: readonly ReadRecord[]): Promise<void> {
    this.records += batch.length;
    const selected = batch.filter(({ value }) => this.select(value));
    const { hits, truncated } = await this.engine.evaluate(selected.map(({ value }) => value));
    for (const event of truncated) this.problems.add(tooManyValues(uri, selected[event]));
    for (let i = 0; i < hits.length;) {
      const event = hits[i]?.event ?? -1;
      const ofEvent: Hit[] = [];
      for (; hits[i]?.event === event; i++) ofEvent.push(hits[i] as Hit);
      await this.takeHits(uri, selected[event] as ReadRecord, ofEvent);
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

  private async takeHits(uri: string, record: ReadRecord, hits: readonly Hit[]): Promise<void> {
    const sha256 = hash('sha256', record.bytes, 'hex');
    const eventID = textOf(record.value['eventID']) ?? '';
    const matches = hits.filter(({ excepted }) => !excepted);
    if (eventID !== '' && this.duplicates.isCopy(sha256)) {
      if (matches.length > 0) this.tally.duplicate++;
      return;
    }
    this.tally.excepted += hits.length - matches.length;
    if (matches.length === 0) return;
    this.tally.matched++;
    for (const match of matches) await this.takeMatch(match, { uri, record, eventID, sha256 });
  }

  private async takeMatch(hit: Hit, { uri, record, eventID, sha256 }: MatchedRecord): Promise<void> {
    const { value } = record;
    const { info } = hit.rule;
    const text = (key: string): string => textOf(value[key]) ?? '';
    const place = placeOf(uri, record);
    const event = { eventID, eventTime: text('eventTime'), eventName: text('eventName'), eventSource: text('eventSource') };
    const fingerprint = this.collector.add({
      ...event,
      rule: hit.rule,
      place,
      time: timeOf(value),
      sha256,
      group: hit.group,
      describe: () => ({ ...describeEvent(value), message: hit.message(), explanation: hit.explanation }),
    });
    if (!isAtLeast(info.severity, this.options.minSeverity ?? 'informational')) return;
    const { index, byteOffset, byteLength } = place;
    await this.options.onMatch?.({ ruleId: info.id, severity: info.severity, ...event, uri, index, byteOffset, byteLength, fingerprint });
  }
}

interface MatchedRecord {
  readonly uri: string;
  readonly record: ReadRecord;
  readonly eventID: string;
  readonly sha256: string;
}

const timeOf = (record: JsonObject): number | undefined => parseTime(textOf(record['eventTime']) ?? '');

function placeOf(uri: string, { index, byteOffset, byteLength, within }: ReadRecord): EventPlace {
  return { uri, index, byteOffset, byteLength, ...(within === undefined ? {} : { within }) };
}

function tooManyValues(uri: string, record: ReadRecord | undefined): Problem {
  const message = `A path with ** looked at ${ANY_DEPTH_LIMIT} values of the record and left the rest: a rule may have missed it.`;
  return { code: 'CTA4030', uri, byteOffset: record?.byteOffset ?? 0, message };
}
