import { type JsonObject } from '../../model/json.js';
import { accountsOfArns, firstOf, hasContentAt, hasValueAt, isAccountId, isServiceName, textsAt } from './naive-texts.js';

/** userIdentity.type by kind, in the order of docs/semantics.md. */
const KINDS_BY_TYPE: readonly (readonly [kind: string, types: readonly string[]])[] = [
  ['root', ['Root']],
  ['iam-user', ['IAMUser']],
  ['assumed-role', ['AssumedRole', 'Role']],
  ['federated-user', ['FederatedUser', 'SAMLUser', 'WebIdentityUser']],
  ['identity-center-user', ['IdentityCenterUser']],
  ['aws-service', ['AWSService']],
  ['aws-account', ['AWSAccount']],
];

/** Kinds that only a person's own credentials have: a role may as well be a machine's. */
const PERSONAL_KINDS: readonly string[] = ['root', 'iam-user', 'federated-user', 'identity-center-user'];

export function naiveIdentityKind(record: JsonObject): string {
  const callers = [...textsAt(record, 'userIdentity', 'accountId'), ...textsAt(record, 'userIdentity', 'principalId')];
  if (callers.some((caller) => /^(?:anonymous|anonymous_principal)$/i.test(caller))) return 'anonymous';
  const types = textsAt(record, 'userIdentity', 'type');
  const known = KINDS_BY_TYPE.find(([, names]) => types.some((type) => names.includes(type)));
  if (known !== undefined) return known[0];
  const isUntypedService = !hasValueAt(record, 'userIdentity', 'type') && hasValueAt(record, 'userIdentity', 'invokedBy');
  return isUntypedService ? 'aws-service' : 'unknown';
}

export function naiveIdentityName(record: JsonObject): string[] {
  const userName = textsAt(record, 'userIdentity', 'userName');
  const issuerName = textsAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'userName');
  switch (naiveIdentityKind(record)) {
    case 'root':
      return ['root'];
    case 'iam-user':
      return firstOf(userName, recordedArns(record).flatMap(userOfArn));
    case 'assumed-role':
      return firstOf(issuerName, recordedArns(record).flatMap(roleOfArn));
    case 'federated-user':
      return firstOf(issuerName, userName);
    case 'aws-service':
      return textsAt(record, 'userIdentity', 'invokedBy');
    case 'aws-account':
      return textsAt(record, 'userIdentity', 'accountId');
    case 'identity-center-user':
      return textsAt(record, 'userIdentity', 'onBehalfOf', 'userId');
    default:
      return [];
  }
}

function recordedArns(record: JsonObject): string[] {
  return textsAt(record, 'userIdentity', 'arn');
}

/** The last part of an ARN, which parts with `/` or `:`. */
function userOfArn(arn: string): string[] {
  return filled(arn.split(/[/:]/).slice(1).at(-1));
}

function roleOfArn(arn: string): string[] {
  return filled(arn.split(':assumed-role/')[1]?.split('/')[0]);
}

function sessionOfArn(arn: string): string[] {
  return filled(arn.split('/').slice(1).at(-1));
}

function sessionOfPrincipal(principalId: string): string[] {
  return filled(principalId.split(':').slice(1).join(':'));
}

function filled(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : [text];
}

function identitySession(record: JsonObject): string[] {
  if (naiveIdentityKind(record) !== 'assumed-role') return [];
  const principalIds = textsAt(record, 'userIdentity', 'principalId');
  return firstOf(recordedArns(record).flatMap(sessionOfArn), principalIds.flatMap(sessionOfPrincipal));
}

function identityArn(record: JsonObject): string[] {
  if (naiveIdentityKind(record) !== 'assumed-role') return recordedArns(record);
  return firstOf(textsAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn'), recordedArns(record));
}

function identityAccount(record: JsonObject): string[] {
  return firstOf(
    textsAt(record, 'userIdentity', 'accountId').filter(isAccountId),
    textsAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'accountId').filter(isAccountId),
    accountsOfArns(recordedArns(record)),
  );
}

function identityCredential(record: JsonObject): string {
  const keys = textsAt(record, 'userIdentity', 'accessKeyId');
  if (keys.some((key) => key.startsWith('ASIA'))) return 'temporary';
  if (hasContentAt(record, 'userIdentity', 'sessionContext', 'attributes')) return 'temporary';
  return keys.some((key) => key.startsWith('AKIA')) ? 'long-term' : 'none';
}

function isTemporary(record: JsonObject): boolean {
  const kind = naiveIdentityKind(record);
  return identityCredential(record) === 'temporary' || kind === 'assumed-role' || kind === 'federated-user';
}

function identityService(record: JsonObject): string[] {
  return firstOf(
    textsAt(record, 'userIdentity', 'invokedBy').filter(isServiceName),
    textsAt(record, 'sourceIPAddress').filter(isServiceName),
  );
}

function isConsole(record: JsonObject): boolean {
  if (textsAt(record, 'sessionCredentialFromConsole').includes('true')) return true;
  const callers = [...textsAt(record, 'userIdentity', 'invokedBy'), ...textsAt(record, 'sourceIPAddress')];
  return callers.includes('AWS Internal') && PERSONAL_KINDS.includes(naiveIdentityKind(record));
}

function identityMfa(record: JsonObject): string {
  if (textsAt(record, 'eventName').includes('ConsoleLogin')) return consoleLoginMfa(record);
  if (hasValueAt(record, 'userIdentity', 'sessionContext', 'webIdFederationData', 'federatedProvider')) return 'unknown';
  return mfaWord(textsAt(record, 'userIdentity', 'sessionContext', 'attributes', 'mfaAuthenticated'), 'true', 'false');
}

/** A sign-in through an identity provider says `MFAUsed: No` even when the provider asked for a second factor. */
function consoleLoginMfa(record: JsonObject): string {
  const isFederated =
    hasValueAt(record, 'additionalEventData', 'SamlProviderArn') ||
    naiveIdentityKind(record) === 'federated-user' ||
    (naiveIdentityKind(record) === 'assumed-role' && naiveIdentityName(record).some((name) => name.startsWith('AWSReservedSSO_')));
  return isFederated ? 'unknown' : mfaWord(textsAt(record, 'additionalEventData', 'MFAUsed'), 'Yes', 'No');
}

function mfaWord(values: readonly string[], yes: string, no: string): string {
  if (values.includes(yes)) return 'authenticated';
  return values.includes(no) ? 'not-authenticated' : 'unknown';
}

/** A derived field as a function of the record. */
export type NaiveField = (record: JsonObject) => string[];

/** The fields whose names start with `identity.`, by name. */
export const NAIVE_IDENTITY_FIELDS: readonly (readonly [name: string, field: NaiveField])[] = [
  ['identity.kind', (record: JsonObject): string[] => [naiveIdentityKind(record)]],
  ['identity.name', naiveIdentityName],
  ['identity.session', identitySession],
  ['identity.arn', identityArn],
  ['identity.account', identityAccount],
  ['identity.credential', (record: JsonObject): string[] => [identityCredential(record)]],
  ['identity.temporary', (record: JsonObject): string[] => [String(isTemporary(record))]],
  ['identity.awsService', identityService],
  ['identity.console', (record: JsonObject): string[] => [String(isConsole(record))]],
  ['identity.mfa', (record: JsonObject): string[] => [identityMfa(record)]],
];
