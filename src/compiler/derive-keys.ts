import { type Step } from '../ir/expression.js';
import { type EventRule } from '../ir/rule-set.js';
import { walkReads } from './walk-reads.js';

/** What the note on requests that were left out looks at. */
const ABSENT_REQUEST_KEYS = ['requestParameters', 'errorCode'] as const;

/** `EventRule.keys`: where all that a rule reads begins in a record. */
export function deriveKeys(rule: Omit<EventRule, 'keys'>): readonly string[] | undefined {
  const keys = new Set<string>(rule.readsAbsentRequest ? ABSENT_REQUEST_KEYS : []);
  const firstSteps: (Step | undefined)[] = [];
  walkReads([rule], (leaf) => {
    if (leaf.kind === 'path' && leaf.root === 'record') firstSteps.push(leaf.steps[0]);
  });
  for (const step of firstSteps) {
    if (step?.kind !== 'key') return undefined;
    keys.add(step.key);
  }
  return [...keys].sort();
}
