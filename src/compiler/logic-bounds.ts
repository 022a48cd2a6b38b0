import { type ComparandSyntax, type ComparingOperator } from '../language/native/syntax.js';
import { parseTime } from '../model/time.js';

interface Comparison {
  readonly operator: ComparingOperator;
  readonly comparands: readonly ComparandSyntax[];
}

/** Whether no value at all can meet the orders that are asked of it: more than 5, and less than 3. */
export function leavesNoValue(comparisons: readonly Comparison[]): boolean {
  const lower = comparisons.filter(({ operator }) => operator === 'gt' || operator === 'gte');
  const upper = comparisons.filter(({ operator }) => operator === 'lt' || operator === 'lte');
  return lower.some((from) => upper.some((to) => clash(from, to)));
}

/** A list means any of its bounds, so that every pair must clash. */
function clash(from: Comparison, to: Comparison): boolean {
  const isStrict = from.operator === 'gt' || to.operator === 'lt';
  const pairs = from.comparands.flatMap((low) => to.comparands.map((high) => [low, high] as const));
  return (
    pairs.length > 0 &&
    pairs.every(([low, high]) => low.kind === 'scalar' && high.kind === 'scalar' && isAbove(low.text, high.text, isStrict))
  );
}

/** To read a number or a time may round it, which puts no two of them the other way round: what is above another then is so indeed. */
function isAbove(low: string, high: string, isStrict: boolean): boolean {
  if (isStrict && low === high) return true;
  const [from, to] = [parseTime(low), parseTime(high)];
  if (from !== undefined && to !== undefined) return from > to;
  return Number(low) > Number(high);
}
