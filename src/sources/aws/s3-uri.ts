/** What an argument such as `s3://bucket/folder` names. */
export interface S3Location {
  readonly bucket: string;
  /** An object of this key, and all below it as a folder; empty for the whole bucket. */
  readonly key: string;
  /** Whether every key that begins with `key` is meant, as `s3://bucket/begin*` says. */
  readonly isPrefix: boolean;
}

const S3_URI = /^s3:\/\/([^/]+)(?:\/(.*))?$/s;

/** Undefined where no bucket is named. */
export function parseS3Uri(argument: string): S3Location | undefined {
  const [, bucket, key = ''] = S3_URI.exec(argument) ?? [];
  if (bucket === undefined) return undefined;
  return key.endsWith('*') ? { bucket, key: key.slice(0, -1), isPrefix: true } : { bucket, key, isPrefix: false };
}

export function s3Uri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}
