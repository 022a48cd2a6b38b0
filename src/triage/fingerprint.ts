import { hash } from 'node:crypto';
import { type GroupValue } from '../model/finding.js';
import { compareText } from '../model/text.js';

/**
 * The identity of a finding as one text: two findings of a run never share one. JSON quotes every part, so no value can run into
 * the next; a missing value is `null`, which no text of an event can be. The order of `groupBy` and of its values says nothing.
 */
export function encodeGroup(ruleId: string, group: readonly GroupValue[]): string {
  return JSON.stringify([ruleId, ...group.map(encodeValue).sort(([left], [right]) => compareText(left, right))]);
}

/** SHA-256 of the rule id and the groupBy names and values, lower-case hexadecimal: the same in every run, whatever the files. */
export function fingerprint(ruleId: string, group: readonly GroupValue[]): string {
  return hash('sha256', encodeGroup(ruleId, group), 'hex');
}

type EncodedValue = readonly [field: string, values: readonly string[] | null];

function encodeValue({ field, values }: GroupValue): EncodedValue {
  return [field, values.length === 0 ? null : [...new Set(values)].sort()];
}
