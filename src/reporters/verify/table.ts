import { type VerifyReport } from '../../model/verify-report.js';
import { type ReporterOptions } from '../reporter.js';
import { type Block, BLANK } from '../table/block.js';
import { layOut } from '../table/lay-out.js';
import { createView, type View } from '../table/view.js';
import { renderDays } from './days-section.js';
import { renderVerifyFindings } from './findings-section.js';
import { renderTrails, renderVerifyVerdict } from './summary-section.js';

/** For a person at a terminal. The end comes last on the screen, so the verdict stands there, what was found above it, and the days on top. */
export async function* renderVerifyTable(report: VerifyReport, options: Pick<ReporterOptions, 'color' | 'width'>): AsyncIterable<string> {
  const view = createView(options);
  for await (const line of layOut(sections(report, view), view.width)) yield `${line.trimEnd()}\n`;
}

function* sections(report: VerifyReport, view: View): Iterable<Block> {
  if (report.days.length > 0) yield* [...renderDays(report.days, view), BLANK];
  if (report.trails.length > 0) yield* [...renderTrails(report.trails, view), BLANK];
  if (report.findings.length > 0) yield* [...renderVerifyFindings(report.findings, view), BLANK];
  yield renderVerifyVerdict(report, view);
}
