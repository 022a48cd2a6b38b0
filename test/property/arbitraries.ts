import fc, { type Arbitrary } from 'fast-check';

import { type Comparand, type Condition, type Test } from '../../src/ir/condition.js';
import { type Operand, type PathExpression, type Step } from '../../src/ir/expression.js';
import { type JsonObject, type JsonValue } from '../../src/model/json.js';

/*
 * Alphabets are small, so that what a rule asks for and what an event has often meet: a generated rule that never matches shows nothing.
 */

const TEXTS = ['', 'a', 'b', 'ab', 'A', 'aB', 'é', '😀', 'true', '1', '1.0', '-1', '10', '2024-01-01T00:00:00Z', '10.0.0.1', '::1', 'a\nb'];
const KEYS = ['a', 'b', 'c', 'constructor', '__proto__'];
const TOP_KEYS = ['eventName', 'eventSource', 'requestParameters', 'readOnly'];

/** Each derived field of docs/semantics.md. */
export const DERIVED_FIELD_NAMES = [
  'identity.kind',
  'identity.name',
  'identity.session',
  'identity.arn',
  'identity.account',
  'identity.credential',
  'identity.temporary',
  'identity.awsService',
  'identity.console',
  'identity.mfa',
  'outcome',
  'error.code',
  'error.message',
  'error.denied',
  'error.dryRun',
  'source.kind',
  'api',
  'api.service',
  'api.name',
  'resource.arn',
  'resource.account',
  'resource.type',
  'userAgent.text',
  'target.userName',
] as const;

const text = fc.constantFrom(...TEXTS);
const scalar: Arbitrary<JsonValue> = fc.oneof(text, fc.constantFrom(true, false, 0, -0, 1, 1.5, -1, 1e21, 10), fc.constant(null));

/** Defines own properties, because assigning to `__proto__` would set a prototype and not a key. */
function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}

const { tree } = fc.letrec<{ tree: JsonValue; array: JsonValue; object: JsonValue }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('array'), tie('object')),
  array: fc.array(tie('tree'), { maxLength: 3 }),
  object: fc.array(fc.tuple(fc.constantFrom(...KEYS), tie('tree')), { maxLength: 3 }).map(objectOf),
}));

/** Mostly the value, sometimes several, and sometimes something that has no business there. */
function oddly(value: Arbitrary<JsonValue>): Arbitrary<JsonValue> {
  return fc.oneof(
    { weight: 12, arbitrary: value },
    { weight: 1, arbitrary: fc.array(value, { maxLength: 3 }) },
    { weight: 1, arbitrary: tree },
  );
}

/** An object of some of the fields. */
function someOf(fields: Readonly<Record<string, Arbitrary<JsonValue>>>): Arbitrary<JsonObject> {
  const odd = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, oddly(value)]));
  return fc.record(odd, { requiredKeys: [] });
}

const account = fc.constantFrom('111111111111', '222222222222', '0123456789012', 'anonymous', 'ANONYMOUS_PRINCIPAL', '');
const userName = fc.constantFrom('alice', 'bob', '', 'AWSReservedSSO_Admin_0123');
const arn = fc.constantFrom(
  'arn:aws:iam::111111111111:root',
  'arn:aws:iam::111111111111:user/path/alice',
  'arn:aws:sts::222222222222:assumed-role/Admin/alice',
  'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Admin_0123/bob',
  'arn:aws:iam::000000000000:assumed-role/role_name',
  'arn:aws:iam::user-arn',
  'arn:aws:s3:::bucket/key',
  'arn:aws:iam::111111111111:user/',
);
const caller = fc.constantFrom('ec2.amazonaws.com', 'ec2.amazonaws.com.cn', 'AWS Internal', 'example.org');

const identity = someOf({
  type: fc.constantFrom(
    'Root',
    'IAMUser',
    'AssumedRole',
    'Role',
    'FederatedUser',
    'SAMLUser',
    'WebIdentityUser',
    'IdentityCenterUser',
    'AWSService',
    'AWSAccount',
    'Directory',
  ),
  principalId: fc.constantFrom('AIDAEXAMPLE', 'AROAEXAMPLE:alice', 'AROAEXAMPLE:', 'anonymous', 'a:b:c'),
  arn,
  accountId: account,
  accessKeyId: fc.constantFrom('AKIAEXAMPLE', 'ASIAEXAMPLE', ''),
  userName,
  invokedBy: caller,
  onBehalfOf: someOf({ userId: userName }),
  sessionContext: someOf({
    sessionIssuer: someOf({ type: fc.constant('Role'), arn, accountId: account, userName }),
    webIdFederationData: someOf({ federatedProvider: fc.constant('accounts.google.com') }),
    attributes: someOf({
      mfaAuthenticated: fc.constantFrom('true', 'false', true, false),
      creationDate: fc.constant('2024-01-01T00:00:00Z'),
    }),
  }),
});

const resource = someOf({ ARN: arn, arn, accountId: account, type: fc.constantFrom('AWS::S3::Bucket', 'AWS::S3::Object') });
const named = someOf({ userName });

/** CloudTrail records of every kind of identity and outcome, with missing parts, nulls, arrays and types that do not belong. */
export const record: Arbitrary<JsonObject> = someOf({
  eventName: fc.constantFrom('a', 'ab', 'ConsoleLogin', 'CreateAccessKey', 'ListRoles', 'CreateFunction20150331v2', 'Invoke20150331'),
  eventSource: fc.constantFrom('a', 'iam.amazonaws.com', 'iam.amazonaws.com.cn', 'lambda.amazonaws.com'),
  eventTime: fc.constantFrom('2024-01-01T00:00:00Z', '2024-01-01T00:00:00+01:00', '2024-01-01'),
  sourceIPAddress: fc.oneof(
    fc.constantFrom('8.8.8.8', '10.0.0.1', '192.0.0.9', '010.0.0.1', '::1', '::ffff:8.8.8.8', '2001:db8::1'),
    caller,
  ),
  userAgent: fc.constantFrom('[a]', 'a', '[', '[]', '[a', '[[a] b]', '[a\nb]'),
  readOnly: fc.constantFrom(true, false, 'true', 'false'),
  errorCode: fc.constantFrom('AccessDenied', 'Client.UnauthorizedOperation', 'Client.DryRunOperation', 'Success', '', 'X'),
  errorMessage: fc.constantFrom('', 'denied'),
  sessionCredentialFromConsole: fc.constantFrom('true', 'false', true),
  userIdentity: identity,
  requestParameters: fc.oneof(tree, named),
  responseElements: someOf({
    ConsoleLogin: fc.constantFrom('Success', 'Failure'),
    PasswordUpdated: fc.constantFrom('Success', 'Failure'),
    CheckMfa: fc.constantFrom('Success', 'Failure'),
    message: fc.constant('denied'),
    accessKey: named,
    user: named,
    loginProfile: named,
  }),
  additionalEventData: someOf({ MFAUsed: fc.constantFrom('Yes', 'No'), SamlProviderArn: arn }),
  resources: fc.array(resource, { maxLength: 3 }),
});

const inner: Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS).map((key): Step => ({ kind: 'key', key })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'anyKey' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'anyDepth' }) },
);
const steps = fc.array(inner, { maxLength: 3 });
const topStep = fc.constantFrom(...TOP_KEYS).map((key): Step => ({ kind: 'key', key }));

const recordPath: Arbitrary<PathExpression> = fc
  .tuple(topStep, steps)
  .map(([top, rest]) => ({ kind: 'path', root: 'record', steps: [top, ...rest] }));
const elementPath: Arbitrary<PathExpression> = steps.map((path) => ({ kind: 'path', root: 'element', steps: path }));

function labelOf({ root, steps: path }: PathExpression): string {
  const words = path.map((step) => (step.kind === 'key' ? JSON.stringify(step.key) : step.kind === 'anyKey' ? '*' : '**'));
  return [root === 'record' ? '$' : '.', ...words].join('.');
}

const pathOperand = (path: PathExpression): Operand => ({ label: labelOf(path), expression: path });
const fieldOperand = fc.constantFrom(...DERIVED_FIELD_NAMES).map((name): Operand => ({ label: name, expression: { kind: 'field', name } }));

/** Whether the operand stands inside a quantifier. */
type Inside = 'record' | 'element';

function operandIn(inside: Inside): Arbitrary<Operand> {
  const ofRecord = [
    { weight: 3, arbitrary: recordPath.map(pathOperand) },
    { weight: 1, arbitrary: fieldOperand },
  ];
  return inside === 'record' ? fc.oneof(...ofRecord) : fc.oneof({ weight: 8, arbitrary: elementPath.map(pathOperand) }, ...ofRecord);
}

/** What derived fields say, so that conditions on them hold now and then. */
const fieldText = fc.constantFrom(
  'root',
  'iam-user',
  'assumed-role',
  'success',
  'failure',
  'true',
  'false',
  'alice',
  '111111111111',
  'public',
);

function comparandIn(inside: Inside): Arbitrary<Comparand> {
  const fixed = fc.oneof(text, fieldText).map((value): Comparand => ({ kind: 'text', text: value }));
  const affix = fc.constantFrom('', '', 'a');
  const field = fc
    .tuple(operandIn(inside), affix, affix)
    .map(([operand, prefix, suffix]): Comparand => ({ kind: 'field', operand, prefix, suffix }));
  return fc.oneof({ weight: 5, arbitrary: fixed }, { weight: 1, arbitrary: field });
}

function testIn(inside: Inside): Arbitrary<Test> {
  const comparands = fc.array(comparandIn(inside), { minLength: 1, maxLength: 2 });
  const operator = fc.constantFrom('equals', 'equals', 'startsWith', 'endsWith', 'contains', 'gt', 'gte', 'lt', 'lte');
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('compare'), operator, ignoreCase: fc.boolean(), comparands }) satisfies Arbitrary<Test>,
    },
    fc.record({ kind: fc.constant('containsAll'), ignoreCase: fc.boolean(), comparands }) satisfies Arbitrary<Test>,
    pattern('like', ['*', '?', 'a*', '*b', 'A?', '\\a', 'a*b', '*.*']),
    pattern('matches', ['', '^a', 'b$', 'a.b', '(?i)A', '[0-9]+', '^.$']),
    networks.map((each): Test => ({ kind: 'cidr', networks: each })),
    fc.boolean().map((expected): Test => ({ kind: 'empty', expected })),
  );
}

const networks = fc.subarray(['10.0.0.0/8', '0.0.0.0/0', '::/0', '::1'], { minLength: 1 });

function pattern(operator: 'like' | 'matches', patterns: readonly string[]): Arbitrary<Test> {
  const some = fc.subarray([...patterns], { minLength: 1, maxLength: 2 });
  return fc.tuple(some, fc.boolean()).map(([chosen, ignoreCase]): Test => ({ kind: 'pattern', operator, ignoreCase, patterns: chosen }));
}

function leafIn(inside: Inside): Arbitrary<Condition> {
  const operand = operandIn(inside);
  const tests = fc.array(testIn(inside), { minLength: 1, maxLength: 2 });
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(operand, tests).map(([of, all]): Condition => ({ kind: 'test', operand: of, tests: all })) },
    { weight: 2, arbitrary: operand.map((of): Condition => ({ kind: 'exists', operand: of })) },
    {
      weight: 1,
      arbitrary: fc.tuple(operand, comparandIn(inside)).map(([of, other]): Condition => ({ kind: 'differs', operand: of, other })),
    },
    { weight: 1, arbitrary: fc.boolean().map((holds): Condition => ({ kind: 'constant', holds })) },
  );
}

function conditionIn(inside: Inside, depth: number): Arbitrary<Condition> {
  const leaf = leafIn(inside);
  if (depth === 0) return leaf;
  const deeper = conditionIn(inside, depth - 1);
  const branch = fc
    .tuple(fc.constantFrom('all', 'any'), fc.array(deeper, { minLength: 1, maxLength: 3 }))
    .map(([kind, conditions]): Condition => ({ kind, conditions }));
  const quantified = fc
    .tuple(fc.constantFrom('some', 'every', 'none'), operandIn(inside), conditionIn('element', depth - 1))
    .map(([quantifier, operand, condition]): Condition => ({ kind: 'quantified', quantifier, operand, condition }));
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 2, arbitrary: branch },
    { weight: 1, arbitrary: deeper.map((each): Condition => ({ kind: 'not', condition: each })) },
    { weight: 1, arbitrary: quantified },
  );
}

/** Conditions as the compiler could give them: any kind of node, up to four deep, over the paths and texts that records have. */
export const condition: Arbitrary<Condition> = conditionIn('record', 3);
