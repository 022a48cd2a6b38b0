import { createHash } from 'node:crypto';
import { type EventRule } from '../../../src/ir/rule-set.js';
import { type Severity } from '../../../src/model/severity.js';
import { parseTime } from '../../../src/model/time.js';
import { encodeGroupValues } from '../../../src/triage/group-key.js';
import { type Match } from '../../../src/triage/match.js';

/** A rule of which only the id and the severity matter. */
export function rule(id: string, severity: Severity = 'high'): EventRule {
  return {
    kind: 'event-rule',
    info: { id, title: id, severity, description: '', remediation: '', references: [], attack: [], tags: [], falsePositives: [] },
    when: { kind: 'constant', holds: true },
    unless: [],
    message: [],
    groupBy: [{ label: 'identity.name', expression: { kind: 'field', name: 'identity.name' } }],
    index: {},
    reads: [],
    readsAbsentRequest: false,
  };
}

export interface MatchParts {
  readonly rule?: EventRule;
  readonly uri?: string;
  readonly index?: number;
  readonly within?: string;
  readonly eventID?: string;
  readonly eventTime?: string;
  readonly actor?: string;
  readonly message?: string;
}

/** A match grouped by its actor; `eventTime` is parsed as the pipeline does. */
export function match(parts: MatchParts = {}): Match {
  const { uri = 'logs/a.json', index = 0, eventID = 'id-1', eventTime = '2023-07-10T12:00:00Z', actor = 'alice' } = parts;
  return {
    rule: parts.rule ?? rule('stop-logging'),
    event: {
      uri,
      index,
      byteOffset: index * 1000,
      byteLength: 900,
      ...(parts.within !== undefined && { within: parts.within }),
      eventID,
      eventTime,
      sha256: createHash('sha256').update(`${uri}:${index}`).digest('hex'),
      time: parseTime(eventTime),
      eventName: 'StopLogging',
      eventSource: 'cloudtrail.amazonaws.com',
    },
    groupKey: encodeGroupValues([{ field: 'identity.name', values: actor === '' ? [] : [actor] }]),
    describe: () => ({
      message: parts.message ?? `${actor} in ${uri}@${index}`,
      explanation: JSON.stringify({ kind: 'test', text: 'eventName equals StopLogging', holds: true, values: ['StopLogging'] }),
      arns: ['arn:aws:iam::111122223333:user/alice'],
      account: '111122223333',
      region: 'us-east-1',
    }),
  };
}
