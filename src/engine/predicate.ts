import { type Comparand, type Condition, type Test } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { type RuleSet } from '../ir/rule-set.js';
import { type JsonObject, type JsonValue } from '../model/json.js';
import { compileComparand, compileTest, scalarTexts, type ValueTest } from './compile-test.js';
import { expressionCompiler } from './expression-values.js';
import { quantifiedElements } from './path-values.js';
import { type PlainPath, PlainPaths } from './plain-path.js';
import { type Element, type Predicate, Scope, SEVERAL, type Values, type ValuesOf } from './scope.js';

/** Turns the conditions and expressions of one rule set into closures that share its fields. */
export interface PredicateCompiler {
  predicateOf(condition: Condition): Predicate;
  readonly valuesOf: ValuesOf;
  /** A record as what was compiled so far looks at it. */
  open(record: JsonObject): Scope;
}

export function predicateCompiler(fields: RuleSet['fields']): PredicateCompiler {
  const plainPaths = new PlainPaths();
  const valuesOf: ValuesOf = expressionCompiler(fields, plainPaths, (condition) => predicateOf(condition));

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
      case 'exists':
        return straightTo(condition.operand, plainPaths, {
          one: () => true,
          list: hasValues(valuesOf(condition.operand.expression)),
        });
      case 'test': {
        const passes = compileTests(condition.operand, condition.tests, valuesOf);
        return straightTo(condition.operand, plainPaths, { one: passes, list: anyPasses(valuesOf(condition.operand.expression), passes) });
      }
      case 'differs':
        return differsPlainly(condition.operand, condition.other, plainPaths, compileDiffers(condition.operand, condition.other, valuesOf));
      case 'quantified':
        return compileQuantified(condition, valuesOf, predicateOf(condition.condition));
    }
  };
  return { predicateOf, valuesOf, open: (record) => new Scope(record, plainPaths.size) };
}

const negation =
  (predicate: Predicate): Predicate =>
  (scope, element) =>
    !predicate(scope, element);

/** Two at a time, because a call that always goes to the same closure costs a fraction of one in a loop. */
function allOf(predicates: readonly Predicate[]): Predicate {
  const [first, second, ...others] = predicates;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  const rest = allOf([second, ...others]);
  return (scope, element) => first(scope, element) && rest(scope, element);
}

function anyOf(predicates: readonly Predicate[]): Predicate {
  const [first, second, ...others] = predicates;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  const rest = anyOf([second, ...others]);
  return (scope, element) => first(scope, element) || rest(scope, element);
}

/** Whether one value passes all tests. */
function compileTests(operand: Operand, tests: readonly Test[], valuesOf: ValuesOf): ValueTest {
  const [first, ...others] = tests.map((test) => compileTest(test, valuesOf));
  if (first === undefined) throw new Error(`a compiled rule tests ${operand.label} for nothing`);
  if (others.length === 0) return first;
  return (value, scope, element) => first(value, scope, element) && others.every((test) => test(value, scope, element));
}

const hasValues =
  (values: Values): Predicate =>
  (scope, element) =>
    values(scope, element).length > 0;

const anyPasses =
  (values: Values, passes: ValueTest): Predicate =>
  (scope, element) => {
    for (const value of values(scope, element)) if (passes(value, scope, element)) return true;
    return false;
  };

/** Asks `one` about the single value of a plain path, and `list` wherever there may be several. */
function straightTo(operand: Operand, plainPaths: PlainPaths, ask: { readonly one: ValueTest; readonly list: Predicate }): Predicate {
  const { one, list } = ask;
  const plain = plainPathOf(operand, plainPaths);
  if (plain === undefined) return list;
  return (scope, element) => {
    const value = plain(scope);
    if (value === SEVERAL) return list(scope, element);
    return value !== undefined && one(value, scope, element);
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

/** One text on either side, as almost always: no lists to make. */
function differsPlainly(operand: Operand, other: Comparand, plainPaths: PlainPaths, lists: Predicate): Predicate {
  const isBare = other.kind === 'field' && other.prefix === '' && other.suffix === '';
  const left = plainPathOf(operand, plainPaths);
  const right = isBare ? plainPathOf(other.operand, plainPaths) : undefined;
  if (left === undefined || right === undefined) return lists;
  return (scope, element) => {
    const text = left(scope);
    if (text === undefined) return false;
    const otherText = right(scope);
    return typeof text === 'string' && typeof otherText === 'string' ? text !== otherText : lists(scope, element);
  };
}

function plainPathOf({ expression }: Operand, plainPaths: PlainPaths): PlainPath | undefined {
  return expression.kind === 'path' ? plainPaths.compile(expression) : undefined;
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
