/** What a CloudTrail record can hold: one scalar, whatever the service writes, a mapping of more, or an array of such mappings. */
export type CatalogueNode =
  | { readonly kind: 'value' }
  | { readonly kind: 'open' }
  | { readonly kind: 'mapping'; readonly fields: CatalogueFields }
  | { readonly kind: 'list'; readonly fields: CatalogueFields };

export type CatalogueFields = Readonly<Record<string, CatalogueNode>>;

const value: CatalogueNode = { kind: 'value' };
const open: CatalogueNode = { kind: 'open' };

function mapping(fields: CatalogueFields): CatalogueNode {
  return { kind: 'mapping', fields };
}

function list(fields: CatalogueFields): CatalogueNode {
  return { kind: 'list', fields };
}

const issuer = mapping({ type: value, userName: value, principalId: value, arn: value, accountId: value });

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
const userIdentity = mapping({
  type: value,
  userName: value,
  principalId: value,
  arn: value,
  accountId: value,
  accessKeyId: value,
  credentialId: value,
  identityProvider: value,
  invokedBy: value,
  invokedByDelegate: mapping({ accountId: value }),
  sessionContext: mapping({
    sessionIssuer: issuer,
    webIdFederationData: mapping({ federatedProvider: value, attributes: open }),
    assumedRoot: value,
    attributes: mapping({ creationDate: value, mfaAuthenticated: value }),
    sourceIdentity: value,
    ec2RoleDelivery: value,
  }),
  sessionIssuer: issuer,
  onBehalfOf: mapping({ userId: value, identityStoreArn: value }),
  inScopeOf: mapping({
    sourceArn: value,
    sourceAccount: value,
    issuerType: value,
    credentialsIssuedTo: value,
    credentialsIssuedToVersion: value,
  }),
});

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html and, for Insights,
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html. The services decide what stands
 * in the open fields.
 */
export const RECORD: CatalogueNode = mapping({
  eventVersion: value,
  userIdentity,
  eventTime: value,
  eventSource: value,
  eventName: value,
  awsRegion: value,
  sourceIPAddress: value,
  userAgent: value,
  errorCode: value,
  errorMessage: value,
  requestParameters: open,
  responseElements: open,
  additionalEventData: open,
  requestID: value,
  eventID: value,
  eventType: value,
  apiVersion: value,
  managementEvent: value,
  readOnly: value,
  resources: list({ ARN: value, arn: value, ARNPrefix: value, accountId: value, type: value }),
  recipientAccountId: value,
  serviceEventDetails: open,
  sharedEventID: value,
  vpcEndpointId: value,
  vpcEndpointAccountId: value,
  eventCategory: value,
  addendum: mapping({ reason: value, updatedFields: value, originalRequestID: value, originalEventID: value }),
  annotation: value,
  sessionCredentialFromConsole: value,
  eventContext: open,
  edgeDeviceDetails: open,
  tlsDetails: mapping({ tlsVersion: value, cipherSuite: value, clientProvidedHostHeader: value, keyExchange: value }),
  insightDetails: open,
});

/** Keys of the open fields under which real logs have arrays of mappings; EC2 writes all of its lists as `{ items: [...] }`. */
export const LIST_KEYS: ReadonlySet<string> = new Set([
  'items',
  'item',
  'filters',
  'tags',
  'parameterFilters',
  'eventSelectors',
  'dataResources',
  'notificationSettings',
  'mappingRules',
  'tagList',
  'tagsList',
  'Statement',
  'subnets',
  'Tag',
  'vpcSecurityGroups',
  'attributeMappings',
]);

/** The words that AWS writes into some fields, where another spelling in a rule can only be a slip. The lists need not be complete. */
export const SPELLINGS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'userIdentity.type',
    [
      'Root',
      'IAMUser',
      'AssumedRole',
      'Role',
      'FederatedUser',
      'Directory',
      'AWSAccount',
      'AWSService',
      'IdentityCenterUser',
      'SAMLUser',
      'WebIdentityUser',
      'Unknown',
    ],
  ],
  ['userIdentity.invokedBy', ['AWS Internal']],
  ['sourceIPAddress', ['AWS Internal']],
  ['eventType', ['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn', 'AwsVpceEvent', 'AwsCloudTrailInsight']],
  ['eventCategory', ['Management', 'Data', 'NetworkActivity', 'Insight']],
  ['readOnly', ['true', 'false']],
  ['managementEvent', ['true', 'false']],
  ['userIdentity.sessionContext.attributes.mfaAuthenticated', ['true', 'false']],
  ['additionalEventData.MFAUsed', ['Yes', 'No']],
  ['additionalEventData.MobileVersion', ['Yes', 'No']],
  ['responseElements.ConsoleLogin', ['Success', 'Failure']],
]);
