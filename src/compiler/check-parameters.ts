import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic, type Place } from '../diagnostics/diagnostic.js';
import { didYouMean } from '../diagnostics/nearest.js';
import { type ComparingOperator, type ParameterReference, type ParameterSyntax, type RuleSyntax } from '../language/native/syntax.js';
import { type CheckInput, type RuleCheck, type RuleSetCheck } from './check.js';
import { operandProblem } from './check-operand.js';
import { PARAMETER_TYPE_RULES } from './parameter-types.js';
import { type ParameterValue } from './parameter-values.js';
import { comparisonsOf, entriesOf } from './walk-syntax.js';

interface Use {
  readonly operator: ComparingOperator;
  readonly reference: ParameterReference;
}

/** Parameters are declared, used, and of a type that fits where they stand; defaults fit the type. */
export const checkParameters: RuleCheck = (rule) => {
  const uses = usesOf(rule);
  const names = rule.parameters.map(({ name }) => name.value);
  const used = new Set(uses.map(({ reference }) => reference.name));
  return [
    ...uses.filter(({ reference }) => !names.includes(reference.name)).map(({ reference }) => unknownParameter(reference, names)),
    ...rule.parameters
      .filter(({ name }) => !used.has(name.value))
      .map(({ name }) => createDiagnostic('CTA1205', name.place, `parameter "${name.value}" is never used`)),
    ...rule.parameters.flatMap((parameter) => [...checkUses(parameter, uses), ...checkDefaults(parameter, uses)]),
  ];
};

/** Values given from outside name a rule and a parameter that exist, and fit its type. */
export const checkParameterValues: RuleSetCheck = (rules, input) => input.parameters.flatMap((value) => checkGiven(value, rules, input));

function usesOf(rule: RuleSyntax): readonly Use[] {
  return entriesOf(rule).flatMap(({ value }) =>
    comparisonsOf(value).flatMap(({ operator, comparands }) =>
      comparands.flatMap((comparand) => (comparand.kind === 'parameter' ? [{ operator, reference: comparand }] : [])),
    ),
  );
}

function unknownParameter({ name, place }: ParameterReference, names: readonly string[]): Diagnostic {
  return createDiagnostic('CTA1204', place, `unknown parameter "${name}"`, didYouMean(name, names));
}

function checkUses({ name, type }: ParameterSyntax, uses: readonly Use[]): readonly Diagnostic[] {
  const allowed = PARAMETER_TYPE_RULES[type.value].operators;
  if (allowed === undefined) return [];
  return uses
    .filter(({ operator, reference }) => reference.name === name.value && !allowed.includes(operator))
    .map(({ operator, reference }) =>
      createDiagnostic('CTA1207', reference.place, `${operator} can't take the parameter "${name.value}" of type ${type.value}`),
    );
}

function checkDefaults(parameter: ParameterSyntax, uses: readonly Use[]): readonly Diagnostic[] {
  const { name, type, defaults } = parameter;
  const wrongCount = wrongNumberOf(parameter, defaults.length);
  if (wrongCount !== undefined) return [createDiagnostic('CTA1206', name.place, wrongCount)];
  return defaults.flatMap(({ text, place }) => checkText(parameter, text, { place, uses, what: `default of type ${type.value}` }));
}

function wrongNumberOf({ name, type }: ParameterSyntax, count: number): string | undefined {
  if (PARAMETER_TYPE_RULES[type.value].isList || count === 1) return undefined;
  return `parameter "${name.value}" of type ${type.value} takes one value, and ${count === 0 ? 'none is' : `${count} are`} given`;
}

interface TextContext {
  readonly place: Place;
  readonly uses: readonly Use[];
  readonly what: string;
}

/** One value: of its type, and nothing that an operator beside which it stands refuses. */
function checkText({ name, type }: ParameterSyntax, text: string, { place, uses, what }: TextContext): readonly Diagnostic[] {
  const { accepts, expected } = PARAMETER_TYPE_RULES[type.value];
  if (!accepts(text)) return [createDiagnostic('CTA1206', place, `"${text}" is not ${expected}, as a ${what} must be`)];
  const operators = new Set(uses.filter(({ reference }) => reference.name === name.value).map(({ operator }) => operator));
  return [...operators].flatMap((operator) => {
    const problem = operandProblem(operator, text);
    return problem === undefined ? [] : [createDiagnostic(problem.code, place, problem.message, problem.hint)];
  });
}

/** Flags have no place in a file. */
const COMMAND_LINE: Place = { file: 'command line', line: 1, column: 1, length: 1 };

function checkGiven(given: ParameterValue, rules: readonly RuleSyntax[], { otherRuleIds = [] }: CheckInput): readonly Diagnostic[] {
  const place = given.place ?? COMMAND_LINE;
  const rule = rules.find(({ id }) => id.value === given.ruleId);
  if (rule === undefined) {
    if (otherRuleIds.includes(given.ruleId)) return [];
    const ids = [...rules.map(({ id }) => id.value), ...otherRuleIds];
    return [createDiagnostic('CTA1213', place, `a value is given for the unknown rule "${given.ruleId}"`, didYouMean(given.ruleId, ids))];
  }
  const parameter = rule.parameters.find(({ name }) => name.value === given.name);
  if (parameter === undefined) return [noSuchParameter(given, rule, place)];
  const wrongCount = wrongNumberOf(parameter, given.values.length);
  if (wrongCount !== undefined) return [createDiagnostic('CTA1206', place, wrongCount)];
  const what = `value of "${given.name}" of type ${parameter.type.value}`;
  return given.values.flatMap((text) => checkText(parameter, text, { place, uses: usesOf(rule), what }));
}

function noSuchParameter({ name, ruleId }: ParameterValue, rule: RuleSyntax, place: Place): Diagnostic {
  const hint = didYouMean(
    name,
    rule.parameters.map((parameter) => parameter.name.value),
  );
  return createDiagnostic('CTA1204', place, `rule "${ruleId}" has no parameter "${name}"`, hint);
}
