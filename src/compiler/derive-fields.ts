import { type Expression } from '../ir/expression.js';
import { type EventRule, type RuleSet } from '../ir/rule-set.js';
import { requireField } from './derived-fields.js';
import { walkReads } from './walk-reads.js';

/** The derived fields that rules use, and those that these use, by name. */
export function deriveFields(rules: readonly EventRule[]): RuleSet['fields'] {
  const used = new Map<string, Expression>();
  walkReads(rules, (leaf) => {
    if (leaf.kind === 'field') used.set(leaf.name, requireField(leaf.name).expression);
  });
  return Object.fromEntries([...used].sort(([left], [right]) => (left < right ? -1 : 1)));
}
