import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.js';

/** What a JSON object is, told by its keys. */
export type Shape =
  /** A CloudTrail record, to be evaluated. */
  | 'record'
  /** An item of `aws cloudtrail lookup-events`: the record is text in `CloudTrailEvent`. */
  | 'lookup-item'
  /** An EventBridge event with a record as its `detail`. */
  | 'event-bridge'
  /** A CloudWatch Logs payload: records are text in `logEvents[].message`. */
  | 'log-events'
  /** What Lambda gets of CloudWatch Logs: such a payload as gzip and base64 in `awslogs.data`. */
  | 'awslogs'
  /** A recognised other kind that holds no API events. */
  | 'skipped'
  /** `{"Records": […]}` or `{"Events": […]}`. */
  | 'list'
  /** `Records` that is no array. */
  | 'bad-list'
  | 'unknown';

/** Whether an object is a record: it has an eventName or an eventSource. */
export function isRecord(value: JsonObject): boolean {
  return isPresent(value['eventName']) || isPresent(value['eventSource']);
}

/** Whether it has an array where documents have their records. */
export function hasList(value: JsonObject): boolean {
  return isJsonArray(value['Records']) || isJsonArray(value['Events']);
}

export function shapeOf(value: JsonObject): Shape {
  if (isRecord(value)) return 'record';
  return envelopeOf(value) ?? (isOtherKind(value) ? 'skipped' : listOf(value));
}

function envelopeOf(value: JsonObject): Shape | undefined {
  if (value['CloudTrailEvent'] !== undefined) return 'lookup-item';
  if (typeof value['detail-type'] === 'string' && isJsonObject(value['detail']))
    return eventBridgeOf(value['detail-type'], value['detail']);
  if (value['messageType'] === 'CONTROL_MESSAGE') return 'skipped';
  if (isJsonArray(value['logEvents'])) return 'log-events';
  if (isJsonObject(value['awslogs'])) return 'awslogs';
  return undefined;
}

function listOf(value: JsonObject): Shape {
  if (hasList(value)) return 'list';
  return value['Records'] === undefined ? 'unknown' : 'bad-list';
}

/** Other events share the bus: only CloudTrail's own must hold a record. */
function eventBridgeOf(detailType: string, detail: JsonObject): Shape {
  return isRecord(detail) || (detailType.endsWith('via CloudTrail') && !isInsight(detail)) ? 'event-bridge' : 'skipped';
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html */
function isInsight(value: JsonObject): boolean {
  return value['eventType'] === 'AwsCloudTrailInsight' || value['eventCategory'] === 'Insight';
}

/** Keys that together show another kind of file that AWS delivers beside trails. */
const OTHER_KINDS: readonly (readonly string[])[] = [
  // CloudTrail digest files: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
  ['digestStartTime'],
  // The sign file of a CloudTrail Lake export: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-results-file-validation-sign-file-structure.html
  ['files', 'hashSignature'],
  // AWS Config history and snapshots: https://docs.aws.amazon.com/config/latest/developerguide/example-s3-snapshot.html
  ['configurationItems'],
  // S3 Inventory manifests: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
  ['files', 'fileFormat', 'sourceBucket'],
  // GuardDuty findings: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html
  ['schemaVersion', 'accountId', 'service', 'severity'],
  // WAF logs: https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html
  ['webaclId', 'httpRequest'],
  // Route 53 Resolver query logs: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html
  ['query_name', 'query_type', 'rcode'],
];

function isOtherKind(value: JsonObject): boolean {
  return isInsight(value) || isUrlManifest(value) || OTHER_KINDS.some((keys) => keys.every((key) => value[key] !== undefined));
}

/** Manifests that Redshift and Firehose write: https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html */
function isUrlManifest(value: JsonObject): boolean {
  const entries = value['entries'];
  return isJsonArray(entries) && entries.length > 0 && entries.every((entry) => isJsonObject(entry) && typeof entry['url'] === 'string');
}

function isPresent(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}
