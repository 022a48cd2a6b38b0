import { type EventRule } from '../ir/rule-set.js';
import { type Candidates } from './event-index.js';
import { FAILS, type RawGuard, type SlotTest } from './raw-condition.js';
import { RuleSelection } from './rule-selection.js';

/** What an entry of a map takes beside its bits. */
const ENTRY_WORDS = 32;

/** The tests that rules of one kind make of one slot, by the number of the rule in the kind. */
interface SlotTests {
  readonly slot: number;
  readonly tests: readonly { readonly rule: number; readonly test: SlotTest }[];
  /** For each value met, a bit for each rule whose test fails. */
  readonly fails: Map<number, Uint32Array>;
}

/**
 * Tells which rules of one kind of event a record may match. What it takes does not grow with the rules: for each value that a slot had, the
 * rules that fail by it are known as bits.
 */
export class KindFilter<R extends { readonly rule: EventRule }> {
  private readonly candidates: Candidates<R>;
  private readonly guards: readonly (RawGuard | undefined)[];
  private readonly slots: readonly SlotTests[];
  /** Numbers of the rules with conditions on more than one slot. */
  private readonly others: readonly number[];
  /** The rules that are left of those of the record that is looked at. */
  private readonly left: Uint32Array;
  private readonly all: Uint32Array;
  private readonly none: RuleSelection<R>;
  private readonly selections = new Map<string, RuleSelection<R>>();
  private readonly onRemember: (words: number) => void;

  /**
   * @param guards of the candidates, in their order; undefined for a rule that asks nothing of the bytes
   * @param onRemember told of everything that is remembered, in words of 32 bits
   */
  constructor(candidates: Candidates<R>, guards: readonly (RawGuard | undefined)[], onRemember: (words: number) => void) {
    this.candidates = candidates;
    this.guards = guards;
    this.onRemember = onRemember;
    this.slots = slotTests(guards);
    this.others = guards.flatMap((guard, rule) => (guard !== undefined && guard.others.length > 0 ? [rule] : []));
    this.left = new Uint32Array(Math.ceil(guards.length / 32));
    this.all = this.left.slice();
    for (const rule of guards.keys()) setBit(this.all, rule);
    this.none = new RuleSelection<R>(candidates, [], []);
  }

  /** The rules that the record may match whose slots begin at `at`. */
  select(words: Uint32Array, at: number): RuleSelection<R> {
    const { left } = this;
    left.set(this.all);
    for (const slot of this.slots) if (!this.keep(this.failsOf(slot, words[at + slot.slot] ?? 0))) return this.none;
    for (const rule of this.others) {
      if (hasBit(left, rule) && this.guards[rule]?.others.some((condition) => condition(words, at) === FAILS) === true)
        clearBit(left, rule);
    }
    const key = left.join();
    let selection = this.selections.get(key);
    if (selection === undefined) this.selections.set(key, (selection = this.makeSelection()));
    return selection;
  }

  /** Drops the rules that fail; whether any are left. */
  private keep(fails: Uint32Array): boolean {
    const { left } = this;
    let any = 0;
    for (let word = 0; word < left.length; word++) any |= left[word] = (left[word] ?? 0) & ~(fails[word] ?? 0);
    return any !== 0;
  }

  private failsOf({ tests, fails }: SlotTests, value: number): Uint32Array {
    const known = fails.get(value);
    if (known !== undefined) return known;
    const bits = new Uint32Array(this.left.length);
    for (const { rule, test } of tests) if (test(value) === FAILS) setBit(bits, rule);
    fails.set(value, bits);
    this.onRemember(ENTRY_WORDS + bits.length);
    return bits;
  }

  private makeSelection(): RuleSelection<R> {
    this.onRemember(ENTRY_WORDS + this.candidates.rules.length);
    const rules = this.candidates.rules.filter((_, rule) => hasBit(this.left, rule));
    return new RuleSelection(this.candidates, rules, keysRead(rules));
  }
}

function slotTests(guards: readonly (RawGuard | undefined)[]): readonly SlotTests[] {
  const bySlot = new Map<number, { rule: number; test: SlotTest }[]>();
  for (const [rule, guard] of guards.entries()) {
    for (const { slot, test } of guard?.slots ?? []) {
      const tests = bySlot.get(slot);
      if (tests === undefined) bySlot.set(slot, [{ rule, test }]);
      else tests.push({ rule, test });
    }
  }
  return [...bySlot].map(([slot, tests]) => ({ slot, tests, fails: new Map<number, Uint32Array>() }));
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

function setBit(bits: Uint32Array, bit: number): void {
  bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

function clearBit(bits: Uint32Array, bit: number): void {
  bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) & ~(1 << (bit & 31));
}

function hasBit(bits: Uint32Array, bit: number): boolean {
  return ((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}
