import { type AwsOptions } from '../../sources/aws/aws-options.js';
import { type KeySource } from './verify-options.js';

/** The keys that AWS lists. AWS's SDK is loaded when the first are asked for. */
export function awsKeys(options: AwsOptions = {}): KeySource {
  return async (region, period) => {
    const { listPublicKeys } = await import('../../sources/aws/public-keys.js');
    const answer = await listPublicKeys(options, region, period);
    return answer.kind === 'keys' ? { ...answer, isComplete: true } : answer;
  };
}
