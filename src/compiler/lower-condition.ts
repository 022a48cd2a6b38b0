import { type Condition } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { type ConditionSyntax, type OperatorSyntax, type ValueSyntax } from '../language/native/syntax.js';
import { lowerPath } from './lower-path.js';
import { isEqualityOnly, isValueOperator, lowerComparands, lowerDiffers, lowerTests, textTest, type ValueOperator } from './lower-tests.js';
import { type Bindings } from './parameter-values.js';
import { foldsCase } from './walk-syntax.js';
import { joined, negated, NEVER, quantified } from './simplify-condition.js';

/** Turns a checked condition into IR: derived fields by name, parameters replaced by their values, constants folded away. */
export function lowerCondition(syntax: ConditionSyntax, bindings: Bindings): Condition {
  switch (syntax.kind) {
    case 'all':
    case 'any':
      return joined(
        syntax.kind,
        syntax.conditions.map((condition) => lowerCondition(condition, bindings)),
      );
    case 'not':
      return negated(lowerCondition(syntax.condition, bindings));
    case 'field':
      return lowerValue(syntax.value, { operand: lowerPath(syntax.path), bindings, ignoreCase: false });
  }
}

/** What is known of the path whose value is lowered. */
interface ValueContext {
  readonly operand: Operand;
  readonly bindings: Bindings;
  readonly ignoreCase: boolean;
}

function lowerValue(value: ValueSyntax, context: ValueContext): Condition {
  switch (value.kind) {
    case 'scalar':
    case 'parameter':
    case 'field':
      return lowerEquality([value], context);
    case 'list':
      return lowerList(value.values, context);
    case 'operators':
      return lowerOperators(value.operators, context);
  }
}

/** Scalars of a list are compared together, in one test; mappings each stand alone. */
function lowerList(values: readonly ValueSyntax[], context: ValueContext): Condition {
  const equal = values.filter(isEqualityOnly);
  const others = values.filter((value) => !isEqualityOnly(value));
  const parts = others.map((value) => lowerValue(value, context));
  return joined('any', equal.length === 0 ? parts : [lowerEquality(equal, context), ...parts]);
}

function lowerEquality(values: Parameters<typeof lowerComparands>[0], { operand, bindings, ignoreCase }: ValueContext): Condition {
  const comparands = lowerComparands(values, bindings, { canonical: true });
  return comparands.length === 0 ? NEVER : { kind: 'test', operand, tests: [textTest('equals', comparands, ignoreCase)] };
}

function lowerOperators(operators: readonly OperatorSyntax[], outer: ValueContext): Condition {
  const context = { ...outer, ignoreCase: foldsCase(operators, outer.ignoreCase) };
  const ofOneValue = operators.filter(isValueOperator);
  const parts = operators.map((operator) => lowerWholePath(operator, context)).filter((part) => part !== undefined);
  return joined('all', ofOneValue.length === 0 ? parts : [lowerOneValue(ofOneValue, context), ...parts]);
}

/** The operators that must hold for one and the same value. */
function lowerOneValue(operators: readonly ValueOperator[], { operand, bindings, ignoreCase }: ValueContext): Condition {
  const tests = lowerTests(operators, bindings, ignoreCase);
  return tests === undefined ? NEVER : { kind: 'test', operand, tests };
}

/** The operators that are about the path as a whole; undefined for the others. */
function lowerWholePath(operator: OperatorSyntax, context: ValueContext): Condition | undefined {
  const { operand, bindings, ignoreCase } = context;
  switch (operator.kind) {
    case 'not':
      return negated(lowerValue(operator.value, context));
    case 'exists':
      return operator.expected ? { kind: 'exists', operand } : { kind: 'not', condition: { kind: 'exists', operand } };
    case 'quantified':
      return quantified({
        kind: 'quantified',
        quantifier: operator.quantifier,
        operand,
        condition: lowerCondition(operator.condition, bindings),
      });
    case 'compare':
      return operator.operator === 'differs'
        ? lowerDiffers(operand, lowerComparands(operator.comparands, bindings, { canonical: true }), ignoreCase)
        : undefined;
    case 'empty':
    case 'ignoreCase':
      return undefined;
  }
}
