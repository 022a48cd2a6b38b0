import { type JsonObject } from './json.js';

/** A CloudTrail record, spelled as AWS spells it (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html). */
export type CloudTrailRecord = JsonObject;

/** Where an event stands. Offsets count bytes of the decompressed file. */
export interface EventPlace {
  /** The argument as written, normalised, with the path below it. */
  readonly uri: string;
  /** The record's number in its file, from 0, over all documents of the file, damaged records too. */
  readonly index: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** The way into an envelope whose text holds the record, such as `CloudTrailEvent`; the byte range is that of the outer token. */
  readonly within?: string;
}
