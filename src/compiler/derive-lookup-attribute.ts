import { type RuleSet } from '../ir/rule-set.js';
import { deriveKeyTexts } from './derive-event-index.js';

/** What Event history can look events up by, and a rule set can ask for. */
export interface RuleLookupAttribute {
  readonly key: 'EventName' | 'EventSource' | 'ReadOnly';
  readonly value: string;
}

/** The longest value that AWS takes: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html */
const LONGEST_VALUE = 2000;

/** By how few events they leave: the sharpest first. */
const ATTRIBUTES = [
  { key: 'EventName', recordKey: 'eventName' },
  { key: 'EventSource', recordKey: 'eventSource' },
  { key: 'ReadOnly', recordKey: 'readOnly' },
] as const;

/**
 * The one attribute that every event has which any rule can match, or undefined where there is none: Event history takes one a request. Sound for
 * records whose eventName and eventSource are texts and whose readOnly is true or false, as CloudTrail writes them.
 */
export function deriveLookupAttribute({ rules }: RuleSet): RuleLookupAttribute | undefined {
  for (const { key, recordKey } of ATTRIBUTES) {
    const values = new Set<string>();
    const isBound = rules.every(({ when }) => {
      const texts = deriveKeyTexts(when, recordKey);
      for (const text of texts ?? []) values.add(text);
      return texts !== undefined;
    });
    const [value = ''] = values;
    if (isBound && values.size === 1 && isAskable(key, value)) return { key, value };
  }
  return undefined;
}

/** What else the record of an event is told to hold is not for AWS to compare. */
function isAskable(key: RuleLookupAttribute['key'], value: string): boolean {
  if (key === 'ReadOnly') return value === 'true' || value === 'false';
  return value !== '' && value.length <= LONGEST_VALUE;
}

/** Says what a run that pushed an attribute down has left out, as a full sentence. */
export function describeLookupAttribute({ key, value }: RuleLookupAttribute): string {
  return `Event history was asked for events of ${key} ${value} alone, because no rule can match another: others are not in the counts.`;
}
