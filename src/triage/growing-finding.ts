import { type Evidence, type Explanation, type Finding, type GroupValue, plainFinding } from '../model/finding.js';
import { type RuleInfo } from '../model/rule-info.js';
import { type Severity } from '../model/severity.js';
import { formatTime } from '../model/time.js';
import { type EvidenceTable, type TimedEvidence } from './evidence-table.js';
import { fingerprint } from './fingerprint.js';
import { decodeGroupValues } from './group-key.js';
import { type Match } from './match.js';

/** What the findings of one rule share, so that each of them need not hold it. */
export interface FindingContext {
  readonly info: RuleInfo;
  /** The fields of `groupBy`, in its order. */
  readonly fields: readonly string[];
  /** How many evidences a finding shows, 0 or more. */
  readonly evidenceLimit: number;
  readonly table: EvidenceTable;
  /** JSON of the explanations: the events of a rule have few different ones, and a tree of objects would take several times its bytes. */
  readonly explanations: WeakMap<Explanation, string>;
}

/**
 * A finding that grows with each match. Holds what its smallest evidences and its description take (about 700 bytes), and nothing for
 * each further match. What few reports show is made anew each time it is read, so that a report never holds all of it: read it once.
 */
export class GrowingFinding implements Finding {
  occurrenceCount = 1;
  message = '';
  arns: readonly string[] = [];
  account = '';
  region = '';
  eventSource = '';
  readonly #context: FindingContext;
  /** Shared with the collector, which finds the finding by it; objects would take four times its bytes. */
  readonly #group: string;
  /** Rows of the evidence table, smallest evidence first. */
  readonly #rows: number[];
  /** Milliseconds; Infinity until a match has a valid time. */
  #first: number;
  #last: number;
  #explanation = '';
  #fingerprint = '';

  /** @param group the key of the group of its first match */
  constructor(context: FindingContext, group: string, match: Match) {
    this.#context = context;
    this.#group = group;
    this.#first = match.event.time ?? Infinity;
    this.#last = match.event.time ?? -Infinity;
    // As a literal, because an empty array makes room for 16 rows when it gets its first, and most findings have one or two.
    this.#rows = [context.table.add(match.event)];
    this.#describe(match);
  }

  add(match: Match): void {
    this.occurrenceCount += 1;
    const { time } = match.event;
    if (time !== undefined) {
      if (time < this.#first) this.#first = time;
      if (time > this.#last) this.#last = time;
    }
    this.#keepIfSmall(match);
  }

  get ruleId(): string {
    return this.#context.info.id;
  }

  /** Worked out when it is first read: a table shows few of them, and hashing takes longer than all else that a new finding asks. */
  get fingerprint(): string {
    if (this.#fingerprint === '') this.#fingerprint = fingerprint(this.ruleId, this.group);
    return this.#fingerprint;
  }

  /** The values of the group as one text, which no other finding of the rule has. */
  get groupKey(): string {
    return this.#group;
  }

  get severity(): Severity {
    return this.#context.info.severity;
  }

  get group(): readonly GroupValue[] {
    return decodeGroupValues(this.#group, this.#context.fields);
  }

  get firstSeen(): string {
    return this.#first === Infinity ? '' : formatTime(this.#first);
  }

  get lastSeen(): string {
    return this.#first === Infinity ? '' : formatTime(this.#last);
  }

  get evidence(): readonly Evidence[] {
    const { table, evidenceLimit } = this.#context;
    return this.#rows.slice(0, evidenceLimit).map((row) => withoutTime(table.read(row)));
  }

  get explanation(): Explanation {
    return JSON.parse(this.#explanation) as Explanation; // `#describe` alone wrote it
  }

  /** What JSON.stringify writes, for which accessors of a class are nothing. */
  toJSON(): Finding {
    return plainFinding(this);
  }

  #keepIfSmall(match: Match): void {
    const { table, evidenceLimit } = this.#context;
    const rows = this.#rows;
    const evidence = match.event;
    // The smallest is kept even when no evidence is shown, because it says which match describes the finding.
    const isFull = rows.length >= Math.max(1, evidenceLimit);
    if (isFull && table.compare(rows[rows.length - 1] ?? 0, evidence) <= 0) return;
    const at = this.#position(evidence);
    const row = isFull ? rows.pop() : undefined;
    if (row !== undefined) table.replace(row, evidence);
    rows.splice(at, 0, row ?? table.add(evidence));
    if (at === 0) this.#describe(match);
  }

  /** The first position whose evidence is larger. */
  #position(evidence: TimedEvidence): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#context.table.compare(this.#rows[middle] ?? 0, evidence) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #describe(match: Match): void {
    const { message, explanation, arns, account, region } = match.describe();
    this.message = message;
    this.arns = arns;
    this.account = account;
    this.region = region;
    this.eventSource = match.event.eventSource;
    this.#explanation = this.#explanationJson(explanation);
  }

  #explanationJson(explanation: Explanation): string {
    const { explanations } = this.#context;
    let json = explanations.get(explanation);
    if (json === undefined) explanations.set(explanation, (json = JSON.stringify(explanation)));
    return json;
  }
}

function withoutTime(evidence: TimedEvidence): Evidence {
  const { uri, index, byteOffset, byteLength, within, eventID, eventTime, sha256 } = evidence;
  return { uri, index, byteOffset, byteLength, ...(within !== undefined && { within }), eventID, eventTime, sha256 };
}
