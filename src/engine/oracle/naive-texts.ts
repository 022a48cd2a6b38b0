import { type JsonObject, type JsonValue } from '../../model/json.js';
import { textOf } from '../../model/text.js';
import { naiveValues } from './naive-path.js';

/** What stands at a path of plain keys: scalars, objects, and arrays that are empty. */
function valuesAt(record: JsonObject, keys: readonly string[]): JsonValue[] {
  return naiveValues({ kind: 'path', root: 'record', steps: keys.map((key) => ({ kind: 'key', key })) }, record, undefined);
}

/** The texts of the scalars at a path of plain keys. */
export function textsAt(record: JsonObject, ...keys: readonly string[]): string[] {
  return textsOf(valuesAt(record, keys));
}

/** The texts of those values that are scalars. */
export function textsOf(values: readonly JsonValue[]): string[] {
  return values.map(textOf).filter((text) => text !== undefined);
}

/** Whether anything but `null` stands at a path of plain keys. */
export function hasValueAt(record: JsonObject, ...keys: readonly string[]): boolean {
  return valuesAt(record, keys).length > 0;
}

/** Whether something other than `""`, `{}` and `[]` stands at a path of plain keys. */
export function hasContentAt(record: JsonObject, ...keys: readonly string[]): boolean {
  return valuesAt(record, keys).some((value) => !isEmptyValue(value));
}

/** Whether a value is `""`, `{}` or `[]`. */
export function isEmptyValue(value: JsonValue): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === '';
}

/** The first list that holds anything; an empty list when none does. */
export function firstOf(...lists: readonly string[][]): string[] {
  return lists.find((list) => list.length > 0) ?? [];
}

export function isAccountId(text: string): boolean {
  return /^[0-9]{12}$/.test(text);
}

/** The account IDs in ARNs, which are `arn:partition:service:region:account:resource`; an ARN without one gives nothing. */
export function accountsOfArns(arns: readonly string[]): string[] {
  return arns
    .map((arn) => arn.split(':'))
    .filter((parts) => parts.length >= 6 && parts[0] === 'arn')
    .map((parts) => parts[4] ?? '')
    .filter(isAccountId);
}

/** Whether a name is that of an AWS service, such as `ec2.amazonaws.com`, of the Chinese partition too. */
export function isServiceName(text: string): boolean {
  return text.endsWith('.amazonaws.com') || text.endsWith('.amazonaws.com.cn');
}
