import { type Finding, type MatchRow } from '../../model/finding.js';
import { isAtLeast, type Severity } from '../../model/severity.js';
import { FindingCollector } from '../../triage/finding-collector.js';
import { fingerprint } from '../../triage/fingerprint.js';
import { decodeGroupValues, groupFields } from '../../triage/group-key.js';
import { HashSet } from '../../triage/hash-set.js';
import { type MatchedEvent } from '../../triage/match.js';
import { type RecordHit, type RecordHits } from './record-hits.js';
import { type ScanOptions } from './scan-options.js';

const DEFAULT_EVIDENCE = 10;

/** Takes the events that rules hold for, file by file in the order of their URIs: drops copies, counts, and collects findings. */
export class MatchIntake {
  matched = 0;
  duplicate = 0;
  excepted = 0;
  private readonly onMatch: ScanOptions['onMatch'];
  private readonly minSeverity: Severity;
  /** Those of scans before, too. */
  private readonly seen: HashSet;
  private readonly collector: FindingCollector;

  constructor({
    onMatch,
    minSeverity = 'informational',
    evidence = DEFAULT_EVIDENCE,
    memory,
    integrity,
  }: Pick<ScanOptions, 'onMatch' | 'minSeverity' | 'evidence' | 'memory' | 'integrity'>) {
    this.onMatch = onMatch;
    this.minSeverity = minSeverity;
    this.seen = memory?.events ?? new HashSet();
    this.collector = new FindingCollector(evidence, integrity && ((uri) => integrity.statusOf(uri)));
  }

  /** Gives something to wait for only when rows are written. */
  take({ event, hits }: RecordHits): void | Promise<void> {
    // Two records without an eventID are two events even when their bytes are the same.
    const isCopy = event.eventID !== '' && this.seen.add(event.sha256);
    const matches = hits.filter(({ excepted }) => !excepted);
    if (matches.length > 0) this[isCopy ? 'duplicate' : 'matched']++;
    if (isCopy) return;
    this.excepted += hits.length - matches.length;
    for (const { rule, groupKey, describe } of matches) this.collector.add({ rule, event, groupKey, describe });
    if (this.onMatch !== undefined && matches.length > 0) return this.writeRows(event, matches);
  }

  /** All findings so far, in their final order. */
  findings(): readonly Finding[] {
    return this.collector.findings();
  }

  private async writeRows(event: MatchedEvent, matches: readonly RecordHit[]): Promise<void> {
    for (const match of matches) if (isAtLeast(match.rule.info.severity, this.minSeverity)) await this.onMatch?.(matchRow(match, event));
  }
}

function matchRow({ rule, groupKey }: RecordHit, event: MatchedEvent): MatchRow {
  const { info } = rule;
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
    fingerprint: fingerprint(info.id, decodeGroupValues(groupKey, groupFields(rule))),
  };
}
