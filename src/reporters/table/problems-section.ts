import { type Problem } from '../../model/problem.js';
import { printable } from '../../model/safe-text.js';
import { BLANK, type Block, paragraph, type Piece } from './block.js';
import { type View } from './view.js';
import { countOf, groupDigits } from './wording.js';

const SHOWN = 20;
/** Columns of a code and the gap after it. */
const CODE = 9;

/** What of the input was not evaluated, and where. */
export function renderProblems(problems: readonly Problem[], view: View): readonly Block[] {
  const rest = problems.slice(SHOWN);
  const more = `${countOf(countProblems(rest), 'more problem')} not listed here: the json and sarif reports name them.`;
  return [
    paragraph(`${countOf(countProblems(problems), 'problem')} of the input`, view.bad),
    BLANK,
    ...problems.slice(0, SHOWN).map((problem) => renderProblem(problem, view)),
    ...(rest.length === 0 ? [] : [paragraph(more, view.quiet, 2)]),
  ];
}

/** One entry may stand for several problems. */
export function countProblems(problems: readonly Problem[]): number {
  return problems.reduce((sum, { count }) => sum + (count ?? 1), 0);
}

function renderProblem(problem: Problem, view: View): Block {
  const { code, uri, byteOffset, message } = problem;
  const offset = byteOffset === undefined ? '' : `@${byteOffset}`;
  const place: readonly Piece[] = uri === '' ? [] : [{ text: printable(uri) + offset, tooLong: 'shorten-start' }];
  const pieces = [...place, { text: printable(message) + several(problem) }];
  return { kind: 'text', indent: 2, label: { text: code, paint: view.bad, width: CODE }, pieces };
}

function several({ count, lastByteOffset }: Problem): string {
  if (count === undefined) return '';
  return ` (${groupDigits(count)} of these${lastByteOffset === undefined ? '' : `, the last at byte ${lastByteOffset}`})`;
}
