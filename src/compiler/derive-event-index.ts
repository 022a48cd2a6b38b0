import { type Condition, type Test } from '../ir/condition.js';
import { type Expression, type Operand } from '../ir/expression.js';
import { type EventIndex } from '../ir/rule-set.js';

type Texts = ReadonlySet<string> | undefined;

/** What `api.service` can have been in the record: the preimage of its definition. */
const SERVICE_SUFFIXES = ['', '.amazonaws.com', '.amazonaws.com.cn'];

/**
 * The event names and sources that a condition can match. Sound, not sharp: only exact equality narrows, a negation never does. An
 * event whose eventName or eventSource is no single text must pass any index.
 */
export function deriveEventIndex(condition: Condition): EventIndex {
  const eventNames = sorted(textsOf(condition, equalNames));
  const eventSources = sorted(textsOf(condition, equalSources));
  return { ...(eventNames === undefined ? {} : { eventNames }), ...(eventSources === undefined ? {} : { eventSources }) };
}

/** The texts that a key of the record must equal for a condition to hold; undefined when it can hold for any. As sound, and as blunt. */
export function deriveKeyTexts(condition: Condition, key: string): readonly string[] | undefined {
  return sorted(textsOf(condition, ({ expression }, texts) => (isRecordKey(expression, key) ? texts : undefined)));
}

function sorted(texts: Texts): readonly string[] | undefined {
  return texts === undefined ? undefined : [...texts].sort();
}

/** What an operand equal to one of some texts says of the key field; undefined when it says nothing. */
type Reading = (operand: Operand, texts: readonly string[]) => readonly string[] | undefined;

const equalNames: Reading = ({ expression }, texts) => (isRecordKey(expression, 'eventName') ? texts : undefined);

const equalSources: Reading = ({ expression }, texts) => {
  if (isRecordKey(expression, 'eventSource')) return texts;
  if (expression.kind !== 'field' || expression.name !== 'api.service') return undefined;
  return texts.flatMap((text) => SERVICE_SUFFIXES.map((suffix) => text + suffix));
};

function isRecordKey(expression: Expression, key: string): boolean {
  if (expression.kind !== 'path' || expression.root !== 'record') return false;
  const [step, ...others] = expression.steps;
  return others.length === 0 && step?.kind === 'key' && step.key === key;
}

function textsOf(condition: Condition, reading: Reading): Texts {
  switch (condition.kind) {
    case 'constant':
      return condition.holds ? undefined : new Set();
    case 'all':
      return smallest(condition.conditions.map((each) => textsOf(each, reading)));
    case 'any':
      return union(condition.conditions.map((each) => textsOf(each, reading)));
    case 'test':
      return intersection(condition.tests.map((test) => testTexts(condition.operand, test, reading)));
    case 'quantified':
      return condition.quantifier === 'none' ? undefined : textsOf(condition.condition, reading);
    case 'exists':
    case 'differs':
    case 'not':
      return undefined; // a negation narrows nothing: every other name still passes
  }
}

function testTexts(operand: Operand, test: Test, reading: Reading): Texts {
  if (test.kind !== 'compare' || test.operator !== 'equals' || test.ignoreCase) return undefined;
  const texts = test.comparands.flatMap((comparand) => (comparand.kind === 'text' ? [comparand.text] : []));
  if (texts.length < test.comparands.length) return undefined;
  const read = reading(operand, texts);
  return read === undefined ? undefined : new Set(read);
}

/** Any part alone bounds a conjunction; two parts may hold for two values of an array, so that what they share may be too little. */
function smallest(parts: readonly Texts[]): Texts {
  return parts.reduce((best, part) => (part !== undefined && (best === undefined || part.size < best.size) ? part : best), undefined);
}

function union(parts: readonly Texts[]): Texts {
  const texts = new Set<string>();
  for (const part of parts) {
    if (part === undefined) return undefined;
    for (const text of part) texts.add(text);
  }
  return texts;
}

/** The tests of one value. */
function intersection(parts: readonly Texts[]): Texts {
  return parts.reduce((left, right) => {
    if (left === undefined || right === undefined) return left ?? right;
    return new Set([...left].filter((text) => right.has(text)));
  }, undefined);
}
