import { type CloudTrailRecord } from '../model/event.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../model/json.js';
import { textOf } from '../model/text.js';

/** How many ARNs a finding names. */
const SHOWN_ARNS = 10;

/** What a finding takes over from its first event, besides message and explanation. */
export interface EventDescription {
  /** ARNs of the identity and of the resources. */
  readonly arns: readonly string[];
  readonly account: string;
  readonly region: string;
}

/** The keys of a record that `describeEvent` reads. */
export const DESCRIBED_KEYS: readonly string[] = ['userIdentity', 'resources', 'recipientAccountId', 'awsRegion'];

export function describeEvent(record: CloudTrailRecord): EventDescription {
  return {
    arns: arnsOf(record),
    account: textOf(record['recipientAccountId']) ?? 'unknown',
    region: textOf(record['awsRegion']) ?? 'unknown',
  };
}

function arnsOf({ userIdentity, resources }: CloudTrailRecord): readonly string[] {
  const arns: string[] = [];
  const add = (value: JsonValue | undefined): void => {
    const arn = textOf(value) ?? '';
    if (arn !== '' && arns.length < SHOWN_ARNS && !arns.includes(arn)) arns.push(arn);
  };
  if (isJsonObject(userIdentity)) add(userIdentity['arn']);
  if (!isJsonArray(resources)) return arns;
  for (const resource of resources) {
    if (!isJsonObject(resource)) continue;
    add(resource['ARN']);
    add(resource['arn']);
  }
  return arns;
}
