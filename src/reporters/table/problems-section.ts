import { type Problem } from '../../model/problem.js';
import { printable } from '../../model/safe-text.js';
import { countOf, groupDigits, shortenStart, wrapText } from './text-layout.js';
import { type View } from './view.js';

const SHOWN = 20;
const INDENT = 11;

/** What of the input was not evaluated, and where. */
export function renderProblems(problems: readonly Problem[], view: View): string[] {
  const rest = problems.slice(SHOWN);
  return [
    view.bad(`${countOf(countProblems(problems), 'problem')} of the input`),
    '',
    ...problems.slice(0, SHOWN).flatMap((problem) => renderProblem(problem, view)),
    ...(rest.length === 0
      ? []
      : [view.quiet(`  ${countOf(countProblems(rest), 'more problem')} not listed here: the json and sarif reports name them.`)]),
  ];
}

/** One entry may stand for several problems. */
export function countProblems(problems: readonly Problem[]): number {
  return problems.reduce((sum, { count }) => sum + (count ?? 1), 0);
}

function renderProblem(problem: Problem, view: View): string[] {
  const { code, uri, byteOffset } = problem;
  const offset = byteOffset === undefined ? '' : `@${byteOffset}`;
  const place = uri === '' ? [] : [shortenStart(printable(uri) + offset, view.width - INDENT)];
  const [first = '', ...others] = [...place, ...wrapText(printable(problem.message) + several(problem), view.width - INDENT)];
  return [`  ${view.bad(code)}  ${first}`, ...others.map((line) => ' '.repeat(INDENT) + line)];
}

function several({ count, lastByteOffset }: Problem): string {
  if (count === undefined) return '';
  return ` (${groupDigits(count)} of these${lastByteOffset === undefined ? '' : `, the last at byte ${lastByteOffset}`})`;
}
