import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type ScalarSyntax } from '../language/native/syntax.js';
import { type RuleCheck } from './check.js';
import { comparisonsOf, entriesOf } from './walk-syntax.js';

/** 12 digits without quotes are a number to every other YAML tool, and those that start with 0 an octal one to some. */
export const checkAccountIds: RuleCheck = (rule) => {
  const compared = entriesOf(rule).flatMap(({ value }) => comparisonsOf(value).flatMap(({ comparands }) => comparands));
  const defaults = rule.parameters.flatMap((parameter) => parameter.defaults);
  return [...compared, ...defaults].flatMap((comparand) => (comparand.kind === 'scalar' ? checkScalar(comparand) : []));
};

function checkScalar({ text, canonical, quoted, place }: ScalarSyntax): readonly Diagnostic[] {
  const isId = [text, canonical].some((spelling) => spelling !== undefined && /^[0-9]{12}$/.test(spelling));
  if (quoted || !isId) return [];
  return [createDiagnostic('CTA2002', place, `the account ID ${text} is written as a number`, `write "${text}", in quotes`)];
}
