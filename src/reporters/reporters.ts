import { renderJson } from './json.js';
import { renderMatchRow } from './jsonl.js';
import { type Reporter } from './reporter.js';
import { renderSarif } from './sarif.js';

/** A new format is one file and one line here. The table's code is loaded for a table alone; for the others that costs more than it saves. */
export const REPORTERS: Readonly<
  Record<'table' | 'sarif' | 'json', Reporter & { kind: 'report' }> & Record<'jsonl', Reporter & { kind: 'rows' }>
> = {
  table: { kind: 'report', load: async () => (await import('./table.js')).renderTable },
  sarif: { kind: 'report', load: () => Promise.resolve(renderSarif) },
  json: { kind: 'report', load: () => Promise.resolve(renderJson) },
  jsonl: { kind: 'rows', renderRow: renderMatchRow },
};

export type ReportFormat = keyof typeof REPORTERS;

export function isReportFormat(text: string): text is ReportFormat {
  return Object.hasOwn(REPORTERS, text);
}
