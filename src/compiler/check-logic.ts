import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type RuleCheck } from './check.js';
import { buildLogic, type Logic } from './build-logic.js';
import { findContradiction, type Literal } from './logic-claims.js';
import { entriesOf, quantifiedConditions } from './walk-syntax.js';

/** No part of a rule can never hold, or always holds, whatever its parameters are: such a part is a slip. */
export const checkLogic: RuleCheck = (rule) => {
  // What was left out, or stands twice, is reported already; a judgement of the rest as a whole would mislead.
  if (rule.partial === true) return [];
  const conditions = [rule.when, ...rule.unless].map((condition) => buildLogic(condition, []));
  const onElements = entriesOf(rule).flatMap(({ value, steps }) => quantifiedConditions(value).map((inner) => buildLogic(inner, steps)));
  return [...conditions, ...onElements].flatMap(checkPart);
};

/** The innermost part that clashes is reported; what it makes of the parts around it is not worth another line. */
function checkPart(logic: Logic): readonly Diagnostic[] {
  switch (logic.kind) {
    case 'unknown':
      return [];
    case 'not':
      return checkPart(logic.part);
    case 'claim':
      return neverHolds(logic);
    case 'all': {
      const inner = logic.parts.flatMap(checkPart);
      return inner.length > 0 ? inner : neverHolds(logic);
    }
    case 'any': {
      const inner = logic.parts.flatMap(checkPart);
      return inner.length > 0 ? inner : alwaysHolds(logic);
    }
  }
}

function neverHolds(logic: Logic): readonly Diagnostic[] {
  const found = findContradiction(literalsOf(logic, true));
  return found === undefined ? [] : [createDiagnostic('CTA2003', found.place, `this can never hold: ${found.why}`)];
}

function alwaysHolds(logic: Logic): readonly Diagnostic[] {
  const found = findContradiction(literalsOf(logic, false));
  if (found === undefined) return [];
  return [createDiagnostic('CTA2004', found.place, `this always holds: for none of its parts to hold is impossible, as ${found.why}`)];
}

/** What must be true for a part to hold, or not to hold, as far as it is a plain list of claims. */
function literalsOf(logic: Logic, holds: boolean): readonly Literal[] {
  switch (logic.kind) {
    case 'unknown':
      return [];
    case 'not':
      return literalsOf(logic.part, !holds);
    case 'all':
      return holds ? logic.parts.flatMap((part) => literalsOf(part, true)) : [];
    case 'any':
      return holds ? [] : logic.parts.flatMap((part) => literalsOf(part, false));
    case 'claim': {
      const { subject, exact, implied } = logic;
      const claims = holds ? [exact, ...implied] : [exact];
      return claims.map((claim) => ({ subject, claim, holds }));
    }
  }
}
