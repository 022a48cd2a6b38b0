import { extname } from 'node:path';

import { type SarifProfile } from '../reporters/reporter.js';
import { isReportFormat, REPORTERS, type ReportFormat } from '../reporters/reporters.js';

export type SarifProfileName = SarifProfile;

/** A report to be written. */
export interface ReportTarget {
  readonly format: ReportFormat;
  /** Undefined for standard output. */
  readonly path: string | undefined;
}

const REPORT_FORMATS: readonly string[] = Object.keys(REPORTERS);

const BY_EXTENSION: Readonly<Record<string, ReportFormat>> = {
  '.sarif': 'sarif',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.txt': 'table',
};

/** Names of what the process writes to anyway; opened a second time, a file behind it would be written over. */
const STANDARD_OUTPUT: ReadonlySet<string> = new Set(['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']);

/**
 * Reads `FORMAT=FILE`, `FORMAT` (to standard output) or `FILE` (whose extension tells the format); a file `-` or `/dev/stdout` is standard output.
 * A text that is none of these gives the reason.
 */
export function parseReportTarget(text: string): ReportTarget | { readonly error: string } {
  const [head = '', ...rest] = text.split('=');
  if (isReportFormat(head)) return rest.length === 0 ? { format: head, path: undefined } : targetOf(head, rest.join('='));
  const extension = extname(text).toLowerCase();
  const format = text.toLowerCase().endsWith('.sarif.json') ? 'sarif' : BY_EXTENSION[extension];
  if (format !== undefined) return targetOf(format, text);
  return { error: `cannot tell the format of ${text}: write FORMAT=FILE with one of ${REPORT_FORMATS.join(', ')}` };
}

function targetOf(format: ReportFormat, path: string): ReportTarget | { readonly error: string } {
  if (path === '') return { error: `the file of ${format}= is missing` };
  return { format, path: STANDARD_OUTPUT.has(path) ? undefined : path };
}
