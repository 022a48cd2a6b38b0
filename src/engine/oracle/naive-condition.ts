import { type Comparand, type Condition, type Test } from '../../ir/condition.js';
import { type Expression } from '../../ir/expression.js';
import { isJsonArray, type JsonObject, type JsonValue } from '../../model/json.js';
import { parseNetwork } from '../../model/network.js';
import { type Pattern, parsePattern } from '../../model/pattern.js';
import { textOf } from '../../model/text.js';
import { naiveField } from './naive-fields.js';
import { naiveValues } from './naive-path.js';
import { isEmptyValue, textsOf } from './naive-texts.js';
import { compareNaively, foldNaively, likeNaively } from './naive-text-operators.js';

/** What a condition is asked of: a record and, inside a quantifier, the element that the nearest one holds. */
export interface NaiveScope {
  readonly record: JsonObject;
  readonly element?: JsonValue;
  /** Called when a `**` met more nodes than it looks at. */
  readonly onTruncated?: () => void;
}

/**
 * Whether a condition holds, by the plainest reading of docs/semantics.md: nothing is prepared, remembered or cut short beyond what the
 * words say. Never throws for odd data.
 */
export function holdsNaively(condition: Condition, scope: NaiveScope): boolean {
  switch (condition.kind) {
    case 'constant':
      return condition.holds;
    case 'all':
      return condition.conditions.every((part) => holdsNaively(part, scope));
    case 'any':
      return condition.conditions.some((part) => holdsNaively(part, scope));
    case 'not':
      return !holdsNaively(condition.condition, scope);
    case 'exists':
      return expressionValues(condition.operand.expression, scope).length > 0;
    case 'test':
      return expressionValues(condition.operand.expression, scope).some((value) =>
        condition.tests.every((test) => satisfies(value, test, scope)),
      );
    case 'differs':
      return differs(textsOf(expressionValues(condition.operand.expression, scope)), comparandTexts(condition.other, scope));
    case 'quantified':
      return quantified(condition, scope);
  }
}

type Quantified = Extract<Condition, { readonly kind: 'quantified' }>;

function quantified({ quantifier, operand, condition }: Quantified, scope: NaiveScope): boolean {
  const elements = expressionValues(operand.expression, scope).filter((value) => !isJsonArray(value));
  const holds = elements.map((element) => holdsNaively(condition, { ...scope, element }));
  switch (quantifier) {
    case 'some':
      return holds.includes(true);
    case 'every':
      return holds.length > 0 && !holds.includes(false);
    case 'none':
      return !holds.includes(true);
  }
}

function differs(texts: readonly string[], others: readonly string[]): boolean {
  return texts.length > 0 && others.length > 0 && !texts.some((text) => others.includes(text));
}

/** The values of an expression, worked out in the plainest way. */
export function expressionValues(expression: Expression, scope: NaiveScope): JsonValue[] {
  switch (expression.kind) {
    case 'path':
      return naiveValues(expression, scope.record, scope.element, scope.onTruncated);
    case 'field':
      return naiveField(expression.name, scope.record);
    case 'literal':
      return [expression.text];
    case 'first':
      return expression.of.map((part) => expressionTexts(part, scope)).find((texts) => texts.length > 0) ?? [];
    case 'extract':
      return expressionTexts(expression.from, scope).flatMap((text) => new RegExp(expression.pattern).exec(text)?.[1] ?? []);
    case 'concat':
      return joined(expression.parts.map((part) => expressionTexts(part, scope)));
    case 'cases':
      return chosen(expression, scope);
  }
}

function joined(parts: readonly string[][]): string[] {
  const firsts = parts.flatMap((texts) => texts.slice(0, 1));
  return firsts.length === parts.length ? [firsts.join('')] : [];
}

function chosen(expression: Extract<Expression, { readonly kind: 'cases' }>, scope: NaiveScope): JsonValue[] {
  const choice = expression.cases.find(({ when }) => holdsNaively(when, scope))?.then ?? expression.otherwise;
  return choice === undefined ? [] : expressionValues(choice, scope);
}

function expressionTexts(expression: Expression, scope: NaiveScope): string[] {
  return textsOf(expressionValues(expression, scope));
}

function comparandTexts(comparand: Comparand, scope: NaiveScope): string[] {
  if (comparand.kind === 'text') return [comparand.text];
  return expressionTexts(comparand.operand.expression, scope).map((text) => `${comparand.prefix}${text}${comparand.suffix}`);
}

function satisfies(value: JsonValue, test: Test, scope: NaiveScope): boolean {
  if (test.kind === 'empty') return isEmptyValue(value) === test.expected;
  const text = textOf(value);
  return text !== undefined && textSatisfies(text, test, scope);
}

function textSatisfies(text: string, test: Exclude<Test, { readonly kind: 'empty' }>, scope: NaiveScope): boolean {
  switch (test.kind) {
    case 'compare': {
      const fold = test.ignoreCase ? foldNaively : String;
      const others = test.comparands.flatMap((comparand) => comparandTexts(comparand, scope));
      return others.some((other) => compareNaively(test.operator, fold(text), fold(other)));
    }
    case 'containsAll': {
      const fold = test.ignoreCase ? foldNaively : String;
      return (
        test.comparands.length > 0 &&
        test.comparands.every((comparand) => comparandTexts(comparand, scope).some((part) => fold(text).includes(fold(part))))
      );
    }
    case 'pattern':
      return test.patterns.some((pattern) => matchesPattern(text, pattern, test));
    case 'cidr':
      return test.networks.some((network) => parseNetwork(network)?.contains(text) === true);
  }
}

function matchesPattern(text: string, source: string, test: Extract<Test, { readonly kind: 'pattern' }>): boolean {
  if (test.operator === 'like') return test.ignoreCase ? likeNaively(foldNaively(text), foldNaively(source)) : likeNaively(text, source);
  return patternOf(test, source)?.matches(text) === true;
}

/** Of each test: compiling a pattern takes longer than anything else that is decided here. */
const patterns = new WeakMap<Test, Map<string, Pattern | undefined>>();

function patternOf(test: Extract<Test, { readonly kind: 'pattern' }>, source: string): Pattern | undefined {
  const known = patterns.get(test) ?? new Map<string, Pattern | undefined>();
  patterns.set(test, known);
  if (!known.has(source)) {
    const parsed = parsePattern(source, test.ignoreCase);
    known.set(source, 'pattern' in parsed ? parsed.pattern : undefined);
  }
  return known.get(source);
}
