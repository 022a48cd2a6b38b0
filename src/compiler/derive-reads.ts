import { type Condition } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { walkCondition } from './walk-ir.js';

/**
 * What conditions read of an event, each once, in the order of the text. A quantifier's array counts as a whole, so that what its inner
 * conditions read of an element needs no entry of its own.
 */
export function deriveReads(conditions: readonly Condition[]): readonly Operand[] {
  const reads = new Map<string, Operand>();
  const add = (operand: Operand): void => {
    if (operand.expression.kind === 'path' && operand.expression.root === 'element') return;
    const key = JSON.stringify(operand.expression);
    if (!reads.has(key)) reads.set(key, operand);
  };
  for (const condition of conditions) walkCondition(condition, { operand: add });
  return [...reads.values()];
}
