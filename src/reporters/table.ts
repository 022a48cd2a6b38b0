import { type ScanReport } from '../model/report.js';
import { type ReporterOptions } from './reporter.js';
import { renderControls } from './table/controls-section.js';
import { renderFindings } from './table/findings-section.js';
import { renderProblems } from './table/problems-section.js';
import { renderInput, renderVerdict } from './table/summary-section.js';
import { createView } from './table/view.js';

/** For a person at a terminal. The end comes last on the screen, so the verdict stands there and the findings above it. */
export function* renderTable(report: ScanReport, options: Pick<ReporterOptions, 'color' | 'width'>): Iterable<string> {
  const view = createView(options);
  yield* section(renderFindings(report, view));
  if (report.policy !== undefined) yield* section(renderControls(report.policy, view));
  if (report.problems.length > 0) yield* section(renderProblems(report.problems, view));
  yield* section(renderInput(report, view));
  yield `${renderVerdict(report, view).join('\n')}\n`;
}

function* section(lines: Iterable<string>): Iterable<string> {
  for (const line of lines) yield `${line.trimEnd()}\n`;
  yield '\n';
}
