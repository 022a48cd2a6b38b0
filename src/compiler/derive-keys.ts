import { type Expression, type Step } from '../ir/expression.js';
import { type EventRule } from '../ir/rule-set.js';
import { requireField } from './derived-fields.js';
import { operandsOf, walkExpression } from './walk-ir.js';

/** What the note on requests that were left out looks at. */
const ABSENT_REQUEST_KEYS = ['requestParameters', 'errorCode'] as const;

/** `EventRule.keys`: where all that a rule reads begins in a record. */
export function deriveKeys(rule: Omit<EventRule, 'keys'>): readonly string[] | undefined {
  const keys = new Set<string>(rule.readsAbsentRequest ? ABSENT_REQUEST_KEYS : []);
  for (const [step] of pathsOf(rule)) {
    if (step?.kind !== 'key') return undefined;
    keys.add(step.key);
  }
  return [...keys].sort();
}

/** The steps of every path from the record's top that the rule or a derived field of it reads. */
function pathsOf(rule: Omit<EventRule, 'keys'>): readonly (readonly Step[])[] {
  const paths: (readonly Step[])[] = [];
  const fields = new Set<string>();
  const add = (expression: Expression): void => {
    walkExpression(expression, (leaf) => {
      if (leaf.kind === 'path') {
        if (leaf.root === 'record') paths.push(leaf.steps);
      } else if (!fields.has(leaf.name)) {
        fields.add(leaf.name);
        add(requireField(leaf.name).expression);
      }
    });
  };
  for (const { expression } of operandsOf(rule)) add(expression);
  return paths;
}
