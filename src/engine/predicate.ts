import { type Comparand, type Condition, type Test } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { type RuleSet } from '../ir/rule-set.js';
import { type JsonValue } from '../model/json.js';
import { compileComparand, compileTest, scalarTexts, type ValueTest } from './compile-test.js';
import { expressionCompiler } from './expression-values.js';
import { quantifiedElements } from './path-values.js';
import { plainPath, SEVERAL } from './plain-path.js';
import { type Element, type Predicate, type Scope, type ValuesOf } from './scope.js';

/** Turns the conditions and expressions of one rule set into closures that share its fields. */
export interface PredicateCompiler {
  predicateOf(condition: Condition): Predicate;
  readonly valuesOf: ValuesOf;
}

export function predicateCompiler(fields: RuleSet['fields']): PredicateCompiler {
  const valuesOf: ValuesOf = expressionCompiler(fields, (condition) => predicateOf(condition));

  const predicateOf = (condition: Condition): Predicate => {
    switch (condition.kind) {
      case 'constant':
        return () => condition.holds;
      case 'all':
        return allOf(condition.conditions.map(predicateOf));
      case 'any':
        return anyOf(condition.conditions.map(predicateOf));
      case 'not':
        return negation(predicateOf(condition.condition));
      case 'exists': {
        const values = valuesOf(condition.operand.expression);
        return (scope, element) => values(scope, element).length > 0;
      }
      case 'test':
        return compileTests(condition.operand, condition.tests, valuesOf);
      case 'differs':
        return compileDiffers(condition.operand, condition.other, valuesOf);
      case 'quantified':
        return compileQuantified(condition, valuesOf, predicateOf(condition.condition));
    }
  };
  return { predicateOf, valuesOf };
}

const negation =
  (predicate: Predicate): Predicate =>
  (scope, element) =>
    !predicate(scope, element);

function allOf(predicates: readonly Predicate[]): Predicate {
  return (scope, element) => {
    for (const predicate of predicates) if (!predicate(scope, element)) return false;
    return true;
  };
}

function anyOf(predicates: readonly Predicate[]): Predicate {
  return (scope, element) => {
    for (const predicate of predicates) if (predicate(scope, element)) return true;
    return false;
  };
}

function compileTests(operand: Operand, tests: readonly Test[], valuesOf: ValuesOf): Predicate {
  const values = valuesOf(operand.expression);
  const [first, ...others] = tests.map((test) => compileTest(test, valuesOf));
  if (first === undefined) throw new Error(`a compiled rule tests ${operand.label} for nothing`);
  const passes: ValueTest =
    others.length === 0
      ? first
      : (value, scope, element) => first(value, scope, element) && others.every((test) => test(value, scope, element));
  const anyPasses: Predicate = (scope, element) => {
    for (const value of values(scope, element)) if (passes(value, scope, element)) return true;
    return false;
  };
  const plain = operand.expression.kind === 'path' ? plainPath(operand.expression) : undefined;
  if (plain === undefined) return anyPasses;
  return (scope, element) => {
    const value = plain(scope.record);
    if (value === SEVERAL) return anyPasses(scope, element);
    return value !== undefined && passes(value, scope, element);
  };
}

function compileDiffers(operand: Operand, other: Comparand, valuesOf: ValuesOf): Predicate {
  const left = valuesOf(operand.expression);
  const right = compileComparand(other, valuesOf);
  return (scope, element) => {
    const texts = scalarTexts(left(scope, element));
    if (texts.length === 0) return false;
    const others = right(scope, element);
    return others.length > 0 && !texts.some((text) => others.includes(text));
  };
}

function compileQuantified(condition: Extract<Condition, { kind: 'quantified' }>, valuesOf: ValuesOf, holds: Predicate): Predicate {
  const values = valuesOf(condition.operand.expression);
  const elementsOf = (scope: Scope, element: Element): readonly JsonValue[] => quantifiedElements(values(scope, element));
  switch (condition.quantifier) {
    case 'some':
      return (scope, element) => elementsOf(scope, element).some((each) => holds(scope, each));
    case 'none':
      return (scope, element) => !elementsOf(scope, element).some((each) => holds(scope, each));
    case 'every':
      return (scope, element) => {
        const all = elementsOf(scope, element);
        return all.length > 0 && all.every((each) => holds(scope, each));
      };
  }
}
