import { type Condition } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { plainKeys } from '../ir/plain-keys.js';
import { type EventRule } from '../ir/rule-set.js';
import { type EventIndex } from './event-index.js';
import { KindFilter } from './kind-filter.js';
import { compileRawGuard, type RawGuard, type RawValues } from './raw-condition.js';
import { type RuleSelection } from './rule-selection.js';

const SOURCE = ['eventSource'] as const;
const NAME = ['eventName'] as const;

const ABSENT = 0;
/** Numbers below it stand for no text. */
const FIRST_TEXT = 2;
/** More than there are numbers of texts, so that two of them make one key. */
const NUMBERS = 2 ** 20;
/** Logs have some hundred kinds of events; made-up names must not fill memory. */
const MOST_KINDS = 50_000;
/** Nor may made-up values: 16 MiB. */
const MOST_WORDS = 4 * 1024 * 1024;

/** What a scanner says of records. */
export interface RawSource {
  /** The paths of the slots. */
  readonly paths: readonly (readonly string[])[];
  readonly values: RawValues;
  /** How much may be remembered of values, in words of 32 bits. */
  readonly mostWords?: number;
}

/** Tells from what the bytes of a record say which rules can match it. It may name too many, but never leaves one out that does. */
export class RawFilter<R extends { readonly rule: EventRule }> {
  private readonly index: EventIndex<R>;
  private readonly values: RawValues;
  private readonly mostWords: number;
  private readonly source: number;
  private readonly name: number;
  private readonly guards: ReadonlyMap<EventRule, RawGuard>;
  private readonly kinds = new Map<number, KindFilter<R>>();
  /** By the numbers of rows. */
  private readonly rows: (RuleSelection<R> | undefined)[] = [];
  /** Words that the filters of kinds hold of values and selections. */
  private remembered = 0;

  constructor(index: EventIndex<R>, rules: readonly EventRule[], { paths, values, mostWords = MOST_WORDS }: RawSource) {
    this.index = index;
    this.values = values;
    this.mostWords = mostWords;
    const slots = new Map(paths.map((path, slot) => [JSON.stringify(path), slot]));
    const slotOf = (operand: Operand): number | undefined => {
      const keys = plainKeys(operand);
      return keys === undefined ? undefined : slots.get(JSON.stringify(keys));
    };
    this.source = slots.get(JSON.stringify(SOURCE)) ?? 0;
    this.name = slots.get(JSON.stringify(NAME)) ?? 0;
    this.guards = new Map(
      rules.flatMap((rule) =>
        rule.guard === undefined ? [] : [[rule, compileRawGuard(rule.guard, slotOf, (number) => values.text(number))]],
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
    if (this.remembered > this.mostWords) this.forget();
    return this.kindOf(source, name).select(words, at);
  }

  private forget(): void {
    this.kinds.clear();
    this.rows.length = 0;
    this.remembered = 0;
  }

  private kindOf(source: number, name: number): KindFilter<R> {
    const key = source * NUMBERS + name;
    let kind = this.kinds.get(key);
    if (kind !== undefined) return kind;
    kind = this.makeKind(this.values.text(source), this.values.text(name));
    if (this.kinds.size === MOST_KINDS) this.kinds.clear();
    this.kinds.set(key, kind);
    return kind;
  }

  private makeKind(eventSource: string, eventName: string): KindFilter<R> {
    const candidates = this.index.candidates({ eventSource, eventName });
    return new KindFilter(
      candidates,
      candidates.rules.map(({ rule }) => this.guards.get(rule)),
      (words) => {
        this.remembered += words;
      },
    );
  }
}

/** The paths that the guards of the rules ask, which can be asked of the bytes; those of source and name first, then by how many ask. */
export function guardedPaths(rules: readonly EventRule[], most: number): readonly (readonly string[])[] {
  const asked = new Map([SOURCE, NAME].map((path): [string, number] => [JSON.stringify(path), Infinity]));
  for (const { guard } of rules) {
    for (const operand of guard === undefined ? [] : operandsOf(guard)) {
      const keys = plainKeys(operand);
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
