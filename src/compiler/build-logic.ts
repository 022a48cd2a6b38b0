import { type Expression } from '../ir/expression.js';
import { type ConditionSyntax, type OperatorSyntax, type PathStep, type ValueSyntax } from '../language/native/syntax.js';
import { DERIVED_FIELDS } from './derived-fields.js';
import { findPath } from './find-path.js';
import { leavesNoValue } from './logic-bounds.js';
import { derivedFieldName } from './lower-path.js';
import { isValueOperator } from './lower-tests.js';
import { type Claim, type Subject } from './logic-claims.js';
import { absoluteSteps, foldsCase, stepsText } from './walk-syntax.js';

/** A condition reduced to what can be told without an event. */
export type Logic =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Logic[] }
  | { readonly kind: 'not'; readonly part: Logic }
  /** `exact` is what it says; when it holds, all of `implied` hold too. */
  | { readonly kind: 'claim'; readonly subject: Subject; readonly exact: Claim; readonly implied: readonly Claim[] }
  /** Depends on a parameter, which another run may set to anything. */
  | { readonly kind: 'unknown' };

type CompareSyntax = Extract<OperatorSyntax, { kind: 'compare' }>;

const UNKNOWN: Logic = { kind: 'unknown' };
const EXISTS: Claim = { kind: 'exists' };

/** `base`: the path of the array whose element the condition is about; empty outside a quantifier. */
export function buildLogic(condition: ConditionSyntax, base: readonly PathStep[]): Logic {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return together(
        condition.kind,
        condition.conditions.map((each) => buildLogic(each, base)),
      );
    case 'not':
      return { kind: 'not', part: buildLogic(condition.condition, base) };
    case 'field': {
      const { path, value } = condition;
      const found = findPath(absoluteSteps(path, base));
      const isElement = path.root === 'element' && path.steps.length === 0;
      const isSingle = isElement || (path.root === 'record' && found.kind === 'known' && found.isSingle);
      const values = path.root === 'record' ? valuesOfDerived(path.steps) : undefined;
      const key = `${path.root}:${stepsText(path.steps)}`;
      const subject = { key, label: path.text, place: path.place, isSingle, ...(values === undefined ? {} : { values }) };
      return ofValue(value, subject, false);
    }
  }
}

function valuesOfDerived(steps: readonly PathStep[]): readonly string[] | undefined {
  const name = derivedFieldName('record', steps);
  const expression = name === undefined ? undefined : DERIVED_FIELDS.get(name)?.expression;
  return expression === undefined ? undefined : fixedValues(expression);
}

/** Every text that an expression may give, when there is always one of them. */
function fixedValues(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'literal') return [expression.text];
  if (expression.kind !== 'cases' || expression.otherwise === undefined) return undefined;
  const branches = [...expression.cases.map(({ then }) => then), expression.otherwise].map(fixedValues);
  const known = branches.filter((values) => values !== undefined);
  return known.length < branches.length ? undefined : [...new Set(known.flat())];
}

/** One part alone stands for itself, so that its opposite can be told. */
function together(kind: 'all' | 'any', parts: readonly Logic[]): Logic {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind, parts };
}

function ofValue(value: ValueSyntax, subject: Subject, ignoreCase: boolean): Logic {
  switch (value.kind) {
    case 'scalar':
    case 'parameter':
    case 'field':
      return ofOneValue([{ kind: 'compare', operator: 'equals', comparands: [value], place: value.place }], subject, ignoreCase);
    case 'list':
      return ofList(value.values, subject, ignoreCase);
    case 'operators':
      return ofOperators(value.operators, subject, ignoreCase);
  }
}

/** Plain scalars together are one claim, so that their list can be compared with another. */
function ofList(values: readonly ValueSyntax[], subject: Subject, ignoreCase: boolean): Logic {
  const scalars = values.filter((value) => value.kind === 'scalar');
  const others = values.filter((value) => value.kind !== 'scalar').map((value) => ofValue(value, subject, ignoreCase));
  if (scalars.length === 0 && others.length > 0) return together('any', others);
  const equal = inClaim(scalars.flatMap(textsOf), ignoreCase);
  const claim: Logic = { kind: 'claim', subject, exact: equal, implied: [equal, EXISTS] };
  return together('any', [claim, ...others]);
}

function ofOperators(operators: readonly OperatorSyntax[], subject: Subject, outer: boolean): Logic {
  const ignoreCase = foldsCase(operators, outer);
  const ofOne = operators.filter(isValueOperator);
  const parts = operators.map((operator) => ofWholePath(operator, subject, ignoreCase)).filter((part) => part !== undefined);
  const all = ofOne.length === 0 ? parts : [ofOneValue(ofOne, subject, ignoreCase), ...parts];
  return together('all', all);
}

function ofWholePath(operator: OperatorSyntax, subject: Subject, ignoreCase: boolean): Logic | undefined {
  const other = (implied: readonly Claim[]): Logic =>
    hasParameter(operator) ? UNKNOWN : { kind: 'claim', subject, exact: otherClaim([operator], ignoreCase), implied };
  switch (operator.kind) {
    case 'not':
      return { kind: 'not', part: ofValue(operator.value, subject, ignoreCase) };
    case 'exists': {
      const claim: Logic = { kind: 'claim', subject, exact: EXISTS, implied: [] };
      return operator.expected ? claim : { kind: 'not', part: claim };
    }
    case 'quantified':
      return other(operator.quantifier === 'none' ? [] : [EXISTS]);
    case 'compare':
      return operator.operator === 'differs' ? other([EXISTS]) : undefined;
    case 'empty':
    case 'ignoreCase':
      return undefined;
  }
}

/** Operators that one and the same value must meet. */
function ofOneValue(operators: readonly OperatorSyntax[], subject: Subject, ignoreCase: boolean): Logic {
  if (operators.some(hasParameter)) return UNKNOWN;
  const compares = operators.filter((operator) => operator.kind === 'compare');
  const equalities = compares.filter(isFixedEquality);
  const tests = compares.filter((operator) => !isFixedEquality(operator));
  const claims = equalities.map((operator) =>
    inClaim(
      operator.comparands.flatMap(textsOf).filter((text) => ignoreCase || tests.every((test) => canPass(test, text))),
      ignoreCase,
    ),
  );
  const nothing = leavesNoValue(compares) ? [inClaim([], false)] : [];
  const prefixes = tests
    .filter(isFixedPrefix)
    .map((operator): Claim => ({ kind: 'prefix', texts: operator.comparands.flatMap(textsOf), ignoreCase }));
  const [only, ...others] = claims;
  const isEquality = only !== undefined && others.length === 0 && operators.length === 1;
  return {
    kind: 'claim',
    subject,
    exact: isEquality ? only : otherClaim(operators, ignoreCase),
    implied: [...claims, ...nothing, ...prefixes, EXISTS],
  };
}

function isFixedPrefix({ operator, comparands }: CompareSyntax): boolean {
  return operator === 'startsWith' && comparands.every(({ kind }) => kind === 'scalar');
}

function isFixedEquality({ operator, comparands }: CompareSyntax): boolean {
  return (operator === 'equals' || operator === 'in') && comparands.every(({ kind }) => kind === 'scalar');
}

/** Whether a text may pass another operator beside its equality; the operators that need an engine to tell count as passed. */
function canPass({ operator, comparands }: CompareSyntax, text: string): boolean {
  const fixed = comparands.flatMap((comparand) => (comparand.kind === 'scalar' ? [comparand.text] : []));
  if (fixed.length < comparands.length) return true;
  switch (operator) {
    case 'startsWith':
      return fixed.some((part) => text.startsWith(part));
    case 'endsWith':
      return fixed.some((part) => text.endsWith(part));
    case 'contains':
      return fixed.some((part) => text.includes(part));
    case 'containsAll':
      return fixed.every((part) => text.includes(part));
    default:
      return true;
  }
}

function textsOf(value: ValueSyntax): readonly string[] {
  if (value.kind !== 'scalar') return [];
  return value.canonical === undefined ? [value.text] : [value.text, value.canonical];
}

function inClaim(texts: readonly string[], ignoreCase: boolean): Extract<Claim, { kind: 'in' }> {
  return { kind: 'in', texts, ignoreCase };
}

/** What was written, without where. */
function otherClaim(operators: readonly OperatorSyntax[], ignoreCase: boolean): Claim {
  const written = JSON.stringify(operators, (key, part: unknown) => (key === 'place' ? undefined : part));
  return { kind: 'other', key: `${ignoreCase ? 'i' : ''}${written}` };
}

function hasParameter(operator: OperatorSyntax): boolean {
  if (operator.kind === 'compare') return operator.comparands.some(({ kind }) => kind === 'parameter');
  return JSON.stringify(operator).includes('"kind":"parameter"');
}
