import { type MatchRow } from '../model/finding.js';
import { type ScanReport } from '../model/report.js';

export const SARIF_PROFILES = ['full', 'github'] as const;
/** `full` keeps all evidence; `github` keeps what code scanning reads, within its limits. */
export type SarifProfile = (typeof SARIF_PROFILES)[number];

export interface ReporterOptions {
  /** Colours for the table; never set it for a pipe or a file. */
  readonly color: boolean;
  /** Columns of the terminal, for the table; 100 suits a pipe. */
  readonly width: number;
  readonly sarifProfile: SarifProfile;
}

/**
 * Writes what it is given: a reporter does not filter, sort or decide. Gives pieces to be written one after the other, so that a
 * long report is never one text in memory; joined, they end with a line feed.
 */
type RenderReport = (report: ScanReport, options: ReporterOptions) => Iterable<string> | AsyncIterable<string>;

/** A line for each match while the scan runs, line feed included. */
type RenderRow = (row: MatchRow) => string;

export type Reporter =
  { readonly kind: 'report'; readonly render: RenderReport } | { readonly kind: 'rows'; readonly renderRow: RenderRow };
