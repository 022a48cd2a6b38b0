import { CloudTrailClient, paginateListPublicKeys } from '@aws-sdk/client-cloudtrail';

import { type AwsOptions } from './aws-options.js';
import { clientConfig } from './client-config.js';
import { describeAwsError } from './describe-aws-error.js';

/** A public key as AWS lists it. */
interface ListedKey {
  readonly fingerprint: string;
  /** DER, of PKCS #1. */
  readonly der: Uint8Array;
}

export type PublicKeyAnswer =
  | { readonly kind: 'keys'; readonly keys: readonly ListedKey[] }
  /** `reason`: the part of a sentence that stands in brackets. */
  | { readonly kind: 'failed'; readonly reason: string };

/** The name of a folder becomes a part of the host that is asked, so it must be no more than the name of a Region. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/** What services answer in a Region that has to be enabled first: there the account's credentials are not known. */
const UNKNOWN_CREDENTIALS = new Set(['UnrecognizedClientException', 'InvalidClientTokenId', 'OptInRequired']);

const ACTION = { permission: 'cloudtrail:ListPublicKeys', resource: '*' } as const;

/**
 * The keys that CloudTrail signed the digests of a Region and a time with; each Region has its own
 * (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html). Never fails.
 * @param period in milliseconds since 1970
 */
export async function listPublicKeys(
  options: AwsOptions,
  region: string,
  period: { readonly from: number; readonly to: number },
): Promise<PublicKeyAnswer> {
  if (!REGION.test(region)) return { kind: 'failed', reason: 'it is not the name of a Region' };
  const client = new CloudTrailClient(clientConfig(options, region));
  try {
    const keys: ListedKey[] = [];
    const pages = paginateListPublicKeys({ client }, { StartTime: new Date(period.from), EndTime: new Date(period.to) });
    for await (const { PublicKeyList: list = [] } of pages)
      for (const { Fingerprint: fingerprint, Value: der } of list) if (fingerprint && der) keys.push({ fingerprint, der });
    return { kind: 'keys', keys };
  } catch (error) {
    return { kind: 'failed', reason: describeAwsError(error, ACTION) + regionAdvice(error, region) };
  } finally {
    client.destroy();
  }
}

function regionAdvice(error: unknown, region: string): string {
  const isUnknown = error instanceof Error && UNKNOWN_CREDENTIALS.has(error.name);
  return isUnknown ? `. If they work in other Regions, ${region} is not enabled in the account` : '';
}
