import { type IntegritySummary } from './integrity.js';
import { type Finding } from './finding.js';
import { type Problem } from './problem.js';
import { type RuleInfo } from './rule-info.js';
import { type Severity } from './severity.js';

/** Everything read is in one of these numbers. */
export interface InputCounts {
  readonly files: {
    readonly read: number;
    readonly skipped: number;
    readonly damaged: number;
    /** Left out because a scan before this one has read them; absent where none is remembered. */
    readonly known?: number;
  };
  readonly records: {
    /** JSON objects with an eventName or eventSource. */
    readonly evaluated: number;
    /** Events, duplicates left out, that at least one rule matched. */
    readonly matched: number;
    /** Matched records dropped because they are copies of an earlier one. */
    readonly duplicate: number;
    readonly damaged: number;
    /** Recognised other kinds: Insights, digests, control messages. */
    readonly skipped: number;
    /** Evaluated records outside --since, --until, --account or --region: counted, not shown to any rule. */
    readonly notSelected: number;
    /** Evaluated records without a valid eventTime; a time selection keeps them. */
    readonly undated: number;
    /** Events that a rule matched and its `unless` excepted, once for each rule. */
    readonly excepted: number;
  };
  /** Bytes of the decompressed files. */
  readonly bytes: number;
  /** RFC 3339 in UTC, or empty. */
  readonly firstEventTime: string;
  readonly lastEventTime: string;
}

/** The records of one hour. */
export interface CensusHour {
  /** When it begins, RFC 3339 in UTC. */
  readonly hour: string;
  readonly events: number;
  readonly firstEventTime: string;
  readonly lastEventTime: string;
}

/** The evaluated records of one account, Region and event category, matched or not, copies and those not selected too. */
export interface CensusRow {
  /** recipientAccountId, awsRegion and eventCategory; empty where the records have none. */
  readonly account: string;
  readonly region: string;
  readonly category: string;
  readonly events: number;
  /** Those in none of the hours: without a valid eventTime, or beyond the most days that a scan tells apart. */
  readonly unplaced: number;
  /** RFC 3339 in UTC, or empty. */
  readonly firstEventTime: string;
  readonly lastEventTime: string;
  /** Those with events, in order. */
  readonly hours: readonly CensusHour[];
}

export interface ControlResult {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly findings: number;
  readonly occurrences: number;
  /** Events of the kinds that the control's rules look at. */
  readonly eventsExamined: number;
}

export interface PolicyResult {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly ControlResult[];
}

export interface GateResult {
  readonly failOn: Severity;
  readonly maxFindings: number;
  /** Findings at or over `failOn`. */
  readonly counted: number;
  readonly passed: boolean;
}

export type RunVerdict = 'pass' | 'fail' | 'incomplete';

/** One scan, ready to be written in any format; findings, rules and problems are in their final order. */
export interface ScanReport {
  readonly tool: { readonly name: 'ctaudit'; readonly version: string };
  /** `fail` when the gate failed, else `incomplete` when the input was, else `pass`. */
  readonly verdict: RunVerdict;
  readonly complete: boolean;
  readonly input: InputCounts;
  /** Every evaluated record is in one row; by account, Region and category. */
  readonly census: readonly CensusRow[];
  readonly problems: readonly Problem[];
  /** What the reader should know of how the input was read, in full sentences. */
  readonly notes: readonly string[];
  readonly gate: GateResult;
  /** What the digest files of the inputs say; absent where they were not asked. */
  readonly integrity?: IntegritySummary;
  /** The rules that ran, by id. */
  readonly rules: readonly RuleInfo[];
  readonly policy?: PolicyResult;
  /** By severity (most severe first), rule id, values of the group; those under --min-severity left out. */
  readonly findings: readonly Finding[];
  /** Findings left out by --min-severity. */
  readonly hidden: number;
}
