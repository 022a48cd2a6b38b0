import { type AwsOptions } from './aws/aws-options.js';
import { openLocalTrailStore } from './local-trail-store.js';
import { errorCode } from './log-read-error.js';
import { type TrailStore } from './trail-store.js';

export interface OpenOptions {
  readonly cwd: string;
  readonly aws: AwsOptions;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens what an argument names: a folder, or `s3://bucket/folder`. Undefined when there is none.
 * @throws InvalidSourceError
 */
export async function openTrailStore(argument: string, { cwd, aws, signal }: OpenOptions): Promise<TrailStore | undefined> {
  if (argument.startsWith('s3://')) {
    const { openS3TrailStore } = await import('./aws/s3-trail-store.js');
    return await openS3TrailStore(argument, aws, signal);
  }
  try {
    return await openLocalTrailStore(argument, cwd);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}
