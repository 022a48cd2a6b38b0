import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { type AwsOptions } from './aws-options.js';
import { clientConfig } from './client-config.js';
import { type SharedCredentials } from './shared-credentials.js';

/** Whose credentials they are. */
export interface Caller {
  /** Twelve digits. */
  readonly account: string;
  /** Such as `aws` or `aws-cn`. */
  readonly partition: string;
  /** Milliseconds that AWS's clock is ahead of this machine's; 0 where they are as good as the same. */
  readonly clockOffset: number;
}

/** Differences under it are the way to AWS and back, or matter to nobody. Milliseconds. */
const SAME_TIME = 4 * 60_000;

/** Asks STS, which needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export async function askCaller(
  options: AwsOptions,
  place: { readonly region: string; readonly credentials: SharedCredentials; readonly signal: AbortSignal },
): Promise<Caller> {
  const client = new STSClient({ ...clientConfig(options, place.region), credentials: place.credentials.provide });
  try {
    const { Account: account = '', Arn: arn = '' } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: place.signal });
    if (!/^\d{12}$/.test(account)) throw new Error('AWS names no account');
    const offset = client.config.systemClockOffset;
    return { account, partition: arn.split(':')[1] ?? '', clockOffset: Math.abs(offset) < SAME_TIME ? 0 : offset };
  } finally {
    client.destroy();
  }
}

/** The Region that the environment or the profile names. */
export async function ownRegion(options: AwsOptions): Promise<string | undefined> {
  const client = new STSClient(clientConfig(options));
  try {
    return await client.config.region();
  } catch {
    return undefined; // the SDK fails where nothing names one
  } finally {
    client.destroy();
  }
}
