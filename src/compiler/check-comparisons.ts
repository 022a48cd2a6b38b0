import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic, type Place } from '../diagnostics/diagnostic.js';
import { type ComparandSyntax, type ComparingOperator, type FieldReference, type ScalarSyntax } from '../language/native/syntax.js';
import { type RuleCheck } from './check.js';
import { operandProblem } from './check-operand.js';
import { type Comparison, comparisonsOf, entriesOf } from './walk-syntax.js';

const FIXED_ONLY: ReadonlySet<ComparingOperator> = new Set<ComparingOperator>(['like', 'matches', 'cidr']);

/** What stands beside each operator is something that it can compare with. */
export const checkComparisons: RuleCheck = (rule) => entriesOf(rule).flatMap(({ value }) => comparisonsOf(value).flatMap(checkComparison));

function checkComparison(comparison: Comparison): readonly Diagnostic[] {
  const { operator, comparands, place } = comparison;
  if (comparands.length === 0 && operator !== 'in') {
    return [createDiagnostic('CTA1212', place, `${operator} has an empty list; only in: [] has a meaning, and never holds`)];
  }
  return comparands.flatMap((comparand) => checkComparand(comparand, comparison));
}

function checkComparand(comparand: ComparandSyntax, { operator, ignoreCase }: Comparison): readonly Diagnostic[] {
  switch (comparand.kind) {
    case 'parameter':
      return []; // What a parameter stands for is checked with its values.
    case 'field':
      return FIXED_ONLY.has(operator) ? [fixedOnly(operator, comparand)] : [];
    case 'scalar':
      return [...checkText(operator, comparand), ...checkFolding(operator, comparand, ignoreCase)];
  }
}

function fixedOnly(operator: ComparingOperator, { path, place }: FieldReference): Diagnostic {
  const what = operator === 'cidr' ? 'networks' : 'patterns';
  return createDiagnostic(
    'CTA1211',
    place,
    `${operator} takes ${what} that are known before any event is read, and ${path.text} is text that whoever made the call could choose`,
  );
}

function checkText(operator: ComparingOperator, scalar: ScalarSyntax): readonly Diagnostic[] {
  const problem = operandProblem(operator, scalar.text);
  if (problem === undefined) return [];
  return [createDiagnostic(problem.code, placeOfPart(scalar, problem.part), problem.message, problem.hint)];
}

/** A part can be pointed to only where the source is the text itself, between quotes at most. */
function placeOfPart({ text, place, quoted }: ScalarSyntax, part: { readonly offset: number; readonly length: number } | undefined): Place {
  const margin = quoted ? 1 : 0;
  if (part === undefined || place.length !== text.length + 2 * margin) return place;
  return { ...place, column: place.column + margin + part.offset, length: part.length };
}

function checkFolding(operator: ComparingOperator, { text, place }: ScalarSyntax, ignoreCase: boolean): readonly Diagnostic[] {
  const isFolded = ignoreCase && operator !== 'cidr' && operator !== 'matches';
  // eslint-disable-next-line no-control-regex -- The range of ASCII starts with its controls.
  if (!isFolded || /^[\u0000-\u007f]*$/.test(text)) return [];
  return [createDiagnostic('CTA2006', place, `ignoreCase folds A to Z alone; the other letters of "${text}" must match as they are`)];
}
