import { type Comparand, type Condition, type Test } from '../ir/condition.js';
import { type Expression, type Operand, type Step } from '../ir/expression.js';
import { type RuleSet } from '../ir/rule-set.js';
import { isJsonArray, type JsonValue } from '../model/json.js';
import { compileComparand, compileTest, scalarTexts, type ValueTest } from './compile-test.js';
import { expressionCompiler } from './expression-values.js';
import { ownValue, quantifiedElements } from './path-values.js';
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
  const anyPasses: Predicate = (scope, element) => values(scope, element).some((value) => passes(value, scope, element));
  const keys = plainKeys(operand.expression);
  return keys === undefined ? anyPasses : straightTo(keys, passes, anyPasses);
}

/** The keys of a path that has nothing but keys and starts at the record. */
function plainKeys(expression: Expression): readonly string[] | undefined {
  if (expression.kind !== 'path' || expression.root !== 'record') return undefined;
  const isKey = (step: Step): step is Extract<Step, { kind: 'key' }> => step.kind === 'key';
  return expression.steps.every(isKey) ? expression.steps.map((step) => step.key) : undefined;
}

/** The way of almost every test of almost every event: no array on the path, so one value or none, and no list to make. */
function straightTo(keys: readonly string[], passes: ValueTest, anyPasses: Predicate): Predicate {
  return (scope: Scope, element: Element) => {
    let node: JsonValue | undefined = scope.record;
    for (const key of keys) {
      if (typeof node !== 'object' || node === null) return false;
      if (isJsonArray(node)) return anyPasses(scope, element);
      node = ownValue(node, key);
    }
    if (node === undefined || node === null) return false;
    return isJsonArray(node) ? anyPasses(scope, element) : passes(node, scope, element);
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
