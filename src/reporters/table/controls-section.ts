import { type ControlResult, type PolicyResult } from '../../model/report.js';
import { printable } from '../../model/safe-text.js';
import { displayWidth, groupDigits, padEnd, padStart, wrapText } from './text-layout.js';
import { type Paint, type View } from './view.js';

const HEADERS = ['CONTROL', 'FINDINGS', 'MATCHED', 'LOOKED AT', 'TITLE'] as const;
const GAP = '  ';

/** The controls of the policy that ran: what was found, and in how many events, so that "nothing" can be told from "nothing to see". */
export function renderControls({ id, title, controls }: PolicyResult, view: View): string[] {
  const rows = controls.map((control) => [printable(control.id), ...counts(control)] as const);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...[HEADERS, ...rows].map((row) => displayWidth(row[column] ?? ''))));
  const indent = GAP + ' '.repeat(widths.reduce((sum, width) => sum + width + GAP.length, 0));
  const cells = (row: readonly string[]): string =>
    GAP + widths.map((width, column) => pad(row[column] ?? '', width, column) + GAP).join('');
  const body = controls.flatMap((control, index) => {
    const [first = '', ...others] = wrapText(titleOf(control), Math.max(20, view.width - indent.length));
    return [paintOf(control, view)(cells(rows[index] ?? [])) + first, ...others.map((line) => indent + line)];
  });
  const name = `${printable(title)} (${printable(id)})`;
  return [...wrapText(name, view.width).map(view.heading), '', view.quiet(`${cells(HEADERS)}TITLE`), ...body];
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? padEnd(text, width) : padStart(text, width);
}

function counts({ rules, findings, occurrences, eventsExamined }: ControlResult): string[] {
  return rules.length === 0 ? ['–', '–', '–'] : [findings, occurrences, eventsExamined].map(groupDigits);
}

function titleOf({ title, rules, eventsExamined }: ControlResult): string {
  const note = rules.length === 0 ? ' (no rule of it ran)' : eventsExamined === 0 ? ' (no such event in these logs)' : '';
  return printable(title) + note;
}

function paintOf({ rules, findings, eventsExamined }: ControlResult, view: View): Paint {
  if (findings > 0) return view.bad;
  return rules.length === 0 || eventsExamined === 0 ? view.doubtful : view.good;
}
