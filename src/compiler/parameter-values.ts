import { type Place } from '../diagnostics/diagnostic.js';
import { type ParameterSyntax, type RuleSyntax, type ScalarSyntax } from '../language/native/syntax.js';

/** Who gave a value, strongest first. */
const PARAMETER_ORIGINS = ['flag', 'project', 'policy'] as const;
type ParameterOrigin = (typeof PARAMETER_ORIGINS)[number];

/** A value for one parameter of one rule, given from outside the rule. */
export interface ParameterValue {
  readonly ruleId: string;
  readonly name: string;
  /** A scalar type has one. */
  readonly values: readonly string[];
  readonly origin: ParameterOrigin;
  /** Absent for a flag. */
  readonly place?: Place;
}

/** In any order: a flag outweighs the project file, which outweighs the policy. Of one origin the last holds. */
export type ParameterValues = readonly ParameterValue[];

/** A text that a parameter stands for. */
export interface BoundText {
  readonly text: string;
  /** String(Number(text)) of a number that is written otherwise. */
  readonly canonical?: string;
}

/** What each parameter of one rule stands for, by name. */
export type Bindings = ReadonlyMap<string, readonly BoundText[]>;

/** The given value that holds for a parameter; undefined leaves its default. */
function givenValue(ruleId: string, name: string, given: ParameterValues): ParameterValue | undefined {
  const candidates = given.filter((value) => value.ruleId === ruleId && value.name === name);
  for (const origin of PARAMETER_ORIGINS) {
    const found = candidates.findLast((value) => value.origin === origin);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Binds every declared parameter of a rule to its given values, else to its default. */
export function bindParameters(rule: RuleSyntax, given: ParameterValues): Bindings {
  return new Map(rule.parameters.map((parameter) => [parameter.name.value, bindParameter(rule.id.value, parameter, given)]));
}

function bindParameter(ruleId: string, parameter: ParameterSyntax, given: ParameterValues): readonly BoundText[] {
  const value = givenValue(ruleId, parameter.name.value, given);
  if (value === undefined) return parameter.defaults.map(boundScalar);
  return value.values.map((text) => boundText(text, parameter.type.value === 'number'));
}

function boundScalar(scalar: ScalarSyntax): BoundText {
  return scalar.canonical === undefined ? { text: scalar.text } : { text: scalar.text, canonical: scalar.canonical };
}

function boundText(text: string, isNumber: boolean): BoundText {
  const canonical = String(Number(text));
  return isNumber && canonical !== text ? { text, canonical } : { text };
}
