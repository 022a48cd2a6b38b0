import { createHash } from 'node:crypto';

import nock from 'nock';

import { type Clock } from '../../src/sources/aws/patience.js';

// To load it is to put it between the network and every test of the process: closeWorld does so for as long as a test takes.
nock.restore();

export const ACCOUNT = '111122223333';

const TARGET = 'CloudTrail_20131101.LookupEvents';

/** The variables by which credentials come to the SDK, with nothing else that could lead it to some. */
const AWS_ENVIRONMENT: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

const SETTINGS = ['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_SESSION_TOKEN', 'AWS_ROLE_ARN', ...Object.keys(AWS_ENVIRONMENT)];

/** Sets what the SDK reads, and gives what takes it back. */
export function setAwsEnvironment(others: Readonly<Record<string, string>> = {}): () => void {
  const before = new Map(SETTINGS.map((name) => [name, process.env[name]]));
  const put = (name: string, value: string | undefined): void => {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  };
  for (const name of SETTINGS) put(name, { ...AWS_ENVIRONMENT, ...others }[name]);
  return () => {
    for (const [name, value] of before) put(name, value);
  };
}

/** A clock on which sleep takes no time; `slept` has the milliseconds of each. */
export function quickClock(start: number): Clock & { readonly slept: number[] } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
    random: () => 0.5,
  };
}

/** An event as LookupEvents gives it. */
export interface WireEvent {
  readonly EventId?: string;
  /** Seconds since 1970. */
  readonly EventTime?: number;
  readonly EventName?: string;
  readonly EventSource?: string;
  readonly ReadOnly?: string;
  readonly CloudTrailEvent?: string;
}

export function wireEvent(time: string, name = 'CreateUser', others: Readonly<Record<string, unknown>> = {}): WireEvent {
  const eventID = createHash('sha256')
    .update(`${time} ${name} ${JSON.stringify(others)}`)
    .digest('hex')
    .slice(0, 32);
  const record = {
    eventVersion: '1.11',
    eventTime: time,
    eventID,
    eventName: name,
    eventSource: 'iam.amazonaws.com',
    awsRegion: 'eu-west-1',
    recipientAccountId: ACCOUNT,
    readOnly: false,
    userIdentity: { type: 'IAMUser', accountId: ACCOUNT, userName: 'ann' },
    ...others,
  };
  return {
    EventId: record.eventID,
    EventTime: Date.parse(time) / 1000,
    EventName: name,
    EventSource: record.eventSource,
    ReadOnly: String(record.readOnly),
    CloudTrailEvent: JSON.stringify(record),
  };
}

/** What a request for a page says. */
export interface LookupRequest {
  readonly StartTime: number;
  readonly EndTime: number;
  readonly MaxResults: number;
  readonly NextToken?: string;
  readonly LookupAttributes?: readonly { readonly AttributeKey: string; readonly AttributeValue: string }[];
}

export interface WireAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export function page(events: readonly WireEvent[], nextToken?: string): WireAnswer {
  return { status: 200, body: { Events: events, ...(nextToken !== undefined && { NextToken: nextToken }) } };
}

/** An error as the AWS JSON 1.1 protocol has it: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function refusal(code: string, status = 400, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return { status, body: { __type: code, message: `${code} message` }, headers };
}

const TYPE = { 'content-type': 'application/x-amz-json-1.1' };

/** Answers every request for pages of a Region, and keeps what was asked. */
export function answerLookups(
  region: string,
  answer: (request: LookupRequest, number: number) => WireAnswer,
  onHeaders: (headers: Readonly<Record<string, string | readonly string[]>>) => void = () => undefined,
): LookupRequest[] {
  const requests: LookupRequest[] = [];
  nock(`https://cloudtrail.${region}.amazonaws.com`, { reqheaders: { 'x-amz-target': TARGET, 'content-type': TYPE['content-type'] } })
    .persist()
    .post('/')
    .reply(function (_, body) {
      onHeaders(this.req.headers);
      const request = (typeof body === 'string' ? JSON.parse(body) : body) as LookupRequest;
      requests.push(request);
      const { status, body: text, headers } = answer(request, requests.length - 1);
      return [status, JSON.stringify(text), { ...TYPE, ...headers }];
    });
  return requests;
}

/** Gives one answer after the other; the last one again and again. */
export function inTurn(answers: readonly WireAnswer[]): (request: LookupRequest, number: number) => WireAnswer {
  return (_, number) => answers[Math.min(number, answers.length - 1)] ?? page([]);
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function answerCaller(
  region: string,
  arn = `arn:aws:iam::${ACCOUNT}:user/ann`,
  headers: Readonly<Record<string, string>> = {},
): nock.Scope {
  return nock(`https://sts.${region}.amazonaws.com`)
    .post('/', /Action=GetCallerIdentity/)
    .reply(
      200,
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn>` +
        `<UserId>AIDA</UserId><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      { 'content-type': 'text/xml', ...headers },
    );
}
