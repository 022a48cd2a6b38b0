import { gunzipSync } from 'node:zlib';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.js';
import { memberSpan, elementSpans, type Span } from './member-spans.js';
import { parseJson } from './parse-json.js';
import { isRecord, shapeOf } from './record-shape.js';
import { type Unwrapped } from './record-sink.js';

/** An envelope in the window. */
export interface Envelope {
  readonly value: JsonObject;
  readonly bytes: Buffer;
  /** The position of its `{`. */
  readonly start: number;
  /** From positions to offsets in the file. */
  readonly offsetOf: (position: number) => number;
  /** The way to the envelope itself, such as `Events[3].`, or nothing. */
  readonly prefix: string;
  /** The most that compressed data in it may grow to, in bytes. */
  readonly limit: number;
}

interface Place {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly within: string;
}

/** The record of an item of `aws cloudtrail lookup-events`. */
export function unwrapLookupItem(envelope: Envelope): Unwrapped {
  const place = placeOf(envelope, memberSpan(envelope.bytes, envelope.start, 'CloudTrailEvent'), 'CloudTrailEvent');
  return fromText(envelope.value['CloudTrailEvent'], place);
}

/** The record of an EventBridge event, which stands in its `detail` as it is. */
export function unwrapEventBridge(envelope: Envelope): Unwrapped {
  const span = memberSpan(envelope.bytes, envelope.start, 'detail');
  const place = placeOf(envelope, span, 'detail');
  const bytes = envelope.bytes.subarray(span?.start, span?.end);
  return fromValue(envelope.value['detail'], bytes, place);
}

/** The records of a CloudWatch Logs payload. */
export function unwrapLogEvents(envelope: Envelope): readonly Unwrapped[] {
  const { value, bytes, start } = envelope;
  const spans = elementSpans(bytes, memberSpan(bytes, start, 'logEvents')?.start ?? start);
  const logEvents = value['logEvents'];
  return (isJsonArray(logEvents) ? logEvents : []).map((logEvent, i) => {
    const message = isJsonObject(logEvent) ? logEvent['message'] : undefined;
    const span = spans[i];
    const token = message === undefined || span === undefined ? span : memberSpan(bytes, span.start, 'message');
    return fromText(message, placeOf(envelope, token, `logEvents[${i}].message`));
  });
}

/** The records of what Lambda gets of CloudWatch Logs. */
export function unwrapAwslogs(envelope: Envelope): readonly Unwrapped[] {
  const { bytes, start, value } = envelope;
  const outer = memberSpan(bytes, start, 'awslogs');
  const token = outer === undefined ? undefined : (memberSpan(bytes, outer.start, 'data') ?? outer);
  const place = placeOf(envelope, token, 'awslogs.data');
  const awslogs = value['awslogs'];
  const payload = openPayload(isJsonObject(awslogs) ? awslogs['data'] : undefined, envelope.limit);
  if (payload === undefined) {
    return [damaged('CTA4027', place, 'is not a CloudWatch Logs payload as gzip and base64')];
  }
  if (shapeOf(payload) === 'skipped') return [{ kind: 'skipped' }];
  const logEvents = payload['logEvents'];
  if (!isJsonArray(logEvents)) return [damaged('CTA4027', place, 'holds no logEvents')];
  return logEvents.map((logEvent, i) => {
    const within = `${place.within}/logEvents[${i}].message`;
    return fromText(isJsonObject(logEvent) ? logEvent['message'] : undefined, { ...place, within });
  });
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
function openPayload(data: JsonValue | undefined, limit: number): JsonObject | undefined {
  if (typeof data !== 'string' || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(data)) return undefined;
  try {
    const value = parseJson(gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: limit }).toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // zlib and the size limit fail by throwing; either way the data can't be opened
  }
}

function fromText(text: JsonValue | undefined, place: Place): Unwrapped {
  if (typeof text !== 'string') return fromValue(text, Buffer.from(JSON.stringify(text ?? null)), place);
  const value = parseJson(text);
  if (value === undefined) return damaged('CTA4020', place, 'is not a record as JSON text');
  return fromValue(value, Buffer.from(text), place);
}

function fromValue(value: JsonValue | undefined, bytes: Buffer, place: Place): Unwrapped {
  if (!isJsonObject(value)) return damaged('CTA4023', place, 'is not an object');
  if (isRecord(value)) return { kind: 'record', record: { ...place, value, bytes } };
  if (shapeOf(value) === 'skipped') return { kind: 'skipped' };
  return damaged('CTA4024', place, 'has neither eventName nor eventSource');
}

function placeOf({ offsetOf, prefix, start }: Envelope, span: Span | undefined, within: string): Place {
  const { start: from, end } = span ?? { start, end: start };
  return { byteOffset: offsetOf(from), byteLength: end - from, within: prefix + within };
}

function damaged(code: 'CTA4020' | 'CTA4023' | 'CTA4024' | 'CTA4027', place: Place, what: string): Unwrapped {
  return { kind: 'damaged', code, byteOffset: place.byteOffset, message: `What stands in ${place.within} ${what}.` };
}
