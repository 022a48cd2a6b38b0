import { printable } from '../../model/safe-text.js';
import { errorCode } from '../log-read-error.js';

/** What was asked of AWS, for whoever has to allow it. */
export interface AwsAction {
  /** As a policy names it, such as `s3:GetObject`. */
  readonly permission: string;
  /** ARN, or `*`. */
  readonly resource: string;
}

const CREDENTIALS_ADVICE = 'Set AWS_PROFILE or --profile, sign in with `aws sso login`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';

/** By the error's code in AWS's answer. */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);
const UNKNOWN_KEY = new Set([
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidToken',
]);
const REFUSED = new Set(['AccessDenied', 'AccessDeniedException', 'AllAccessDisabled', 'Forbidden', 'UnauthorizedOperation']);
const WRONG_REGION = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException', '301']);
const OBJECT_STATES: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket',
  NoSuchKey: 'the object was deleted after it was listed',
  PreconditionFailed: 'the object was replaced after it was listed',
  InvalidObjectState: 'the object is archived. Restore it first',
};
const THROTTLED = new Set([
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  '503',
]);

/** Why AWS did not do what it was asked, and what would help, as the part of a sentence that stands in brackets. */
export function describeAwsError(error: unknown, action: AwsAction): string {
  const { code, message, status } = factsOf(error);
  if (code === 'CredentialsProviderError') return `no AWS credentials: ${printable(message)}. ${CREDENTIALS_ADVICE}`;
  if (EXPIRED.has(code)) return `${code}: the AWS credentials have expired. Renew them, and run again`;
  if (UNKNOWN_KEY.has(code)) return `${code}: AWS does not accept the credentials. ${CREDENTIALS_ADVICE}`;
  if (/\bkms:|\bKMS\b/i.test(`${code} ${message}`)) return `${code}: ${kmsAdvice(message)}`;
  if (REFUSED.has(code) || status === 403) return `${code}: the permission ${action.permission} on ${action.resource} is missing`;
  if (WRONG_REGION.has(code) || status === 301) return `${code}: it is in another Region. Set AWS_REGION to the Region it is in`;
  if (THROTTLED.has(code)) return `${code}: AWS still asks for fewer requests after several attempts`;
  const state = OBJECT_STATES[code];
  return state === undefined ? reason(code, message) : `${code}: ${state}`;
}

function kmsAdvice(message: string): string {
  const key = /arn:aws[a-z-]*:kms:[^\s"',)]+/.exec(message)?.[0];
  return `the permission kms:Decrypt on ${key ?? "the object's KMS key"} is missing, or the key is disabled`;
}

function reason(code: string, message: string): string {
  return printable(message === '' || message === code ? code : `${code}: ${message.replace(/\.$/, '')}`);
}

/** Errors of AWS's SDK have the code as their name; those of the system have it as `code`. */
function factsOf(error: unknown): { readonly code: string; readonly message: string; readonly status: number | undefined } {
  if (!(error instanceof Error)) return { code: 'Error', message: String(error), status: undefined };
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return { code: errorCode(error) ?? error.name, message: error.message, status: metadata?.httpStatusCode };
}
