import { type GroupValue } from '../model/finding.js';

/**
 * The values of a group as one text, so that two groups with the same fields share one only if they are equal. Each value stands
 * after its length, because no character could part values that attackers choose; JSON would say the same in several times the time.
 */
export function encodeGroupValues(group: readonly GroupValue[]): string {
  let key = '';
  for (const { values } of group) {
    const [only] = values;
    if (values.length === 1 && only !== undefined) key += `${only.length}:${only}`;
    else key += `*${values.length}:${values.map((value) => `${value.length}:${value}`).join('')}`;
  }
  return key;
}

/** The group that a key of these fields came from. */
export function decodeGroupValues(key: string, fields: readonly string[]): readonly GroupValue[] {
  let at = 0;
  const readNumber = (): number => {
    const colon = key.indexOf(':', at);
    const number = Number(key.slice(at, colon));
    at = colon + 1;
    return number;
  };
  const readValue = (): string => {
    const length = readNumber();
    at += length;
    return key.slice(at - length, at);
  };
  return fields.map((field) => {
    if (key[at] !== '*') return { field, values: [readValue()] };
    at += 1;
    return { field, values: Array.from({ length: readNumber() }, readValue) };
  });
}
