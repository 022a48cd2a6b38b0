import { type EventRule } from '../ir/rule-set.js';
import { type GroupValue } from '../model/finding.js';

/** Parts the values from their lengths; no length holds it, whatever the values do. */
const END_OF_VALUES = '\0';

/**
 * The values of a group as one text, so that two groups with the same fields share one only if they are equal, and groups are in the
 * order of their values. The lengths stand behind all values, because no character could part values that attackers choose; JSON would
 * say the same in several times the time.
 */
export function encodeGroupValues(group: readonly GroupValue[]): string {
  let texts = '';
  let lengths = END_OF_VALUES;
  for (const { values } of group) {
    const [only] = values;
    if (values.length === 1 && only !== undefined) {
      texts += only;
      lengths += `${only.length};`;
    } else {
      texts += values.join('');
      lengths += `*${values.map(({ length }) => length).join(',')};`;
    }
  }
  return texts + lengths;
}

/** The fields that a rule groups by, as it writes them. */
export function groupFields({ groupBy }: Pick<EventRule, 'groupBy'>): readonly string[] {
  return groupBy.map(({ label }) => label);
}

/** The group that a key of these fields came from. */
export function decodeGroupValues(key: string, fields: readonly string[]): readonly GroupValue[] {
  const lengths = key.slice(key.lastIndexOf(END_OF_VALUES) + 1).split(';');
  let at = 0;
  const readValue = (length: string): string => key.slice(at, (at += Number(length)));
  return fields.map((field, i) => {
    const own = lengths[i] ?? '*';
    if (own === '*') return { field, values: [] };
    return { field, values: own.replace('*', '').split(',').map(readValue) };
  });
}
