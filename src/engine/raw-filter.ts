import { type Condition } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { type EventRule } from '../ir/rule-set.js';
import { type Candidates, type EventIndex } from './event-index.js';
import { compileRawCondition, FAILS, type RawCondition, type RawValues } from './raw-condition.js';
import { RuleSelection } from './rule-selection.js';

const SOURCE = ['eventSource'] as const;
const NAME = ['eventName'] as const;

const ABSENT = 0;
/** Numbers below it stand for no text. */
const FIRST_TEXT = 2;
/** More than there are numbers of texts, so that two of them make one key. */
const NUMBERS = 2 ** 20;
/** Logs have some hundred kinds of events; made-up names must not fill memory. */
const MOST_KINDS = 50_000;

/** Logs have some hundred ways to pass the guards of a kind at most. */
const MOST_SELECTIONS = 50_000;

/** A rule of a kind of event, and what must hold for it. */
interface Asked<R> {
  readonly rule: R;
  readonly guard: RawCondition | undefined;
}

/** What the guards of a kind said so far: the next one leads on, and behind the last stands the selection. */
interface Answers<R> {
  fails: Answers<R> | undefined;
  mayHold: Answers<R> | undefined;
  selection: RuleSelection<R> | undefined;
}

/** What is known of one kind of event. */
interface Kind<R> {
  readonly candidates: Candidates<R>;
  readonly asked: readonly Asked<R>[];
  readonly answers: Answers<R>;
}

/** Tells from what the bytes of a record say which rules can match it. It may name too many, but never leaves one out that does. */
export class RawFilter<R extends { readonly rule: EventRule }> {
  private readonly index: EventIndex<R>;
  private readonly values: RawValues;
  private readonly source: number;
  private readonly name: number;
  private readonly guards: ReadonlyMap<EventRule, RawCondition>;
  private readonly kinds = new Map<number, Kind<R>>();
  /** By the numbers of rows. */
  private readonly rows: (RuleSelection<R> | undefined)[] = [];
  private selections = 0;

  /** `paths` are those of the slots. */
  constructor(index: EventIndex<R>, rules: readonly EventRule[], paths: readonly (readonly string[])[], values: RawValues) {
    this.index = index;
    this.values = values;
    const slots = new Map(paths.map((path, slot) => [JSON.stringify(path), slot]));
    const slotOf = (operand: Operand): number | undefined => {
      const keys = keysOf(operand);
      return keys === undefined ? undefined : slots.get(JSON.stringify(keys));
    };
    this.source = slots.get(JSON.stringify(SOURCE)) ?? 0;
    this.name = slots.get(JSON.stringify(NAME)) ?? 0;
    this.guards = new Map(
      rules.flatMap((rule) =>
        rule.guard === undefined ? [] : [[rule, compileRawCondition(rule.guard, slotOf, (number) => values.text(number))]],
      ),
    );
  }

  /** Whether what stands there is known to be a record, which has an eventSource or an eventName. */
  isRecord(at: number): boolean {
    const { words } = this.values;
    return words[at + this.source] !== ABSENT || words[at + this.name] !== ABSENT;
  }

  /**
   * The rules that a record may match; undefined where the bytes do not even tell whether it is one. Its slots begin at `at`; records with the
   * same `row` have the same in all slots, but for 0, which says nothing.
   */
  select(at: number, row: number): RuleSelection<R> | undefined {
    const known = this.rows[row];
    if (known !== undefined) return known;
    const selection = this.selectBySlots(at);
    if (row !== 0) this.rows[row] = selection;
    return selection;
  }

  private selectBySlots(at: number): RuleSelection<R> | undefined {
    const { words } = this.values;
    const source = words[at + this.source] ?? 0;
    const name = words[at + this.name] ?? 0;
    if (source < FIRST_TEXT || name < FIRST_TEXT) return undefined;
    const { candidates, asked, answers } = this.kindOf(source, name);
    const given = askGuards(asked, answers, words, at);
    return (given.selection ??= this.makeSelection(candidates, asked, at));
  }

  private makeSelection(candidates: Candidates<R>, asked: readonly Asked<R>[], at: number): RuleSelection<R> {
    // What stood there is still there for who holds it.
    if (this.selections++ === MOST_SELECTIONS) {
      this.kinds.clear();
      this.selections = 0;
    }
    const { words } = this.values;
    const rules = asked.filter(({ guard }) => guard === undefined || guard(words, at) !== FAILS).map(({ rule }) => rule);
    return new RuleSelection(candidates, rules, keysRead(rules));
  }

  private kindOf(source: number, name: number): Kind<R> {
    const key = source * NUMBERS + name;
    let kind = this.kinds.get(key);
    if (kind !== undefined) return kind;
    kind = this.makeKind(this.values.text(source), this.values.text(name));
    if (this.kinds.size === MOST_KINDS) this.kinds.clear();
    this.kinds.set(key, kind);
    return kind;
  }

  private makeKind(eventSource: string, eventName: string): Kind<R> {
    const candidates = this.index.candidates({ eventSource, eventName });
    const asked = candidates.rules.map((rule) => ({ rule, guard: this.guards.get(rule.rule) }));
    return { candidates, asked, answers: noAnswers() };
  }
}

/** Follows the answers that the guards give for one record. */
function askGuards<R>(asked: readonly Asked<R>[], from: Answers<R>, words: Uint32Array, at: number): Answers<R> {
  let given = from;
  for (const { guard } of asked) {
    if (guard === undefined) continue;
    given = guard(words, at) === FAILS ? (given.fails ??= noAnswers()) : (given.mayHold ??= noAnswers());
  }
  return given;
}

function noAnswers<R>(): Answers<R> {
  return { fails: undefined, mayHold: undefined, selection: undefined };
}

/** What some rules read together. */
function keysRead(rules: readonly { readonly rule: EventRule }[]): readonly string[] | undefined {
  const keys = new Set<string>();
  for (const { rule } of rules) {
    if (rule.keys === undefined) return undefined;
    for (const key of rule.keys) keys.add(key);
  }
  return [...keys];
}

/** The paths that the guards of the rules ask, which can be asked of the bytes; those of source and name first, then by how many ask. */
export function guardedPaths(rules: readonly EventRule[], most: number): readonly (readonly string[])[] {
  const asked = new Map([SOURCE, NAME].map((path): [string, number] => [JSON.stringify(path), Infinity]));
  for (const { guard } of rules) {
    for (const operand of guard === undefined ? [] : operandsOf(guard)) {
      const keys = keysOf(operand);
      if (keys === undefined) continue;
      const path = JSON.stringify(keys);
      asked.set(path, (asked.get(path) ?? 0) + 1);
    }
  }
  return [...asked]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([path]) => JSON.parse(path) as readonly string[]);
}

function operandsOf(condition: Condition): readonly Operand[] {
  switch (condition.kind) {
    case 'constant':
      return [];
    case 'all':
    case 'any':
      return condition.conditions.flatMap(operandsOf);
    case 'not':
      return operandsOf(condition.condition);
    case 'differs':
      return condition.other.kind === 'field' ? [condition.operand, condition.other.operand] : [condition.operand];
    case 'exists':
    case 'test':
    case 'quantified':
      return [condition.operand];
  }
}

/** Half a character has no bytes of its own: in UTF-8 it would be taken for another key. */
const HALF_A_CHARACTER = /\p{Surrogate}/u;

/** Longer ways are asked of no record that AWS writes. */
const LONGEST_KEY = 64;
const MOST_KEYS = 16;

/** The keys of a path from the record's top, if it is of keys alone. The time stands apart in what is read from the bytes. */
function keysOf({ expression }: Operand): readonly string[] | undefined {
  if (expression.kind !== 'path' || expression.root !== 'record') return undefined;
  const keys = expression.steps.flatMap((step) => (step.kind === 'key' && isPlainKey(step.key) ? [step.key] : []));
  const isPlain = keys.length === expression.steps.length && keys.length > 0 && keys.length <= MOST_KEYS;
  return isPlain && keys[0] !== 'eventTime' ? keys : undefined;
}

function isPlainKey(key: string): boolean {
  return key.length <= LONGEST_KEY && !HALF_A_CHARACTER.test(key);
}
