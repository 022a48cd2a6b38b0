import { type JsonObject } from '../../model/json.js';
import { NAIVE_IDENTITY_FIELDS, type NaiveField, naiveIdentityKind, naiveIdentityName } from './naive-identity.js';
import { naivePlaceKind } from './naive-place.js';
import { accountsOfArns, firstOf, hasContentAt, isServiceName, textsAt } from './naive-texts.js';

/**
 * The values of a derived field, straight from the words of docs/semantics.md: plain functions of the record that share nothing with the
 * compiled expressions. Throws a plain Error for a name that is no derived field, because the compiler lets none through.
 */
export function naiveField(name: string, record: JsonObject): string[] {
  const field = FIELDS.get(name);
  if (field === undefined) throw new Error(`no derived field is named ${name}`);
  return field(record);
}

const FIELDS: ReadonlyMap<string, NaiveField> = new Map<string, NaiveField>([
  ...NAIVE_IDENTITY_FIELDS,
  ['outcome', (record) => [isFailure(record) ? 'failure' : 'success']],
  ['error.code', (record) => textsAt(record, 'errorCode')],
  ['error.message', errorMessage],
  ['error.denied', (record) => [String(textsAt(record, 'errorCode').some(isDenial))]],
  ['error.dryRun', (record) => [String(textsAt(record, 'errorCode').some(isDryRun))]],
  ['source.kind', (record) => naivePlaceKind(textsAt(record, 'sourceIPAddress'))],
  ['api', api],
  ['api.service', apiService],
  ['api.name', apiName],
  ['resource.arn', resourceArn],
  ['resource.account', (record) => firstOf(textsAt(record, 'resources', 'accountId'), accountsOfArns(resourceArn(record)))],
  ['resource.type', (record) => textsAt(record, 'resources', 'type')],
  ['userAgent.text', userAgentText],
  ['target.userName', targetUserName],
]);

function isFailure(record: JsonObject): boolean {
  if (hasContentAt(record, 'errorCode') && !textsAt(record, 'errorCode').includes('Success')) return true;
  if (hasContentAt(record, 'errorMessage')) return true;
  return ['ConsoleLogin', 'PasswordUpdated', 'CheckMfa'].some((key) => textsAt(record, 'responseElements', key).includes('Failure'));
}

function errorMessage(record: JsonObject): string[] {
  return firstOf(textsAt(record, 'errorMessage'), isFailure(record) ? textsAt(record, 'responseElements', 'message') : []);
}

const DENIALS: readonly string[] = [
  'AccessDenied',
  'AccessDeniedException',
  'NotAuthorized',
  'NotAuthorizedException',
  'Unauthorized',
  'UnauthorizedException',
];

function isDenial(code: string): boolean {
  return DENIALS.includes(code) || code.endsWith('AccessDenied') || code.endsWith('UnauthorizedOperation');
}

function isDryRun(code: string): boolean {
  return code.endsWith('DryRunOperation');
}

function api(record: JsonObject): string[] {
  const [service] = apiService(record);
  const [name] = apiName(record);
  return service === undefined || name === undefined ? [] : [`${service}:${name}`];
}

function apiService(record: JsonObject): string[] {
  const sources = textsAt(record, 'eventSource');
  const services = sources.filter(isServiceName).map((source) => source.replace(/\.amazonaws\.com(\.cn)?$/, ''));
  return firstOf(services, sources);
}

/** Lambda's control plane writes `CreateFunction20150331` and `UpdateFunctionCode20150331v2`. */
function apiName(record: JsonObject): string[] {
  const names = textsAt(record, 'eventName');
  const dated = names.filter((name) => /.[0-9]{8}(v[0-9]+)?$/s.test(name));
  return firstOf(
    dated.map((name) => name.replace(/(?<=.)[0-9]{8}(v[0-9]+)?$/s, '')),
    names,
  );
}

function resourceArn(record: JsonObject): string[] {
  return firstOf(textsAt(record, 'resources', 'ARN'), textsAt(record, 'resources', 'arn'));
}

function userAgentText(record: JsonObject): string[] {
  const userAgents = textsAt(record, 'userAgent');
  const bracketed = userAgents.filter((text) => text.length >= 2 && text.startsWith('[') && text.endsWith(']'));
  return firstOf(
    bracketed.map((text) => text.slice(1, -1)),
    userAgents,
  );
}

/** IAM calls that act on the calling user when the request names none (https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html). */
const CALLS_ON_ONESELF: readonly string[] = [
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
  'ListServiceSpecificCredentials',
  'ListSigningCertificates',
  'ListSSHPublicKeys',
  'ResetServiceSpecificCredential',
  'UpdateAccessKey',
  'UpdateServiceSpecificCredential',
  'UpdateSigningCertificate',
  'UploadSigningCertificate',
];

function targetUserName(record: JsonObject): string[] {
  if (!textsAt(record, 'eventSource').includes('iam.amazonaws.com')) return [];
  const actsOnOneself = textsAt(record, 'eventName').some((name) => CALLS_ON_ONESELF.includes(name));
  return firstOf(
    textsAt(record, 'requestParameters', 'userName'),
    textsAt(record, 'responseElements', 'accessKey', 'userName'),
    textsAt(record, 'responseElements', 'user', 'userName'),
    textsAt(record, 'responseElements', 'loginProfile', 'userName'),
    actsOnOneself && naiveIdentityKind(record) === 'iam-user' ? naiveIdentityName(record) : [],
  );
}
