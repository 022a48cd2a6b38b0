import { type CloudTrailRecord } from '../model/event.js';
import { isJsonArray, isJsonObject } from '../model/json.js';
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

export function describeEvent(record: CloudTrailRecord): EventDescription {
  const identity = record['userIdentity'];
  const resources = record['resources'];
  const found = [
    isJsonObject(identity) ? identity['arn'] : undefined,
    ...(isJsonArray(resources) ? resources : []).flatMap((resource) => (isJsonObject(resource) ? [resource['ARN'], resource['arn']] : [])),
  ];
  const arns = found.map(textOf).filter((text) => text !== undefined && text !== '');
  return {
    arns: [...new Set(arns)].slice(0, SHOWN_ARNS) as string[],
    account: textOf(record['recipientAccountId']) ?? 'unknown',
    region: textOf(record['awsRegion']) ?? 'unknown',
  };
}
