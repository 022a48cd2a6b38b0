import { type Condition } from '../ir/condition.js';
import { type Expression, type PathExpression } from '../ir/expression.js';
import { type RuleSet } from '../ir/rule-set.js';
import { type JsonValue } from '../model/json.js';
import { scalarTexts } from './compile-test.js';
import { pathValues } from './path-values.js';
import { type PlainPaths } from './plain-path.js';
import { type Predicate, SEVERAL, type Values, type ValuesOf } from './scope.js';

const NOTHING: readonly JsonValue[] = [];

/** A compiler of the expressions of one rule set; each named field is compiled once and worked out once an event. */
export function expressionCompiler(
  fields: RuleSet['fields'],
  plainPaths: PlainPaths,
  predicateOf: (condition: Condition) => Predicate,
): ValuesOf {
  const compiledFields = new Map<string, Values>();

  const fieldValues = (name: string): Values => {
    const known = compiledFields.get(name);
    if (known !== undefined) return known;
    const expression = fields[name];
    if (expression === undefined) throw new Error(`a compiled rule asks for the field ${name}, which its rule set does not have`);
    const compute = valuesOf(expression);
    const number = compiledFields.size;
    const values: Values = (scope) => scope.field(number, compute);
    compiledFields.set(name, values);
    return values;
  };

  function valuesOf(expression: Expression): Values {
    switch (expression.kind) {
      case 'path':
        return compilePath(expression, plainPaths);
      case 'field':
        return fieldValues(expression.name);
      case 'literal': {
        const values = [expression.text];
        return () => values;
      }
      case 'first':
        return firstOf(expression.of.map(valuesOf));
      case 'extract':
        return extractFrom(valuesOf(expression.from), new RegExp(expression.pattern, 'u'));
      case 'concat':
        return concatenation(expression.parts.map(valuesOf));
      case 'cases':
        return casesOf(
          expression.cases.map(({ when, then }) => ({ when: predicateOf(when), then: valuesOf(then) })),
          expression.otherwise === undefined ? () => NOTHING : valuesOf(expression.otherwise),
        );
    }
  }
  return valuesOf;
}

function compilePath(path: PathExpression, plainPaths: PlainPaths): Values {
  const general: Values = (scope, element) => pathValues(path, scope, element);
  const plain = plainPaths.compile(path);
  if (plain === undefined) return general;
  return (scope, element) => {
    const value = plain(scope);
    if (value === SEVERAL) return general(scope, element);
    return value === undefined ? NOTHING : [value];
  };
}

function firstOf(parts: readonly Values[]): Values {
  return (scope, element) => {
    for (const part of parts) {
      const values = scalarTexts(part(scope, element));
      if (values.length > 0) return values;
    }
    return NOTHING;
  };
}

function concatenation(parts: readonly Values[]): Values {
  return (scope, element) => {
    const texts = parts.map((part) => scalarTexts(part(scope, element))[0]);
    return texts.includes(undefined) ? NOTHING : [texts.join('')];
  };
}

function extractFrom(from: Values, pattern: RegExp): Values {
  return (scope, element) => {
    const found: string[] = [];
    for (const text of scalarTexts(from(scope, element))) {
      const part = pattern.exec(text)?.[1];
      if (part !== undefined) found.push(part);
    }
    return found;
  };
}

function casesOf(cases: readonly { readonly when: Predicate; readonly then: Values }[], otherwise: Values): Values {
  const [first, ...others] = cases;
  if (first === undefined) return otherwise;
  const { when, then } = first;
  const rest = casesOf(others, otherwise);
  return (scope, element) => (when(scope, element) ? then(scope, element) : rest(scope, element));
}
