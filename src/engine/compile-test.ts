import { type Comparand, type Test } from '../ir/condition.js';
import { type JsonValue, isJsonArray } from '../model/json.js';
import { type Network, parseNetwork } from '../model/network.js';
import { type Pattern, parseGlob, parsePattern } from '../model/pattern.js';
import { foldAscii, textOf } from '../model/text.js';
import { parseTime } from '../model/time.js';
import { compareDecimals } from './compare-decimals.js';
import { type Element, type Scope, type ValuesOf } from './scope.js';

/** Whether one value passes. */
export type ValueTest = (value: JsonValue, scope: Scope, element: Element) => boolean;

/** Compiles what a rule asks of one value. Objects and arrays pass nothing but `empty`. */
export function compileTest(test: Test, valuesOf: ValuesOf): ValueTest {
  switch (test.kind) {
    case 'compare':
      return compileCompare(test, valuesOf);
    case 'containsAll':
      return compileContainsAll(test, valuesOf);
    case 'pattern':
      return compilePatterns(test);
    case 'cidr':
      return onText(anyNetwork(test.networks.map(requireNetwork)));
    case 'empty':
      return (value) => isEmpty(value) === test.expected;
  }
}

const onText =
  (passes: (text: string) => boolean): ValueTest =>
  (value) => {
    if (typeof value === 'string') return passes(value);
    const text = textOf(value);
    return text !== undefined && passes(text);
  };

function isEmpty(value: JsonValue): boolean {
  if (value === '') return true;
  if (isJsonArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

type Compare = (text: string, comparand: string) => boolean;

const COMPARES: Readonly<Record<Extract<Test, { kind: 'compare' }>['operator'], Compare>> = {
  equals: (text, comparand) => text === comparand,
  startsWith: (text, comparand) => text.startsWith(comparand),
  endsWith: (text, comparand) => text.endsWith(comparand),
  contains: (text, comparand) => text.includes(comparand),
  gt: (text, comparand) => difference(text, comparand) > 0,
  gte: (text, comparand) => difference(text, comparand) >= 0,
  lt: (text, comparand) => difference(text, comparand) < 0,
  lte: (text, comparand) => difference(text, comparand) <= 0,
};

/** NaN, which no comparison holds for, unless both are plain decimal numbers or both are times. */
function difference(left: string, right: string): number {
  return compareDecimals(left, right) ?? (parseTime(left) ?? NaN) - (parseTime(right) ?? NaN);
}

function compileCompare(test: Extract<Test, { kind: 'compare' }>, valuesOf: ValuesOf): ValueTest {
  const compare = COMPARES[test.operator];
  const fold = folding(test.ignoreCase);
  const texts = fixedTexts(test.comparands).map(fold);
  if (test.operator === 'equals' && test.ignoreCase && texts.length === test.comparands.length) return onText(anyEqualFolded(texts));
  const fields = test.comparands
    .filter((comparand) => comparand.kind === 'field')
    .map((comparand) => compileComparand(comparand, valuesOf));
  const fixed = test.operator === 'equals' ? anyEqual(texts) : (text: string): boolean => texts.some((each) => compare(text, each));
  if (fields.length === 0) return onText(test.ignoreCase ? (text): boolean => fixed(fold(text)) : fixed);
  return (value, scope, element) => {
    const text = textOf(value);
    if (text === undefined) return false;
    const folded = fold(text);
    return fixed(folded) || fields.some((field) => field(scope, element).some((each) => compare(folded, fold(each))));
  };
}

function anyEqual(texts: readonly string[]): (text: string) => boolean {
  if (texts.length === 1) return (text) => text === texts[0];
  const set = new Set(texts);
  return (text) => set.has(text);
}

/** Folding keeps the length, so a text of another length need not be folded. */
function anyEqualFolded(texts: readonly string[]): (text: string) => boolean {
  const lengths = new Set(texts.map(({ length }) => length));
  const isAmong = anyEqual(texts);
  return (text) => lengths.has(text.length) && isAmong(foldAscii(text));
}

const folding = (ignoreCase: boolean): ((text: string) => string) => (ignoreCase ? foldAscii : (text) => text);

function fixedTexts(comparands: readonly Comparand[]): readonly string[] {
  return comparands.flatMap((comparand) => (comparand.kind === 'text' ? [comparand.text] : []));
}

/** The texts that a comparand stands for. */
export function compileComparand(comparand: Comparand, valuesOf: ValuesOf): (scope: Scope, element: Element) => readonly string[] {
  if (comparand.kind === 'text') {
    const texts = [comparand.text];
    return () => texts;
  }
  const { prefix, suffix } = comparand;
  const values = valuesOf(comparand.operand.expression);
  return (scope, element) => scalarTexts(values(scope, element)).map((text) => prefix + text + suffix);
}

const NO_TEXTS: readonly string[] = [];

/** The texts of the scalars among the values. */
export function scalarTexts(values: readonly JsonValue[]): readonly string[] {
  if (values.length === 0) return NO_TEXTS;
  const [only] = values;
  if (values.length > 1 || only === undefined) return values.map(textOf).filter((text) => text !== undefined);
  const text = textOf(only);
  return text === undefined ? NO_TEXTS : [text];
}

function compileContainsAll(test: Extract<Test, { kind: 'containsAll' }>, valuesOf: ValuesOf): ValueTest {
  const fold = folding(test.ignoreCase);
  const parts = test.comparands.map((comparand) => compileComparand(comparand, valuesOf));
  return (value, scope, element) => {
    const text = textOf(value);
    if (text === undefined) return false;
    const folded = fold(text);
    return parts.every((part) => part(scope, element).some((each) => folded.includes(fold(each))));
  };
}

function compilePatterns(test: Extract<Test, { kind: 'pattern' }>): ValueTest {
  const parse = test.operator === 'like' ? parseGlob : requirePattern;
  const patterns = test.patterns.map((source) => parse(source, test.ignoreCase));
  return onText((text) => patterns.some((pattern) => pattern.matches(text)));
}

function requirePattern(source: string, ignoreCase: boolean): Pattern {
  const parsed = parsePattern(source, ignoreCase);
  if ('error' in parsed) throw new Error(`a compiled rule holds the pattern ${JSON.stringify(source)}: ${parsed.error}`);
  return parsed.pattern;
}

function requireNetwork(text: string): Network {
  const network = parseNetwork(text);
  if (network === undefined) throw new Error(`a compiled rule holds the network ${JSON.stringify(text)}`);
  return network;
}

const anyNetwork =
  (networks: readonly Network[]) =>
  (text: string): boolean =>
    networks.some((network) => network.contains(text));
