import {
  all,
  any,
  cases,
  compare,
  equals,
  extract,
  field,
  first,
  holds,
  isFilled,
  isText,
  literal,
  not,
  path,
  truth,
  within,
} from './build-condition.js';
import { type DerivedField } from './derived-field.js';
import { ALL_NETWORKS, GLOBAL_EXCEPTIONS, GLOBAL_SPACE, NOT_GLOBAL_NETWORKS } from './special-networks.js';

const errorCode = path('errorCode');
const eventSource = path('eventSource');
const eventName = path('eventName');
const sourceIPAddress = path('sourceIPAddress');
const userAgent = path('userAgent');

const RECORD_CONTENTS = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html';
const SIGN_IN = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html';

/**
 * Not merely present: Amazon Cognito writes `errorCode: ""` and `errorMessage: ""` for calls that succeeded
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/understanding-amazon-cognito-entries.html).
 */
const hasFailed = any(
  all(isFilled(errorCode), not(equals(errorCode, 'Success'))),
  isFilled(path('errorMessage')),
  equals(path('responseElements.ConsoleLogin'), 'Failure'),
  equals(path('responseElements.PasswordUpdated'), 'Failure'),
  equals(path('responseElements.CheckMfa'), 'Failure'),
);

/** IAM's calls on a user that mean the caller when the request names no user: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
const CALLS_ON_ONESELF = [
  'ChangePassword',
  'CreateAccessKey',
  'CreateLoginProfile',
  'DeactivateMFADevice',
  'DeleteAccessKey',
  'DeleteLoginProfile',
  'DeleteServiceSpecificCredential',
  'DeleteSigningCertificate',
  'GetLoginProfile',
  'GetMFADevice',
  'GetUser',
  'ListAccessKeys',
  'ListMFADevices',
  'ListSSHPublicKeys',
  'ListServiceSpecificCredentials',
  'ListSigningCertificates',
  'ResetServiceSpecificCredential',
  'UpdateAccessKey',
  'UpdateServiceSpecificCredential',
  'UpdateSigningCertificate',
  'UploadSigningCertificate',
];

/** What was called, from where, on what, and how it ended. */
export const CALL_FIELDS: Readonly<Record<string, DerivedField>> = {
  outcome: {
    doc: 'success or failure; a failed console sign-in has no error code and still is a failure',
    source: SIGN_IN,
    values: ['success', 'failure'],
    expression: cases([[hasFailed, literal('failure')]], literal('success')),
  },
  'error.code': { doc: 'The error code of a failed call', source: RECORD_CONTENTS, expression: first(errorCode) },
  'error.message': {
    doc: 'The error message of a failed call, wherever the service wrote it',
    source: 'https://docs.aws.amazon.com/clean-rooms/latest/userguide/logging-using-cloudtrail.html',
    expression: first(path('errorMessage'), cases([[equals(field('outcome'), 'failure'), path('responseElements.message')]])),
  },
  'error.denied': {
    doc: 'Whether the call was refused for want of permission',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
    values: ['true', 'false'],
    expression: truth(
      any(
        equals(
          errorCode,
          'AccessDenied',
          'AccessDeniedException',
          'NotAuthorized',
          'NotAuthorizedException',
          'Unauthorized',
          'UnauthorizedException',
        ),
        holds(errorCode, compare('endsWith', ['AccessDenied', 'UnauthorizedOperation'])),
      ),
    ),
  },
  'error.dryRun': {
    doc: 'Whether the call was a dry run that would have been permitted',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
    values: ['true', 'false'],
    expression: truth(holds(errorCode, compare('endsWith', ['DryRunOperation']))),
  },
  'source.kind': {
    doc: 'public, private, aws-service, aws-internal or other, by sourceIPAddress',
    source: 'https://www.iana.org/assignments/iana-ipv4-special-registry/',
    values: ['public', 'private', 'aws-service', 'aws-internal', 'other'],
    expression: cases([
      [holds(sourceIPAddress, compare('endsWith', ['.amazonaws.com', '.amazonaws.com.cn'])), literal('aws-service')],
      [equals(sourceIPAddress, 'AWS Internal'), literal('aws-internal')],
      [
        all(
          within(sourceIPAddress, GLOBAL_SPACE),
          any(within(sourceIPAddress, GLOBAL_EXCEPTIONS), not(within(sourceIPAddress, NOT_GLOBAL_NETWORKS))),
        ),
        literal('public'),
      ],
      [within(sourceIPAddress, ALL_NETWORKS), literal('private')],
      [isText(sourceIPAddress), literal('other')],
    ]),
  },
  api: {
    doc: 'The service and the action, such as lambda:AddPermission',
    source: RECORD_CONTENTS,
    expression: { kind: 'concat', parts: [field('api.service'), literal(':'), field('api.name')] },
  },
  'api.service': {
    doc: 'eventSource without .amazonaws.com',
    source: RECORD_CONTENTS,
    expression: first(extract(eventSource, '^([\\d\\D]*)\\.amazonaws\\.com(?:\\.cn)?$'), eventSource),
  },
  'api.name': {
    doc: 'eventName without the dated suffix that Lambda writes',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
    expression: first(extract(eventName, '^([\\d\\D]+?)[0-9]{8}(?:v[0-9]+)?$'), eventName),
  },
  'resource.arn': {
    doc: 'The ARNs of the resources that the event names',
    source: RECORD_CONTENTS,
    expression: first(path('resources.ARN'), path('resources.arn')),
  },
  'resource.account': {
    doc: 'The accounts of the resources that the event names',
    source: RECORD_CONTENTS,
    expression: first(path('resources.accountId'), extract(field('resource.arn'), '^arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):')),
  },
  'resource.type': {
    doc: 'The types of the resources that the event names',
    source: RECORD_CONTENTS,
    expression: first(path('resources.type')),
  },
  'userAgent.text': {
    doc: 'userAgent without the brackets around it',
    source: RECORD_CONTENTS,
    expression: first(extract(userAgent, '^\\[([\\d\\D]*)\\]$'), userAgent),
  },
  'target.userName': {
    doc: 'The IAM user that an IAM call is about',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html',
    expression: cases([
      [
        equals(eventSource, 'iam.amazonaws.com'),
        first(
          path('requestParameters.userName'),
          path('responseElements.accessKey.userName'),
          path('responseElements.user.userName'),
          path('responseElements.loginProfile.userName'),
          cases([[all(equals(eventName, ...CALLS_ON_ONESELF), equals(field('identity.kind'), 'iam-user')), field('identity.name')]]),
        ),
      ],
    ]),
  },
};
