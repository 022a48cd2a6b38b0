import { type AwsOptions } from '../../sources/aws/aws-options.js';
import { type KeyAnswer, type KeySource, type Period } from './verify-options.js';

interface Known {
  readonly period: Period;
  readonly answer: Promise<KeyAnswer>;
}

/**
 * The keys that AWS lists. Each Region is asked once for a time, whatever number of accounts has digests there, and once if it refuses. AWS's SDK
 * is loaded when the first are asked for.
 */
export function awsKeys(options: AwsOptions = {}): KeySource {
  const known = new Map<string, Known>();
  return async (region, period) => {
    const before = known.get(region);
    const answered = await before?.answer;
    if (before !== undefined && answered !== undefined && (answered.kind === 'failed' || holds(before.period, period))) return answered;
    const answer = askAws(options, region, period);
    known.set(region, { period, answer });
    return answer;
  };
}

async function askAws(options: AwsOptions, region: string, period: Period): Promise<KeyAnswer> {
  const { listPublicKeys } = await import('../../sources/aws/public-keys.js');
  const answer = await listPublicKeys(options, region, period);
  return answer.kind === 'keys' ? { ...answer, isComplete: true } : answer;
}

function holds(outer: Period, inner: Period): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
