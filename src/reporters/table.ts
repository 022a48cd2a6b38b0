import { printable } from '../model/safe-text.js';
import { type ScanReport } from '../model/report.js';
import { type ReporterOptions } from './reporter.js';
import { type Block, BLANK, paragraph } from './table/block.js';
import { renderControls } from './table/controls-section.js';
import { renderFindings } from './table/findings-section.js';
import { layOut } from './table/lay-out.js';
import { renderProblems } from './table/problems-section.js';
import { renderInput, renderVerdict } from './table/summary-section.js';
import { createView, type View } from './table/view.js';

/** For a person at a terminal. The end comes last on the screen, so the verdict stands there and the findings above it. */
export async function* renderTable(report: ScanReport, options: Pick<ReporterOptions, 'color' | 'width'>): AsyncIterable<string> {
  const view = createView(options);
  for await (const line of layOut(sections(report, view), view.width)) yield `${line.trimEnd()}\n`;
}

function* sections(report: ScanReport, view: View): Iterable<Block> {
  yield* renderFindings(report, view);
  yield BLANK;
  if (report.policy !== undefined) yield* [...renderControls(report.policy, view), BLANK];
  if (report.problems.length > 0) yield* [...renderProblems(report.problems, view), BLANK];
  for (const note of report.notes) yield paragraph(printable(note), view.quiet);
  if (report.notes.length > 0) yield BLANK;
  yield* [...renderInput(report, view), BLANK];
  yield renderVerdict(report, view);
}
