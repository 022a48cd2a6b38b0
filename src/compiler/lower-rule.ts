import { type Operand } from '../ir/expression.js';
import { type EventRule, type TemplatePart } from '../ir/rule-set.js';
import { type RuleSyntax, type TemplatePartSyntax } from '../language/native/syntax.js';
import { type RuleInfo } from '../model/rule-info.js';
import { deriveReadsAbsentRequest } from './derive-absent-request.js';
import { deriveEventIndex } from './derive-event-index.js';
import { deriveGuard } from './derive-guard.js';
import { deriveKeys } from './derive-keys.js';
import { deriveReads } from './derive-reads.js';
import { lowerCondition } from './lower-condition.js';
import { lowerPath } from './lower-path.js';
import { bindParameters, type ParameterValues } from './parameter-values.js';

/** What groups matches when the author names nothing: who did it, where. */
const DEFAULT_GROUP_BY: readonly Operand[] = ['identity.account', 'identity.name'].map(fieldOperand);

/** What a message prints for a value that is missing. */
const MISSING = '–';

function fieldOperand(name: string): Operand {
  return { label: name, expression: { kind: 'field', name } };
}

/** Turns one checked rule into IR and works out what the engine wants to know beforehand. */
export function lowerRule(rule: RuleSyntax, given: ParameterValues): EventRule {
  const bindings = bindParameters(rule, given);
  const when = lowerCondition(rule.when, bindings);
  const unless = rule.unless.map((condition) => lowerCondition(condition, bindings));
  const guard = deriveGuard(when);
  const lowered: EventRule = {
    kind: 'event-rule',
    info: lowerInfo(rule),
    when,
    unless,
    message: rule.message.length === 0 ? defaultMessage(rule.title.value) : rule.message.map(lowerTemplatePart),
    groupBy: rule.groupBy?.map(lowerPath) ?? DEFAULT_GROUP_BY,
    index: deriveEventIndex(when),
    ...(guard === undefined ? {} : { guard }),
    reads: deriveReads([when, ...unless]),
    readsAbsentRequest: deriveReadsAbsentRequest(when, unless),
  };
  const keys = deriveKeys(lowered);
  return keys === undefined ? lowered : { ...lowered, keys };
}

function lowerInfo(rule: RuleSyntax): RuleInfo {
  return {
    id: rule.id.value,
    title: rule.title.value,
    severity: rule.severity.value,
    description: rule.description.value,
    remediation: rule.remediation,
    references: rule.references.map(({ value }) => value),
    attack: rule.attack.map(({ value }) => value),
    tags: rule.tags.map(({ value }) => value),
    falsePositives: [...rule.falsePositives],
  };
}

function lowerTemplatePart(part: TemplatePartSyntax): TemplatePart {
  return part.kind === 'text' ? { kind: 'text', text: part.text } : { kind: 'value', operand: lowerPath(part.path), missing: part.missing };
}

function defaultMessage(title: string): readonly TemplatePart[] {
  const eventName: Operand = {
    label: 'eventName',
    expression: { kind: 'path', root: 'record', steps: [{ kind: 'key', key: 'eventName' }] },
  };
  return [
    { kind: 'text', text: `${title}: ` },
    { kind: 'value', operand: eventName, missing: MISSING },
    { kind: 'text', text: ' by ' },
    { kind: 'value', operand: fieldOperand('identity.name'), missing: MISSING },
  ];
}
