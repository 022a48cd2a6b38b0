import { type EventPlace } from './event.js';
import { type IntegrityStatus } from './integrity.js';
import { type Severity } from './severity.js';

/** One event that shows a finding. */
export interface Evidence extends EventPlace {
  /** Empty when the record has none. */
  readonly eventID: string;
  /** As recorded; empty when the record has none. */
  readonly eventTime: string;
  /** SHA-256 of the record's bytes (of the decoded text, inside an envelope), lower-case hexadecimal. */
  readonly sha256: string;
  /** What digest files say of the log file; absent where they were not asked. */
  readonly integrity?: IntegrityStatus;
}

/** Why a condition held, with the values seen: the condition tree of the finding's first event. */
export interface Explanation {
  readonly kind: 'all' | 'any' | 'not' | 'test';
  /** The part as the rule says it, such as `identity.kind equals root`; `all`, `any` or `not` for a branch. */
  readonly text: string;
  readonly holds: boolean;
  /** For a test: the values that the path had, at most 10, each at most 200 characters. */
  readonly values?: readonly string[];
  readonly conditions?: readonly Explanation[];
}

export interface GroupValue {
  /** The field as the rule writes it. */
  readonly field: string;
  /** The sorted set of values; empty when the field is missing. */
  readonly values: readonly string[];
}

/** The matches of one rule that share the rule's `groupBy`. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  /** SHA-256 of rule id and groupBy names and values, lower-case hexadecimal; no two findings of a run share one. */
  readonly fingerprint: string;
  readonly group: readonly GroupValue[];
  readonly occurrenceCount: number;
  /** What is counted, where it is no event. */
  readonly unit?: 'event' | 'file';
  /** RFC 3339 in UTC, or empty when no event has a valid time. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Ordered by (eventTime, eventID, uri, index); the first gives the message. */
  readonly evidence: readonly Evidence[];
  readonly explanation: Explanation;
  /** ARNs of the identity and of the resources of the first event, for SARIF's logical locations. */
  readonly arns: readonly string[];
  /** The first event's account and Region as a stable place, `unknown` where missing. */
  readonly account: string;
  readonly region: string;
  readonly eventSource: string;
}

/** A copy that holds its values itself, keys in the order of the reports: a finding may work out some of them when they are read. */
export function plainFinding(finding: Finding): Finding {
  const { ruleId, severity, message, fingerprint, group, occurrenceCount, firstSeen, lastSeen } = finding;
  const { unit, evidence, explanation, arns, account, region, eventSource } = finding;
  return {
    ruleId,
    severity,
    message,
    fingerprint,
    group,
    occurrenceCount,
    ...(unit !== undefined && { unit }),
    firstSeen,
    lastSeen,
    evidence,
    explanation,
    arns,
    account,
    region,
    eventSource,
  };
}

/** One match, as a line of the `jsonl` report. */
export interface MatchRow {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly eventSource: string;
  readonly uri: string;
  readonly index: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly fingerprint: string;
}
