import { boolean, string } from '@oclif/core/flags';

import { type AwsAccess } from '../pipeline/aws-access.js';
import { askMfaCode, isInteractive, type Terminal } from './ask-mfa-code.js';
import { given } from './scan-settings.js';
import { UsageError } from './usage-error.js';

/** Flags of every command that reads a bucket. */
export const BUCKET_FLAGS = {
  profile: string({ description: 'Profile of the shared AWS config and credentials files.', helpGroup: 'AWS' }),
  'role-arn': string({ helpValue: 'ARN', description: 'Role to assume before anything is read.', helpGroup: 'AWS' }),
  'external-id': string({
    helpValue: 'ID',
    description: 'External ID that the role asks for.',
    dependsOn: ['role-arn'],
    helpGroup: 'AWS',
  }),
  'mfa-serial': string({
    helpValue: 'SERIAL',
    description: 'ARN or serial number of the MFA device that the role asks for; its code is asked on the terminal.',
    dependsOn: ['role-arn'],
    helpGroup: 'AWS',
  }),
  endpoint: string({ helpValue: 'URL', description: "URL of the service, in place of AWS's own.", helpGroup: 'AWS' }),
  'request-payer': boolean({ description: 'Pay for what is read from a bucket with requester pays.', helpGroup: 'AWS' }),
};

/** Flags of every command that reads Event history, too. */
export const AWS_FLAGS = {
  ...BUCKET_FLAGS,
  regions: string({
    helpValue: 'all|REGION[,REGION]',
    description: "Regions of Event history, or all of the account's partition. [default: the Region of the environment or the profile]",
    helpGroup: 'AWS',
  }),
};

/** What those flags say; undefined where one is not given. */
export interface AwsFlags {
  readonly profile?: string | undefined;
  readonly 'role-arn'?: string | undefined;
  readonly 'external-id'?: string | undefined;
  readonly 'mfa-serial'?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly 'request-payer'?: boolean | undefined;
  readonly regions?: string | undefined;
}

/** The other flags of a command. */
export function withoutAwsFlags<T extends AwsFlags>(flags: T): Omit<T, keyof AwsFlags> {
  return Object.fromEntries(Object.entries(flags).filter(([name]) => !(name in AWS_FLAGS))) as Omit<T, keyof AwsFlags>;
}

export interface AwsFlagsContext {
  /** Default: standard input and standard error. */
  readonly terminal?: Terminal;
  /** Ends the wait for an MFA code. */
  readonly signal?: AbortSignal;
}

/**
 * How AWS is reached, as the flags have it. The MFA code is asked only where a person can answer; elsewhere a role that needs one fails.
 * @throws UsageError for an endpoint that is no URL of HTTP
 */
export function awsAccessOf(flags: AwsFlags, { terminal = ownTerminal(), signal }: AwsFlagsContext = {}): AwsAccess {
  return given({
    profile: flags.profile,
    roleArn: flags['role-arn'],
    externalId: flags['external-id'],
    mfaSerial: flags['mfa-serial'],
    endpoint: flags.endpoint === undefined ? undefined : checkEndpoint(flags.endpoint),
    requestPayer: flags['request-payer'],
    askMfaCode: isInteractive(terminal) ? (serial: string) => askMfaCode(serial, terminal, signal) : undefined,
  });
}

/** Which Regions an account's Event history is read of: none named stands for the Region of the environment or the profile. */
export interface HistoryRegions {
  readonly allRegions: boolean;
  readonly regions: readonly string[];
}

/** @throws UsageError for a name that can't be a Region's */
export function historyRegionsOf({ regions }: Pick<AwsFlags, 'regions'>): HistoryRegions {
  if (regions === undefined) return { allRegions: false, regions: [] };
  if (regions.trim() === 'all') return { allRegions: true, regions: [] };
  return { allRegions: false, regions: regions.split(',').map(checkRegionName) };
}

function checkRegionName(text: string): string {
  const name = text.trim();
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(name)) throw new UsageError(`--regions: "${text}" is neither "all" nor a Region such as eu-west-1`);
  return name;
}

function checkEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError(`--endpoint ${text} is not a URL such as https://host:9000`);
  return text;
}

function ownTerminal(): Terminal {
  return { input: process.stdin, output: process.stderr };
}
