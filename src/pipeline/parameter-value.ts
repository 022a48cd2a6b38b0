import { type ParameterValue } from '../compiler/parameter-values.js';
import { type ParameterAssignmentSyntax } from '../language/native/read-assignments.js';

/** A value as the policy or the project file has it. */
export function parameterValue<O extends 'policy' | 'project'>(
  syntax: ParameterAssignmentSyntax,
  origin: O,
): ParameterValue & { readonly origin: O } {
  const { ruleId, name, values, place } = syntax;
  return { ruleId: ruleId.value, name: name.value, values: values.map(({ text }) => text), origin, place };
}
