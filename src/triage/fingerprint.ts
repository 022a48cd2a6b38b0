import { hash } from 'node:crypto';
import { type GroupValue } from '../model/finding.js';
import { compareText } from '../model/text.js';
import { quote } from './quote.js';

/**
 * The identity of a finding as one text: two findings of a run never share one. JSON quotes every part, so no value can run into
 * the next; a missing value is `null`, which no text of an event can be. The order of `groupBy` and of its values says nothing.
 */
function encodeGroup(ruleId: string, group: readonly GroupValue[]): string {
  let encoded = `[${quote(ruleId)}`;
  for (const part of isInOrder(group) ? group : [...group].sort(byField)) encoded += `,${encodeValue(part)}`;
  return `${encoded}]`;
}

/** SHA-256 of the rule id and the groupBy names and values, lower-case hexadecimal: the same in every run, whatever the files. */
export function fingerprint(ruleId: string, group: readonly GroupValue[]): string {
  return hash('sha256', encodeGroup(ruleId, group), 'hex');
}

function byField(left: GroupValue, right: GroupValue): number {
  return compareText(left.field, right.field);
}

function isInOrder(group: readonly GroupValue[]): boolean {
  return group.every((value, index) => index === 0 || compareText(group[index - 1]?.field ?? '', value.field) <= 0);
}

function encodeValue({ field, values }: GroupValue): string {
  const [only] = values;
  if (only === undefined) return `[${quote(field)},null]`;
  if (values.length === 1) return `[${quote(field)},[${quote(only)}]]`;
  return `[${quote(field)},[${[...new Set(values)].sort().map(quote).join(',')}]]`;
}
