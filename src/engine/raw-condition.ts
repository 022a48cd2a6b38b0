import { type Condition, type Test } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { compileTest } from './compile-test.js';
import { Scope } from './scope.js';

/** What is known of a condition before a record is parsed. A `not` is `HOLDS` less the answer. */
export const FAILS = 0;
export const MAY_HOLD = 1;
export const HOLDS = 2;
type RawAnswer = typeof FAILS | typeof MAY_HOLD | typeof HOLDS;

/** What the paths of a record lead to: 0 nothing, 1 unknown, or the number of a text; equal texts have the same number. */
export interface RawValues {
  readonly words: Uint32Array;
  text(number: number): string;
}

const UNKNOWN = 1;

/** The answer for the record whose slots begin at `at`. */
export type RawCondition = (words: Uint32Array, at: number) => RawAnswer;

/** The slot of a path, or undefined when what it leads to is not asked of the bytes. */
export type SlotOf = (operand: Operand) => number | undefined;

/** What a condition on one slot says of the value in it. */
export type SlotTest = (value: number) => RawAnswer;

/** A guard as what must hold together: it fails when any of these does. */
export interface RawGuard {
  /** Conditions on one slot each. */
  readonly slots: readonly { readonly slot: number; readonly test: SlotTest }[];
  readonly others: readonly RawCondition[];
}

/** Takes a guard apart, so that what many rules ask of one slot can be worked out together. */
export function compileRawGuard(guard: Condition, slotOf: SlotOf, text: RawValues['text']): RawGuard {
  const slots: RawGuard['slots'][number][] = [];
  const others: RawCondition[] = [];
  const take = (part: Condition): void => {
    if (part.kind === 'all') part.conditions.forEach(take);
    else {
      const slot = part.kind === 'test' || part.kind === 'exists' ? slotOf(part.operand) : undefined;
      if (slot === undefined) others.push(compileRawCondition(part, slotOf, text));
      else slots.push({ slot, test: slotTest(part.kind === 'test' ? textAnswer(part.tests, text) : () => HOLDS) });
    }
  };
  take(guard);
  return { slots, others };
}

/** Compiles a condition to the question whether it holds, as far as the bytes of a record tell. */
export function compileRawCondition(condition: Condition, slotOf: SlotOf, text: RawValues['text']): RawCondition {
  const compile = (part: Condition): RawCondition => compileRawCondition(part, slotOf, text);
  switch (condition.kind) {
    case 'constant':
      return condition.holds ? () => HOLDS : () => FAILS;
    case 'all':
      return allOf(condition.conditions.map(compile));
    case 'any':
      return anyOf(condition.conditions.map(compile));
    case 'not':
      return negation(compile(condition.condition));
    case 'exists':
      return onSlot(slotOf(condition.operand), () => HOLDS);
    case 'test':
      return onSlot(slotOf(condition.operand), textAnswers(condition.tests, text));
    case 'differs':
      return compileDiffers(condition, slotOf);
    case 'quantified':
      return unknown;
  }
}

const unknown: RawCondition = () => MAY_HOLD;

/** The opposite of an answer, whose type arithmetic would lose. */
const OPPOSITE = [HOLDS, MAY_HOLD, FAILS] as const;

const negation =
  (condition: RawCondition): RawCondition =>
  (words, at) =>
    OPPOSITE[condition(words, at)];

function allOf(conditions: readonly RawCondition[]): RawCondition {
  const [first, second, ...others] = conditions;
  if (first === undefined) return () => HOLDS;
  if (second === undefined) return first;
  const rest = allOf([second, ...others]);
  return (words, at) => {
    const answer = first(words, at);
    if (answer === FAILS) return FAILS;
    const other = rest(words, at);
    return other < answer ? other : answer;
  };
}

function anyOf(conditions: readonly RawCondition[]): RawCondition {
  const [first, second, ...others] = conditions;
  if (first === undefined) return () => FAILS;
  if (second === undefined) return first;
  const rest = anyOf([second, ...others]);
  return (words, at) => {
    const answer = first(words, at);
    if (answer === HOLDS) return HOLDS;
    const other = rest(words, at);
    return other > answer ? other : answer;
  };
}

function onSlot(slot: number | undefined, answer: SlotTest): RawCondition {
  if (slot === undefined) return unknown;
  const test = slotTest(answer);
  return (words, at) => test(words[at + slot] ?? UNKNOWN);
}

/** The answer of a test of texts, for any value. */
function slotTest(answer: SlotTest): SlotTest {
  return (value) => (value > UNKNOWN ? answer(value) : value === UNKNOWN ? MAY_HOLD : FAILS);
}

/** The same as `textAnswer`, worked out once for each text. */
function textAnswers(tests: readonly Test[], text: RawValues['text']): SlotTest {
  const answer = textAnswer(tests, text);
  const answers: (RawAnswer | undefined)[] = [];
  return (number) => (answers[number] ??= answer(number));
}

/** Whether a text passes all tests. */
function textAnswer(tests: readonly Test[], text: RawValues['text']): SlotTest {
  if (!tests.every(isFixed)) return () => MAY_HOLD;
  const nothing = new Scope({}, 0);
  const passes = tests.map((test) => compileTest(test, () => () => []));
  return (number) => (passes.every((pass) => pass(text(number), nothing, undefined)) ? HOLDS : FAILS);
}

/** Compares with texts alone, and so needs nothing but the value. */
function isFixed(test: Test): boolean {
  return !('comparands' in test) || test.comparands.every(({ kind }) => kind === 'text');
}

/** Two single texts: they differ when their numbers do. */
function compileDiffers({ operand, other }: Extract<Condition, { kind: 'differs' }>, slotOf: SlotOf): RawCondition {
  const left = slotOf(operand);
  const right = other.kind === 'field' && other.prefix === '' && other.suffix === '' ? slotOf(other.operand) : undefined;
  if (left === undefined || right === undefined) return unknown;
  return (words, at) => {
    const [one, two] = [words[at + left] ?? UNKNOWN, words[at + right] ?? UNKNOWN];
    if (one < UNKNOWN || two < UNKNOWN) return FAILS;
    if (one === UNKNOWN || two === UNKNOWN) return MAY_HOLD;
    return one === two ? FAILS : HOLDS;
  };
}
