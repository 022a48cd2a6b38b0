import { isPlainKey } from '../model/plain-key.js';
import { type Operand } from './expression.js';

/** Longer ways are asked of no record that AWS writes. */
const MOST_KEYS = 16;

/** The keys of a path from the record's top, if it is of keys alone that the bytes of a record can be asked for; not below the time, which they tell otherwise. */
export function plainKeys({ expression }: Operand): readonly string[] | undefined {
  if (expression.kind !== 'path' || expression.root !== 'record') return undefined;
  const keys = expression.steps.flatMap((step) => (step.kind === 'key' && isPlainKey(step.key) ? [step.key] : []));
  const isPlain = keys.length === expression.steps.length && keys.length > 0 && keys.length <= MOST_KEYS;
  return isPlain && keys[0] !== 'eventTime' ? keys : undefined;
}
