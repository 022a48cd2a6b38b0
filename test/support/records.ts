import { type JsonObject } from '../../src/model/json.js';

/** A record as AWS writes it, with what the test is about. */
export function cloudTrailRecord(parts: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', accountId: '111122223333', userName: 'alice', arn: 'arn:aws:iam::111122223333:user/alice' },
    eventTime: '2026-01-02T03:04:05Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.1',
    eventID: '00000000-0000-0000-0000-000000000000',
    recipientAccountId: '111122223333',
    ...parts,
  };
}

/** A CloudTrail log file. */
export function logFile(...records: readonly JsonObject[]): string {
  return JSON.stringify({ Records: records });
}
