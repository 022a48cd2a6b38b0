import { type Condition } from '../../../src/ir/condition.js';
import { type Operand } from '../../../src/ir/expression.js';
import { type EventRule } from '../../../src/ir/rule-set.js';

/** A path of plain keys, as the compiler lowers it. */
export function operand(label: string): Operand {
  return { label, expression: { kind: 'path', root: 'record', steps: label.split('.').map((key) => ({ kind: 'key', key })) } };
}

export function equals(label: string, ...texts: string[]): Condition {
  const comparands = texts.map((text) => ({ kind: 'text', text }) as const);
  return { kind: 'test', operand: operand(label), tests: [{ kind: 'compare', operator: 'equals', ignoreCase: false, comparands }] };
}

/** A rule as the compiler makes it, with as little as a test needs. */
export function eventRule(parts: { id?: string; when?: Condition; unless?: readonly Condition[]; reads?: readonly Operand[] }): EventRule {
  const { id = 'a-rule', when = { kind: 'constant', holds: true }, unless = [], reads = [] } = parts;
  return {
    kind: 'event-rule',
    info: {
      id,
      title: id,
      severity: 'low',
      description: id,
      remediation: '',
      references: [],
      attack: [],
      tags: [],
      falsePositives: [],
    },
    when,
    unless,
    message: [{ kind: 'value', operand: operand('eventName'), missing: '–' }],
    groupBy: [operand('awsRegion')],
    index: {},
    reads,
    readsAbsentRequest: false,
  };
}
