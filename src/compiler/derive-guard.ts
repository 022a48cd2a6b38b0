import { type Comparand, type Condition, type Test } from '../ir/condition.js';
import { type Expression, type Operand } from '../ir/expression.js';
import { foldAscii } from '../model/text.js';
import { DERIVED_FIELDS } from './derived-fields.js';
import { ALWAYS, joined, negated, NEVER } from './simplify-condition.js';

/**
 * A weaker question than the condition's own, about recorded paths alone: whatever the condition holds for, the guard holds for. Most
 * events fail it after one or two look-ups, and no derived field is worked out for them. Undefined when it would let everything pass.
 */
export function deriveGuard(condition: Condition): Condition | undefined {
  const guard = weaker(condition);
  return guard.kind === 'constant' && guard.holds ? undefined : guard;
}

/** Implied by the condition. */
function weaker(condition: Condition): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return joined(condition.kind, condition.conditions.map(weaker));
    case 'not':
      return negated(stronger(condition.condition));
    case 'exists':
      return isRecorded(condition.operand) ? condition : weakerExists(condition.operand.expression);
    case 'test':
      if (isRecorded(condition.operand)) return asksRecordOnly(condition.tests) ? condition : exists(condition.operand);
      return weakerTest(condition.operand, condition.tests);
    case 'differs':
      return weakerDiffers(condition);
    case 'constant':
      return condition;
    case 'quantified':
      return ALWAYS;
  }
}

/** Implies the condition: under a `not` it is the stronger that is the weaker. */
function stronger(condition: Condition): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return joined(condition.kind, condition.conditions.map(stronger));
    case 'not':
      return negated(weaker(condition.condition));
    case 'exists':
      return isRecorded(condition.operand) ? condition : NEVER;
    case 'test':
      return isRecorded(condition.operand) && asksRecordOnly(condition.tests) ? condition : NEVER;
    case 'differs':
      return isRecorded(condition.operand) && isComparedWithRecord(condition.other) ? condition : NEVER;
    case 'constant':
      return condition;
    case 'quantified':
      return NEVER;
  }
}

/** A path of the record: no field, and no element of a quantifier. */
function isRecorded({ expression }: Operand): boolean {
  return expression.kind === 'path' && expression.root === 'record';
}

/** No test compares with a field, which the guard would have to work out. */
function asksRecordOnly(tests: readonly Test[]): boolean {
  return tests.every((test) => !('comparands' in test) || test.comparands.every(({ kind }) => kind === 'text'));
}

/** Both sides must have values even where one is a field. */
function weakerDiffers(condition: Extract<Condition, { kind: 'differs' }>): Condition {
  const { operand, other } = condition;
  if (isRecorded(operand) && isComparedWithRecord(other)) return condition;
  const sides = other.kind === 'text' ? [operand] : [operand, other.operand];
  return joined(
    'all',
    sides.map(({ expression }) => weakerTest(named(expression), [])),
  );
}

function isComparedWithRecord(other: Comparand): boolean {
  return other.kind === 'text' || isRecorded(other.operand);
}

function exists(operand: Operand): Condition {
  return { kind: 'exists', operand };
}

const named = (expression: Expression): Operand => ({ label: 'guard', expression });

function weakerExists(expression: Expression): Condition {
  return weakerTest(named(expression), []);
}

/** Some value of the expression passes the tests; no tests ask only that there is one. */
function weakerTest({ expression }: Operand, tests: readonly Test[]): Condition {
  switch (expression.kind) {
    case 'path':
      return testOfPath(expression, tests);
    case 'field': {
      const field = DERIVED_FIELDS.get(expression.name);
      return field === undefined ? ALWAYS : weakerTest(named(field.expression), tests);
    }
    case 'literal':
      return tests.every((test) => mayPass(expression.text, test)) ? ALWAYS : NEVER;
    case 'first':
      return joined(
        'any',
        expression.of.map((part) => weakerTest(named(part), tests)),
      );
    case 'extract':
      return weakerTest(named(expression.from), []);
    case 'concat':
      return joined(
        'all',
        expression.parts.map((part) => weakerTest(named(part), [])),
      );
    case 'cases':
      return weakerCases(expression, tests);
  }
}

function testOfPath(path: Extract<Expression, { kind: 'path' }>, tests: readonly Test[]): Condition {
  if (path.root !== 'record') return ALWAYS;
  const operand = named(path);
  return tests.length > 0 && asksRecordOnly(tests) ? { kind: 'test', operand, tests } : exists(operand);
}

/** A case counts where its own condition may hold and its value may pass; that no case before it held is not asked. */
function weakerCases({ cases, otherwise }: Extract<Expression, { kind: 'cases' }>, tests: readonly Test[]): Condition {
  const chosen = cases.map(({ when, then }) => joined('all', [weaker(when), weakerTest(named(then), tests)]));
  return joined('any', otherwise === undefined ? chosen : [...chosen, weakerTest(named(otherwise), tests)]);
}

/** Whether a fixed text may pass a test. Only plain equality is looked at: it is what rules ask of fields with few values. */
function mayPass(text: string, test: Test): boolean {
  if (test.kind !== 'compare' || test.operator !== 'equals') return true;
  const fold = test.ignoreCase ? foldAscii : (each: string): string => each;
  return test.comparands.some((comparand) => comparand.kind === 'field' || fold(comparand.text) === fold(text));
}
