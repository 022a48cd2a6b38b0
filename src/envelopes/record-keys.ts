import { BYTE, skipSpace } from './bytes.js';

/**
 * Keys with which a record, or an item that carries one, begins in the logs that are known, and hardly any object within a record does:
 * by them the start of a record is known behind a damaged one. errorCode is none of them, lists of failures in responses begin with it.
 */
const RECORD_STARTS: ReadonlySet<string> = new Set([
  'additionalEventData',
  'apiVersion',
  'awsRegion',
  'eventCategory',
  'eventID',
  'eventName',
  'eventSource',
  'eventTime',
  'eventType',
  'eventVersion',
  'recipientAccountId',
  'requestParameters',
  'sourceIPAddress',
  'userIdentity',
]);

/** Keys whose arrays hold records and may be as long as a file is: they are read piece by piece. */
export type ListKey = 'Records' | 'Events';

const LONGEST_KEY = 64;

/** Bytes from the start of an object within which `firstKey` gives its answer. */
export const KEY_REACH = 512;

export function isListKey(key: string): key is ListKey {
  return key === 'Records' || key === 'Events';
}

export interface FirstKey {
  readonly key: string;
  /** The position of the value, behind the colon and white space. */
  readonly value: number;
}

/** The first key of the object at `start`, if it is a short one without escapes and stands near. */
export function firstKey(bytes: Buffer, start: number): FirstKey | undefined {
  const near = bytes.subarray(0, start + KEY_REACH);
  const open = skipSpace(near, start + 1);
  if (near[open] !== BYTE.quote) return undefined;
  const close = near.subarray(open + 1, open + 1 + LONGEST_KEY).indexOf(BYTE.quote);
  if (close < 0) return undefined;
  const colon = skipSpace(near, open + close + 2);
  if (near[colon] !== BYTE.colon) return undefined;
  return { key: near.toString('latin1', open + 1, open + 1 + close), value: skipSpace(near, colon + 1) };
}

export function isRecordStart(key: string): boolean {
  return RECORD_STARTS.has(key);
}

/** Whether the object at `start` begins with an array of records. */
export function startsAsList(bytes: Buffer, start: number): boolean {
  const first = firstKey(bytes, start);
  return first !== undefined && isListKey(first.key) && bytes[first.value] === BYTE.openArray;
}
