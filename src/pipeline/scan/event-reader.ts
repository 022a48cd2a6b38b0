import { hash } from 'node:crypto';

import { DESCRIBED_KEYS, describeEvent } from '../../engine/describe-event.js';
import { type BatchResult, type Engine, type Hit } from '../../engine/hit.js';
import { ANY_DEPTH_LIMIT } from '../../engine/path-values.js';
import { type RuleSelection } from '../../engine/rule-selection.js';
import { type ReadRecord } from '../../envelopes/read-log-file.js';
import { type Explanation } from '../../model/finding.js';
import { type JsonObject } from '../../model/json.js';
import { type Problem } from '../../model/problem.js';
import { ProblemLog } from '../../model/problem-log.js';
import { textOf } from '../../model/text.js';
import { parseTime } from '../../model/time.js';
import { encodeGroupValues } from '../../triage/group-key.js';
import { type MatchedEvent } from '../../triage/match.js';
import { accountReader } from './account-reader.js';
import { Census, type CensusPart } from './census.js';
import { type RecordHit, type TakeHits } from './record-hits.js';
import { eventSelector, type Selection } from './select-events.js';

/** Account, Region and category, by which records are counted. */
export const CENSUS_KEYS = ['recipientAccountId', 'awsRegion', 'eventCategory'] as const;

/** The keys of a record that are read here, whatever the rules. */
export const READER_KEYS: readonly string[] = ['eventID', 'eventTime', 'eventName', 'eventSource', ...DESCRIBED_KEYS];

/** What was counted of the records of one file, beside what they are. */
export interface EventCounts {
  readonly notSelected: number;
  /** Records without a valid time. */
  readonly undated: number;
  /** Milliseconds since 1970 of the first and the last record; Infinity and -Infinity without one that has a valid time. */
  readonly first: number;
  readonly last: number;
  readonly census: readonly CensusPart[];
  /** What was wrong with records while they were evaluated. */
  readonly problems: readonly Problem[];
}

/** Takes the records of one file after the other: selects and evaluates them, and hands on those that rules hold for. */
export class EventReader {
  /** Records taken so far, of all files. */
  records = 0;
  private readonly engine: Engine;
  private readonly isSelected: ReturnType<typeof eventSelector>;
  private notSelected = 0;
  private undated = 0;
  private first = Infinity;
  private last = -Infinity;
  /** Of the file that is read. */
  private ofFile = new Census();
  private problems = new ProblemLog();

  constructor(engine: Engine, selection: Partial<Selection> = {}) {
    this.engine = engine;
    this.isSelected = eventSelector({ accounts: [], regions: [], ...selection }, accountReader());
  }

  /** Where records of the file are counted. */
  get census(): Census {
    return this.ofFile;
  }

  /** Counts when and where a record was (`time` in milliseconds since 1970), which is then passed, or taken with a selection. */
  count(place: CensusPart, time: number | undefined): void {
    this.countTime(time);
    this.ofFile.count(place, time);
  }

  /** Takes a record that no rule matches, or that is not selected. */
  pass(isSelected: boolean): void {
    this.records++;
    if (!isSelected) this.notSelected++;
  }

  /** The records must come in the order of their file. */
  async take(uri: string, batch: readonly ReadRecord[], takeHits: TakeHits): Promise<void> {
    this.records += batch.length;
    const selected = batch.filter(({ value, selection }) => selection !== undefined || this.select(value));
    const result = await this.engine.evaluate(
      selected.map(({ value }) => value),
      selected.map(({ selection }) => selection as RuleSelection | undefined), // screens are made of this engine's own filter
    );
    for (const event of result.truncated) this.problems.add(tooManyValues(uri, selected[event]));
    for (const { number, hits } of byEvent(result)) {
      const record = selected[number];
      if (record === undefined) throw new Error(`the engine named event ${number}, which the batch does not have`);
      const taken = takeHits({ event: eventOf(uri, record), hits: hits.map((hit) => recordHit(hit, record.value)) });
      // Waiting costs more than all that came before, and most scans write no rows.
      if (taken !== undefined) await taken;
    }
  }

  /** Counts records of the file that somebody else has read, without a problem. */
  add(counts: EventCounts, records: number): void {
    this.records += records;
    this.notSelected += counts.notSelected;
    this.undated += counts.undated;
    this.first = Math.min(this.first, counts.first);
    this.last = Math.max(this.last, counts.last);
    this.ofFile.add(counts.census);
  }

  /** What was counted since the file before ended. */
  endFile(): EventCounts {
    const { notSelected, undated, first, last } = this;
    const counts = { notSelected, undated, first, last, census: this.ofFile.parts, problems: this.problems.problems() };
    this.notSelected = 0;
    this.undated = 0;
    this.first = Infinity;
    this.last = -Infinity;
    this.ofFile = new Census();
    this.problems = new ProblemLog();
    return counts;
  }

  private select(record: JsonObject): boolean {
    const time = parseTime(textOf(record['eventTime']) ?? '');
    const [account = '', region = '', category = ''] = CENSUS_KEYS.map((key) => textOf(record[key]) ?? '');
    this.count(this.ofFile.partOf(account, region, category), time);
    const isSelected = this.isSelected(record, time);
    if (!isSelected) this.notSelected++;
    return isSelected;
  }

  private countTime(time: number | undefined): void {
    if (time === undefined) this.undated++;
    else {
      if (time < this.first) this.first = time;
      if (time > this.last) this.last = time;
    }
  }
}

/** The hits of each event that has any. */
function* byEvent({ hits }: BatchResult): Iterable<{ readonly number: number; readonly hits: readonly Hit[] }> {
  for (let at = 0, end = 0; at < hits.length; at = end) {
    const number = hits[at]?.event ?? 0;
    while (hits[end]?.event === number) end++;
    yield { number, hits: hits.slice(at, end) };
  }
}

function eventOf(uri: string, { value, index, byteOffset, byteLength, within, bytes }: ReadRecord): MatchedEvent {
  const eventTime = textOf(value['eventTime']) ?? '';
  return {
    uri,
    index,
    byteOffset,
    byteLength,
    ...(within !== undefined && { within }),
    eventID: textOf(value['eventID']) ?? '',
    eventTime,
    sha256: hash('sha256', bytes, 'hex'),
    time: parseTime(eventTime),
    eventName: textOf(value['eventName']) ?? '',
    eventSource: textOf(value['eventSource']) ?? '',
  };
}

function recordHit(hit: Hit, value: JsonObject): RecordHit {
  return {
    rule: hit.rule,
    excepted: hit.excepted,
    groupKey: encodeGroupValues(hit.group),
    describe: () => ({ message: hit.message(), explanation: explanationJson(hit.explanation), ...describeEvent(value) }),
  };
}

/** The engine gives the same object for as long as it remembers the case. */
const explanations = new WeakMap<Explanation, string>();

function explanationJson(explanation: Explanation): string {
  let json = explanations.get(explanation);
  if (json === undefined) explanations.set(explanation, (json = JSON.stringify(explanation)));
  return json;
}

function tooManyValues(uri: string, record: ReadRecord | undefined): Problem {
  const message = `A path with ** looked at ${ANY_DEPTH_LIMIT} values of the record and left the rest: a rule may have missed it.`;
  return { code: 'CTA4030', uri, byteOffset: record?.byteOffset ?? 0, message };
}
