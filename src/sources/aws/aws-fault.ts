import { errorCode } from '../log-read-error.js';

/**
 * What a failed request says.
 *
 * - `throttled`: too many requests; as HTTP 400 with a code, or as 429 or 503.
 * - `transient`: of the service or the network, and likely to pass.
 * - `clock`: signed by a clock that is off; the SDK has learnt AWS's time from the answer and signs the next one by it.
 * - `stale`: the way to the next page is gone, or the window of time has moved.
 * - `expired`: the credentials have.
 * - `unknown`: the Region does not know the credentials, or does not exist.
 * - `refused`: anything else, which a second attempt would not change.
 */
export type AwsFault = 'throttled' | 'transient' | 'clock' | 'stale' | 'expired' | 'unknown' | 'refused';

/**
 * By the code in AWS's answer. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html and
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html#API_LookupEvents_Errors
 */
const BY_CODE: Readonly<Record<string, AwsFault>> = {
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  ThrottledException: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  RequestThrottledException: 'throttled',
  SlowDown: 'throttled',
  ServiceUnavailable: 'throttled',
  ServiceUnavailableException: 'throttled',
  InternalFailure: 'transient',
  RequestTimeout: 'transient',
  RequestTimeoutException: 'transient',
  TimeoutError: 'transient',
  ECONNREFUSED: 'transient',
  ECONNRESET: 'transient',
  EAI_AGAIN: 'transient',
  EHOSTUNREACH: 'transient',
  ENETUNREACH: 'transient',
  EPIPE: 'transient',
  ETIMEDOUT: 'transient',
  InvalidNextTokenException: 'stale',
  InvalidNextToken: 'stale',
  ExpiredNextTokenException: 'stale',
  InvalidTimeRangeException: 'stale',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  RequestExpired: 'expired',
  TokenRefreshRequired: 'expired',
  UnrecognizedClientException: 'unknown',
  InvalidClientTokenId: 'unknown',
  AuthFailure: 'unknown',
  OptInRequired: 'unknown',
  SubscriptionRequiredException: 'unknown',
  ENOTFOUND: 'unknown',
};

/** What the errors of AWS's SDK carry beside name and message. */
interface SdkError {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

export function faultOf(error: unknown): AwsFault {
  const { $metadata: metadata = {} } = detailsOf(error);
  if (metadata.clockSkewCorrected === true) return 'clock';
  return BY_CODE[codeOf(error)] ?? faultOfStatus(metadata.httpStatusCode ?? 0);
}

/** The system's code, or AWS's, which the SDK makes the name of its errors. */
export function codeOf(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? error.name : 'Error');
}

/** Milliseconds that AWS asks to wait, by a Retry-After in seconds or as a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after). */
export function retryAfterOf(error: unknown, now: number): number {
  const headers = Object.entries(detailsOf(error).$response?.headers ?? {});
  const value = headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1].trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const time = Date.parse(value);
  return Number.isNaN(time) ? 0 : Math.max(0, time - now);
}

function faultOfStatus(status: number): AwsFault {
  if (status === 429 || status === 503) return 'throttled';
  return status >= 500 ? 'transient' : 'refused';
}

function detailsOf(error: unknown): SdkError {
  return typeof error === 'object' && error !== null ? error : {};
}
