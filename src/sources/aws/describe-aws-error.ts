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

const EXPIRED = 'the AWS credentials have expired. Renew them, and run again';
const UNKNOWN_KEY = `AWS does not accept the credentials. ${CREDENTIALS_ADVICE}`;
const WRONG_REGION = 'it is in another Region. Set AWS_REGION to the Region it is in';
const THROTTLED = 'AWS still asks for fewer requests after several attempts';

/** By the error's code in AWS's answer. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ...['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'].map((code) => [code, EXPIRED] as const),
  ...[
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'UnrecognizedClientException',
    'SignatureDoesNotMatch',
    'InvalidSignatureException',
    'InvalidToken',
  ].map((code) => [code, UNKNOWN_KEY] as const),
  ...['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException', '301'].map(
    (code) => [code, WRONG_REGION] as const,
  ),
  ...['SlowDown', 'Throttling', 'ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded', 'ServiceUnavailable', '503'].map(
    (code) => [code, THROTTLED] as const,
  ),
  ['NoSuchBucket', 'there is no such bucket'],
  ['NoSuchKey', 'the object was deleted after it was listed'],
  ['PreconditionFailed', 'the object was replaced after it was listed'],
  ['InvalidObjectState', 'the object is archived. Restore it first'],
]);

/** Why AWS did not do what it was asked, and what would help, as the part of a sentence that stands in brackets. */
export function describeAwsError(error: unknown, action: AwsAction): string {
  const { code, message, status } = factsOf(error);
  if (code === 'CredentialsProviderError') return `no AWS credentials: ${printable(message)}. ${CREDENTIALS_ADVICE}`;
  const known = /\bkms:|\bKMS\b/i.test(`${code} ${message}`) ? kmsAdvice(message) : REASONS.get(code);
  if (known !== undefined) return `${code}: ${known}`;
  if (status === 403 || /^AccessDenied|^AllAccessDisabled$|^UnauthorizedOperation$/.test(code))
    return `${code}: the permission ${action.permission} on ${printable(action.resource)} is missing`;
  return status === 301 ? `${code}: ${WRONG_REGION}` : reason(code, message);
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
