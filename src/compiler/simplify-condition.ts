import { type Condition } from '../ir/condition.js';

export const ALWAYS: Condition = { kind: 'constant', holds: true };
export const NEVER: Condition = { kind: 'constant', holds: false };

/** The conjunction or disjunction of conditions that are simple already: flat, without constants, and never of one part alone. */
export function joined(kind: 'all' | 'any', conditions: readonly Condition[]): Condition {
  const flat = conditions.flatMap((condition) => (condition.kind === kind ? condition.conditions : [condition]));
  const neutral = kind === 'all';
  if (flat.some((condition) => condition.kind === 'constant' && condition.holds !== neutral)) return neutral ? NEVER : ALWAYS;
  const open = flat.filter((condition) => condition.kind !== 'constant');
  const [only, ...others] = open;
  if (only === undefined) return neutral ? ALWAYS : NEVER;
  return others.length === 0 ? only : { kind, conditions: open };
}

/** The negation of a condition that is simple already. */
export function negated(condition: Condition): Condition {
  if (condition.kind === 'constant') return condition.holds ? NEVER : ALWAYS;
  return condition.kind === 'not' ? condition.condition : { kind: 'not', condition };
}

/** A quantifier over a condition that is simple already; over a constant, only `some` and `none` of nothing can be told without the event. */
export function quantified(condition: Extract<Condition, { kind: 'quantified' }>): Condition {
  const inner = condition.condition;
  if (inner.kind !== 'constant' || inner.holds) return condition;
  switch (condition.quantifier) {
    case 'some':
    case 'every':
      return NEVER;
    case 'none':
      return ALWAYS;
  }
}
