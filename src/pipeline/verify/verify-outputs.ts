import { type VerifyReport } from '../../model/verify-report.js';
import { type ReporterOptions } from '../../reporters/reporter.js';
import { VERIFY_REPORTERS } from '../../reporters/verify/reporters.js';
import { type ReportOutputs } from '../report-output.js';

type VerifyFormat = keyof typeof VERIFY_REPORTERS;

export function isVerifyFormat(format: string): format is VerifyFormat {
  return Object.hasOwn(VERIFY_REPORTERS, format);
}

/**
 * Writes the reports of a check of digests; the outputs must be of its formats.
 * @throws OutputError
 */
export async function finishVerify(outputs: ReportOutputs, report: VerifyReport, options: ReporterOptions): Promise<void> {
  await outputs.finishWith((format) => (isVerifyFormat(format) ? VERIFY_REPORTERS[format](report, options) : []));
}
