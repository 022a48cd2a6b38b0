import { renderJson } from './json.js';
import { renderMatchRow } from './jsonl.js';
import { type Reporter } from './reporter.js';
import { renderSarif } from './sarif.js';
import { renderTable } from './table.js';

/** A new format is one file and one line here. */
export const REPORTERS: Readonly<
  Record<'table' | 'sarif' | 'json', Reporter & { kind: 'report' }> & Record<'jsonl', Reporter & { kind: 'rows' }>
> = {
  table: { kind: 'report', render: renderTable },
  sarif: { kind: 'report', render: renderSarif },
  json: { kind: 'report', render: renderJson },
  jsonl: { kind: 'rows', renderRow: renderMatchRow },
};

export type ReportFormat = keyof typeof REPORTERS;

export function isReportFormat(text: string): text is ReportFormat {
  return Object.hasOwn(REPORTERS, text);
}
