import { type MatchRow } from '../model/finding.js';
import { terminalSafeJson } from './terminal-safe-json.js';

/** A line of the `jsonl` report, with these keys in this order and no others: published as schemas/match.schema.json. */
export function renderMatchRow(row: MatchRow): string {
  const { ruleId, severity, eventID, eventTime, eventName, eventSource, uri, index, byteOffset, byteLength, fingerprint } = row;
  const line = { ruleId, severity, eventID, eventTime, eventName, eventSource, uri, index, byteOffset, byteLength, fingerprint };
  return `${terminalSafeJson(line)}\n`;
}
