import { type VerifyReport } from '../../model/verify-report.js';
import { type ReporterOptions } from '../reporter.js';
import { renderVerifyJson } from './json.js';
import { renderVerifySarif } from './sarif.js';
import { renderVerifyTable } from './table.js';

/** Writes what it is given, in pieces; joined, they end with a line feed. */
type RenderVerifyReport = (report: VerifyReport, options: ReporterOptions) => Iterable<string> | AsyncIterable<string>;

/** A new format of verify is one file and one line here. */
export const VERIFY_REPORTERS = {
  table: renderVerifyTable,
  sarif: renderVerifySarif,
  json: renderVerifyJson,
} as const satisfies Readonly<Record<string, RenderVerifyReport>>;
