import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type ConditionSyntax, type PathStep, type RuleSyntax } from '../language/native/syntax.js';
import { type RuleCheck } from './check.js';
import { stepsIntoList } from './find-path.js';
import { quantifiedConditions, stepText } from './walk-syntax.js';

type FieldSyntax = Extract<ConditionSyntax, { kind: 'field' }>;

/** Two paths into one array in one mapping may each be met by another element, which is seldom meant. */
export const checkSiblingPaths: RuleCheck = (rule: RuleSyntax) => [rule.when, ...rule.unless].flatMap(checkCondition);

function checkCondition(condition: ConditionSyntax): readonly Diagnostic[] {
  switch (condition.kind) {
    case 'not':
      return checkCondition(condition.condition);
    case 'field':
      return quantifiedConditions(condition.value).flatMap(checkCondition);
    case 'any':
      return condition.conditions.flatMap(checkCondition);
    case 'all':
      return [
        ...checkTogether(partsOf(condition)),
        ...condition.conditions.flatMap((each) => (each.kind === 'all' ? nested(each) : checkCondition(each))),
      ];
  }
}

/** What holds together with an `all`: its own fields and those of an `all` in it. */
function partsOf(condition: ConditionSyntax): readonly FieldSyntax[] {
  if (condition.kind === 'field') return [condition];
  return condition.kind === 'all' ? condition.conditions.flatMap(partsOf) : [];
}

/** The fields of a nested `all` were looked at with its parent's. */
function nested(condition: Extract<ConditionSyntax, { kind: 'all' | 'any' }>): readonly Diagnostic[] {
  return condition.conditions.flatMap((each) => {
    if (each.kind === 'field') return quantifiedConditions(each.value).flatMap(checkCondition);
    return each.kind === 'all' ? nested(each) : checkCondition(each);
  });
}

function checkTogether(fields: readonly FieldSyntax[]): readonly Diagnostic[] {
  const firstOf = new Map<string, FieldSyntax>();
  const reported = new Set<string>();
  return fields.flatMap((field) => {
    const array = arrayOf(field);
    if (array === undefined) return [];
    const first = firstOf.get(array);
    firstOf.set(array, first ?? field);
    if (first === undefined || reported.has(array) || keyOf(first.path.steps) === keyOf(field.path.steps)) return [];
    reported.add(array);
    return [siblings(first, field)];
  });
}

/** The array that a path goes into, as a key; whether anything is there at all is asked of the path as a whole. */
function arrayOf({ path, value }: FieldSyntax): string | undefined {
  const length = stepsIntoList(path.steps);
  const asksExistence = value.kind === 'operators' && value.operators.every(({ kind }) => kind === 'exists');
  return length === 0 || asksExistence ? undefined : `${path.root}:${keyOf(path.steps.slice(0, length))}`;
}

function keyOf(steps: readonly PathStep[]): string {
  return JSON.stringify(steps.map(stepText));
}

function siblings(first: FieldSyntax, second: FieldSyntax): Diagnostic {
  const array = second.path.steps.slice(0, stepsIntoList(second.path.steps));
  const text = array.map(stepText).join('.');
  const hint =
    text === 'resource' ? 'ask for both with resources: { some: { … } }' : `ask for both of one element with ${text}: { some: { … } }`;
  return createDiagnostic(
    'CTA2005',
    second.path.place,
    `"${first.path.text}" and "${second.path.text}" may hold for two different elements`,
    hint,
  );
}
