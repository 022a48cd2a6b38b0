import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';

import { type AwsOptions } from './aws-options.js';

type Credentials = ReturnType<typeof fromNodeProviderChain>;

/** What each client of AWS is made with. */
export interface ClientConfig {
  readonly credentials: Credentials;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly maxAttempts: number;
}

/** Requests that fail for a while are made again, with back-off and jitter, before they count as failed. */
const MAX_ATTEMPTS = 6;

/** Where nothing says which Region is meant: S3 answers there for every bucket of the partition. */
export const DEFAULT_REGION = 'us-east-1';

/** Keeps AWS's library from telling the user which Node it will need one day: ctaudit's own package says which one it needs. */
const NO_WARNING = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** @param region where the client works; default: as the AWS CLI has it */
export function clientConfig(options: AwsOptions, region?: string): ClientConfig {
  process.env[NO_WARNING] ??= 'true';
  const { profile, endpoint } = options;
  return {
    credentials: credentialsOf(options, region),
    maxAttempts: MAX_ATTEMPTS,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
  };
}

/** The Region that a client would work in, or `DEFAULT_REGION` where the environment and the shared files name none. */
export async function regionOf(client: { readonly config: { region: () => Promise<string> } }): Promise<string> {
  try {
    return await client.config.region();
  } catch {
    return DEFAULT_REGION;
  }
}

function credentialsOf({ profile, roleArn, externalId, mfaSerial, askMfaCode }: AwsOptions, region: string | undefined): Credentials {
  const given = {
    // Whoever asks again wants what is in the files by now: another program may have renewed the credentials.
    ignoreCache: true,
    ...(profile !== undefined && { profile }),
    ...(askMfaCode !== undefined && { mfaCodeProvider: askMfaCode }),
  };
  const own = fromNodeProviderChain(given);
  if (roleArn === undefined) return own;
  return fromTemporaryCredentials({
    masterCredentials: own,
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'ctaudit',
      ...(externalId !== undefined && { ExternalId: externalId }),
      ...(mfaSerial !== undefined && { SerialNumber: mfaSerial }),
    },
    clientConfig: { region: region ?? DEFAULT_REGION },
    ...(askMfaCode !== undefined && { mfaCodeProvider: askMfaCode }),
  });
}
