import { type Evidence, type Explanation, type Finding, type GroupValue, plainFinding } from '../model/finding.js';
import { type IntegrityStatus } from '../model/integrity.js';
import { type RuleInfo } from '../model/rule-info.js';
import { type Severity } from '../model/severity.js';
import { formatTime } from '../model/time.js';
import { type FindingTable } from './finding-table.js';
import { fingerprint } from './fingerprint.js';
import { decodeGroupValues } from './group-key.js';

/** What the findings of one rule share, so that each of them need not hold it. */
export interface FindingContext {
  readonly info: RuleInfo;
  /** The fields of `groupBy`, in its order. */
  readonly fields: readonly string[];
  readonly table: FindingTable;
  readonly integrityOf: IntegrityOf | undefined;
}

/** What digest files say of a log file. */
export type IntegrityOf = (uri: string) => IntegrityStatus;

/** A finding that lies in a table. Everything is made anew each time it is read, so that a report never holds all of it: read it once. */
export class StoredFinding implements Finding {
  readonly #context: FindingContext;
  readonly #key: string;
  readonly #row: number;

  /** @param key of its group */
  constructor(context: FindingContext, key: string, row: number) {
    this.#context = context;
    this.#key = key;
    this.#row = row;
  }

  get ruleId(): string {
    return this.#context.info.id;
  }

  get severity(): Severity {
    return this.#context.info.severity;
  }

  get message(): string {
    return this.#description.message;
  }

  get fingerprint(): string {
    return fingerprint(this.ruleId, this.group);
  }

  get group(): readonly GroupValue[] {
    return decodeGroupValues(this.#key, this.#context.fields);
  }

  get occurrenceCount(): number {
    return this.#context.table.count(this.#row);
  }

  get firstSeen(): string {
    const times = this.#context.table.times(this.#row);
    return times === undefined ? '' : formatTime(times.first);
  }

  get lastSeen(): string {
    const times = this.#context.table.times(this.#row);
    return times === undefined ? '' : formatTime(times.last);
  }

  get evidence(): readonly Evidence[] {
    const { table, integrityOf } = this.#context;
    const evidence = table.evidence(this.#row);
    return integrityOf === undefined ? evidence : evidence.map((event) => ({ ...event, integrity: integrityOf(event.uri) }));
  }

  get explanation(): Explanation {
    return this.#description.explanation;
  }

  get arns(): readonly string[] {
    return this.#description.arns;
  }

  get account(): string {
    return this.#description.account;
  }

  get region(): string {
    return this.#description.region;
  }

  get eventSource(): string {
    return this.#description.eventSource;
  }

  /** What JSON.stringify writes, for which accessors of a class are nothing. */
  toJSON(): Finding {
    return plainFinding(this);
  }

  get #description(): ReturnType<FindingTable['description']> {
    return this.#context.table.description(this.#row);
  }
}
