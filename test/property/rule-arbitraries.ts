import fc, { type Arbitrary } from 'fast-check';

import { deriveReadsAbsentRequest } from '../../src/compiler/derive-absent-request.js';
import { deriveEventIndex } from '../../src/compiler/derive-event-index.js';
import { deriveFields } from '../../src/compiler/derive-fields.js';
import { deriveGuard } from '../../src/compiler/derive-guard.js';
import { deriveReads } from '../../src/compiler/derive-reads.js';
import { type Condition } from '../../src/ir/condition.js';
import { type Operand } from '../../src/ir/expression.js';
import { type EventRule, type RuleSet, type TemplatePart } from '../../src/ir/rule-set.js';
import { condition, DERIVED_FIELD_NAMES } from './arbitraries.js';

const key = (name: string): { readonly kind: 'key'; readonly key: string } => ({ kind: 'key', key: name });

const PATHS: readonly Operand[] = [
  { label: 'eventName', expression: { kind: 'path', root: 'record', steps: [key('eventName')] } },
  { label: 'requestParameters.a', expression: { kind: 'path', root: 'record', steps: [key('requestParameters'), key('a')] } },
  { label: '**', expression: { kind: 'path', root: 'record', steps: [{ kind: 'anyDepth' }] } },
  { label: 'resources.*', expression: { kind: 'path', root: 'record', steps: [key('resources'), { kind: 'anyKey' }] } },
];

const operand: Arbitrary<Operand> = fc.oneof(
  fc.constantFrom(...PATHS),
  fc.constantFrom(...DERIVED_FIELD_NAMES).map((name): Operand => ({ label: name, expression: { kind: 'field', name } })),
);

const part: Arbitrary<TemplatePart> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ maxLength: 3 }) }),
  fc.record({ kind: fc.constant('value' as const), operand, missing: fc.constantFrom('–', '') }),
);

/** Exact equality on the fields of the index, in the places where it may narrow and in those where it must not. */
const indexed: Arbitrary<Condition> = fc
  .tuple(
    fc.constantFrom('eventName', 'eventSource', 'api.service'),
    fc.array(fc.constantFrom('a', 'ab', 'ConsoleLogin', 'iam', 'iam.amazonaws.com', 'lambda'), { minLength: 1, maxLength: 2 }),
    fc.boolean(),
  )
  .map(([label, texts, ignoreCase]) => ({
    kind: 'test',
    operand: {
      label,
      expression: label === 'api.service' ? { kind: 'field', name: label } : { kind: 'path', root: 'record', steps: [key(label)] },
    },
    tests: [{ kind: 'compare', operator: 'equals', ignoreCase, comparands: texts.map((text) => ({ kind: 'text', text })) }],
  }));

const when: Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: condition },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(fc.oneof(indexed, condition), { minLength: 1, maxLength: 3 }))
      .map(([kind, conditions]): Condition => ({ kind, conditions })),
  },
  { weight: 1, arbitrary: indexed.map((each): Condition => ({ kind: 'not', condition: each })) },
);

interface Parts {
  readonly when: Condition;
  readonly unless: readonly Condition[];
  readonly message: readonly TemplatePart[];
  readonly groupBy: readonly Operand[];
}

function eventRule({ when: holds, unless, message, groupBy }: Parts, id: string): EventRule {
  const guard = deriveGuard(holds);
  return {
    kind: 'event-rule',
    info: { id, title: id, severity: 'low', description: id, remediation: '', references: [], attack: [], tags: [], falsePositives: [] },
    when: holds,
    unless,
    message,
    groupBy,
    index: deriveEventIndex(holds),
    ...(guard !== undefined && { guard }),
    reads: deriveReads([holds, ...unless]),
    readsAbsentRequest: deriveReadsAbsentRequest(holds, unless),
  };
}

/** Rules as the compiler gives them: what is derived from their conditions is derived by it. */
export const ruleSet: Arbitrary<RuleSet> = fc
  .array(
    fc.record<Parts>({
      when,
      unless: fc.array(condition, { maxLength: 1 }),
      message: fc.array(part, { maxLength: 3 }),
      groupBy: fc.array(operand, { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) => {
    const rules = all.map((parts, i) => eventRule(parts, `rule-${i}`));
    return { rules, fields: deriveFields(rules) };
  });
