import { type ControlResult, type PolicyResult } from '../../model/report.js';
import { printable } from '../../model/safe-text.js';
import { BLANK, type Block, paragraph, type Span } from './block.js';
import { type Paint, type View } from './view.js';
import { groupDigits } from './wording.js';

const HEADERS = ['CONTROL', 'FINDINGS', 'MATCHED', 'LOOKED AT', 'TITLE'] as const;

/** The controls of the policy that ran: what was found, and in how many events, so that "nothing" can be told from "nothing to see". */
export function renderControls({ id, title, controls }: PolicyResult, view: View): readonly Block[] {
  const header = HEADERS.map((text) => ({ text, paint: view.quiet }));
  return [
    paragraph(`${printable(title)} (${printable(id)})`, view.heading),
    BLANK,
    {
      kind: 'columns',
      indent: 2,
      alignments: ['left', 'right', 'right', 'right', 'left'],
      rows: [header, ...controls.map((control) => renderControl(control, view))],
    },
  ];
}

function renderControl(control: ControlResult, view: View): readonly Span[] {
  const paint = paintOf(control, view);
  const cells = [printable(control.id), ...counts(control)].map((text) => ({ text, paint }));
  return [...cells, { text: titleOf(control) }];
}

function counts({ rules, findings, occurrences, eventsExamined }: ControlResult): readonly string[] {
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
