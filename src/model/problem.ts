/**
 * What was wrong with the input. Published: a code is never reused for another problem, even after its check is gone.
 * Every problem makes a run incomplete.
 */
export const PROBLEM_CODES = {
  CTA4001: 'file cannot be read',
  CTA4002: 'dangling link',
  CTA4003: 'link loop',
  CTA4004: 'empty file',
  CTA4005: 'not a log file',
  CTA4006: 'no record in the file',
  CTA4007: 'worker ended',
  CTA4010: 'gzip data ends early',
  CTA4011: 'gzip checksum or length is wrong',
  CTA4012: 'gzip data is damaged',
  CTA4013: 'decompresses beyond the limit',
  CTA4020: 'JSON is broken',
  CTA4021: 'JSON ends early',
  CTA4022: 'not valid UTF-8',
  CTA4023: 'record is not an object',
  CTA4024: 'record has neither eventName nor eventSource',
  CTA4025: 'record is larger than the limit',
  CTA4026: 'Records is not an array',
  CTA4027: 'envelope cannot be opened',
  CTA4030: 'path reaches too many values',
  CTA4040: 'no record at all',
  CTA4041: 'interrupted',
  CTA4050: 'objects cannot be listed',
  CTA4055: 'older than Event history',
  CTA4056: 'Event history cannot be read',
  CTA4057: 'Region not enabled',
  CTA4058: 'another file is in its place',
  CTA4060: 'not proven by digest files',
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** One named problem of the input, or the rest of its kind in one file. */
export interface Problem {
  readonly code: ProblemCode;
  /** Empty for a problem of the whole run. */
  readonly uri: string;
  /** In the decompressed file; absent when the problem is not at a byte. */
  readonly byteOffset?: number;
  /** A full sentence that says what and why, already free of control characters. */
  readonly message: string;
  /** Present when this entry stands for several problems that are not listed one by one. */
  readonly count?: number;
  /** The offset of the last of `count` problems. */
  readonly lastByteOffset?: number;
}
