import { type Condition } from '../ir/condition.js';
import {
  all,
  any,
  cases,
  compare,
  equals,
  exists,
  extract,
  field,
  first,
  holds,
  isFilled,
  literal,
  not,
  path,
  truth,
} from './build-condition.js';
import { type DerivedField } from './derived-field.js';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
const type = path('userIdentity.type');
const arn = path('userIdentity.arn');
const accountId = path('userIdentity.accountId');
const principalId = path('userIdentity.principalId');
const accessKeyId = path('userIdentity.accessKeyId');
const invokedBy = path('userIdentity.invokedBy');
const userName = path('userIdentity.userName');
const issuerName = path('userIdentity.sessionContext.sessionIssuer.userName');
const sourceIPAddress = path('sourceIPAddress');
const kind = field('identity.kind');

const ARN_ACCOUNT = '^arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):';
const ACCOUNT = '^([0-9]{12})$';
const SERVICE = '^([\\d\\D]*\\.amazonaws\\.com(?:\\.cn)?)$';

/**
 * Callers without credentials: Amazon S3 and others write the account `ANONYMOUS_PRINCIPAL`, Amazon Cognito the principal `Anonymous`
 * for what users do for themselves. AWS's page on userIdentity names neither, so that case is no reason to miss one.
 */
const ANONYMOUS = compare('equals', ['anonymous', 'ANONYMOUS_PRINCIPAL'], { ignoreCase: true });
const isAnonymous: Condition = any(holds(accountId, ANONYMOUS), holds(principalId, ANONYMOUS));

const AWS_INTERNAL = 'AWS Internal';
const PEOPLE = ['root', 'iam-user', 'federated-user', 'identity-center-user'];

const isConsoleLogin = equals(path('eventName'), 'ConsoleLogin');

/** Someone else checked the second factor, and AWS writes `MFAUsed: No` all the same. */
const signedInElsewhere = any(
  exists(path('additionalEventData.SamlProviderArn')),
  equals(kind, 'federated-user'),
  all(equals(kind, 'assumed-role'), holds(field('identity.name'), compare('startsWith', ['AWSReservedSSO_']))),
);

const KINDS = [
  'root',
  'iam-user',
  'assumed-role',
  'federated-user',
  'identity-center-user',
  'aws-service',
  'aws-account',
  'anonymous',
  'unknown',
];

/** Who called. */
export const IDENTITY_FIELDS: Readonly<Record<string, DerivedField>> = {
  'identity.kind': {
    doc: 'What kind of caller it was, by userIdentity.type',
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html',
    values: KINDS,
    expression: cases(
      [
        [isAnonymous, literal('anonymous')],
        [equals(type, 'Root'), literal('root')],
        [equals(type, 'IAMUser'), literal('iam-user')],
        [equals(type, 'AssumedRole', 'Role'), literal('assumed-role')],
        [equals(type, 'FederatedUser', 'SAMLUser', 'WebIdentityUser'), literal('federated-user')],
        [equals(type, 'IdentityCenterUser'), literal('identity-center-user')],
        [equals(type, 'AWSService'), literal('aws-service')],
        [equals(type, 'AWSAccount'), literal('aws-account')],
        [all(not(exists(type)), exists(invokedBy)), literal('aws-service')],
      ],
      literal('unknown'),
    ),
  },
  'identity.name': {
    doc: 'The name of the user, role, service or account that called',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    expression: cases([
      [equals(kind, 'root'), literal('root')],
      [equals(kind, 'iam-user'), first(userName, extract(arn, '[/:]([^/:]+)$'))],
      [equals(kind, 'assumed-role'), first(issuerName, extract(arn, ':assumed-role/([^/]+)'))],
      [equals(kind, 'federated-user'), first(issuerName, userName)],
      [equals(kind, 'aws-service'), first(invokedBy)],
      [equals(kind, 'aws-account'), first(accountId)],
      [equals(kind, 'identity-center-user'), first(path('userIdentity.onBehalfOf.userId'))],
    ]),
  },
  'identity.session': {
    doc: 'The session name of an assumed role',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    expression: cases([[equals(kind, 'assumed-role'), first(extract(arn, '/([^/]+)$'), extract(principalId, '^[^:]*:([\\d\\D]+)$'))]]),
  },
  'identity.arn': {
    doc: 'The ARN of the caller; of an assumed role, the role itself and not the session',
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html',
    expression: cases([[equals(kind, 'assumed-role'), first(path('userIdentity.sessionContext.sessionIssuer.arn'), arn)]], first(arn)),
  },
  'identity.account': {
    doc: "The caller's account, always 12 digits",
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
    expression: first(
      extract(accountId, ACCOUNT),
      extract(path('userIdentity.sessionContext.sessionIssuer.accountId'), ACCOUNT),
      extract(arn, ARN_ACCOUNT),
    ),
  },
  'identity.credential': {
    doc: 'temporary, long-term or none, by the access key and the session',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    values: ['temporary', 'long-term', 'none'],
    expression: cases(
      [
        [
          any(holds(accessKeyId, compare('startsWith', ['ASIA'])), isFilled(path('userIdentity.sessionContext.attributes'))),
          literal('temporary'),
        ],
        [holds(accessKeyId, compare('startsWith', ['AKIA'])), literal('long-term')],
      ],
      literal('none'),
    ),
  },
  'identity.temporary': {
    doc: 'Whether the call used temporary security credentials of a role, a federated user or a session',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html',
    values: ['true', 'false'],
    expression: truth(any(equals(kind, 'assumed-role', 'federated-user'), equals(field('identity.credential'), 'temporary'))),
  },
  'identity.awsService': {
    doc: 'The AWS service that called for someone else or for itself',
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html',
    expression: first(extract(invokedBy, SERVICE), extract(sourceIPAddress, SERVICE)),
  },
  'identity.console': {
    doc: 'Whether a person called through the AWS console',
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
    values: ['true', 'false'],
    expression: truth(
      any(
        equals(path('sessionCredentialFromConsole'), 'true'),
        all(equals(kind, ...PEOPLE), any(equals(invokedBy, AWS_INTERNAL), equals(sourceIPAddress, AWS_INTERNAL))),
      ),
    ),
  },
  'identity.mfa': {
    doc: 'authenticated, not-authenticated, or unknown where AWS cannot know',
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html',
    values: ['authenticated', 'not-authenticated', 'unknown'],
    expression: cases(
      [
        [all(isConsoleLogin, signedInElsewhere), literal('unknown')],
        [all(isConsoleLogin, equals(path('additionalEventData.MFAUsed'), 'Yes')), literal('authenticated')],
        [all(isConsoleLogin, equals(path('additionalEventData.MFAUsed'), 'No')), literal('not-authenticated')],
        [any(isConsoleLogin, exists(path('userIdentity.sessionContext.webIdFederationData.federatedProvider'))), literal('unknown')],
        [equals(path('userIdentity.sessionContext.attributes.mfaAuthenticated'), 'true'), literal('authenticated')],
        [equals(path('userIdentity.sessionContext.attributes.mfaAuthenticated'), 'false'), literal('not-authenticated')],
      ],
      literal('unknown'),
    ),
  },
};
