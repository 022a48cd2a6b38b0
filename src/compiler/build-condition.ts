import { type Condition, type Test } from '../ir/condition.js';
import { type Expression, type Operand, type PathExpression } from '../ir/expression.js';

/** A path of plain keys from the record's top, written with dots. */
export function path(text: string): PathExpression {
  return { kind: 'path', root: 'record', steps: text.split('.').map((key) => ({ kind: 'key', key })) };
}

export function field(name: string): Expression {
  return { kind: 'field', name };
}

export function literal(text: string): Expression {
  return { kind: 'literal', text };
}

export function first(...of: readonly Expression[]): Expression {
  return { kind: 'first', of };
}

/** Patterns must mean the same in JavaScript and RE2: no lookaround, no backreference, no `.`, no `\s`; `[\d\D]` is any character in both. */
export function extract(from: Expression, pattern: string): Expression {
  return { kind: 'extract', from, pattern };
}

export function cases(pairs: readonly (readonly [Condition, Expression])[], otherwise?: Expression): Expression {
  const list = pairs.map(([when, then]) => ({ when, then }));
  return otherwise === undefined ? { kind: 'cases', cases: list } : { kind: 'cases', cases: list, otherwise };
}

/** `true` or `false`. */
export function truth(condition: Condition): Expression {
  return cases([[condition, literal('true')]], literal('false'));
}

function operandOf(expression: Expression): Operand {
  switch (expression.kind) {
    case 'field':
      return { label: expression.name, expression };
    case 'path':
      return { label: expression.steps.map((step) => (step.kind === 'key' ? step.key : '*')).join('.'), expression };
    default:
      throw new Error(`a derived field tests a nameless ${expression.kind}`);
  }
}

export function exists(expression: Expression): Condition {
  return { kind: 'exists', operand: operandOf(expression) };
}

export function not(condition: Condition): Condition {
  return { kind: 'not', condition };
}

export function all(...conditions: readonly Condition[]): Condition {
  return { kind: 'all', conditions };
}

export function any(...conditions: readonly Condition[]): Condition {
  return { kind: 'any', conditions };
}

export function holds(expression: Expression, ...tests: readonly Test[]): Condition {
  return { kind: 'test', operand: operandOf(expression), tests };
}

export function compare(
  operator: 'equals' | 'startsWith' | 'endsWith',
  texts: readonly string[],
  options: { readonly ignoreCase: boolean } = { ignoreCase: false },
): Test {
  return { kind: 'compare', operator, ignoreCase: options.ignoreCase, comparands: texts.map((text) => ({ kind: 'text', text })) };
}

export function equals(expression: Expression, ...texts: readonly string[]): Condition {
  return holds(expression, compare('equals', texts));
}

export function within(expression: Expression, networks: readonly string[]): Condition {
  return holds(expression, { kind: 'cidr', networks });
}

/** Some value is neither `""` nor an empty object or array. */
export function isFilled(expression: Expression): Condition {
  return holds(expression, { kind: 'empty', expected: false });
}

/** Some value is text, a number or a boolean, whatever it says. */
export function isText(expression: Expression): Condition {
  return holds(expression, compare('startsWith', ['']));
}
