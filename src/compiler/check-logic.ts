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
  return checkSigned(logic, true);
}

/** `isPositive`: not under an odd number of `not`s, where what never holds makes the `not` around it hold always. */
function checkSigned(logic: Logic, isPositive: boolean): readonly Diagnostic[] {
  switch (logic.kind) {
    case 'unknown':
      return [];
    case 'not':
      return checkSigned(logic.part, !isPositive);
    case 'claim': {
      const never = neverHolds(logic, isPositive);
      return never.length > 0 ? never : alwaysHolds(logic, isPositive);
    }
    case 'all':
    case 'any': {
      const inner = logic.parts.flatMap((part) => checkSigned(part, isPositive));
      if (inner.length > 0) return inner;
      return logic.kind === 'all' ? neverHolds(logic, isPositive) : alwaysHolds(logic, isPositive);
    }
  }
}

function neverHolds(logic: Logic, isPositive: boolean): readonly Diagnostic[] {
  const found = findContradiction(literalsOf(logic, true));
  if (found === undefined) return [];
  if (isPositive) return [createDiagnostic('CTA2003', found.place, `this can never hold: ${found.why}`)];
  return [createDiagnostic('CTA2004', found.place, `this always holds: it denies what can never hold, as ${found.why}`)];
}

function alwaysHolds(logic: Logic, isPositive: boolean): readonly Diagnostic[] {
  const found = findContradiction(literalsOf(logic, false));
  if (found === undefined) return [];
  if (!isPositive) return [createDiagnostic('CTA2003', found.place, `this can never hold: it denies what always holds, as ${found.why}`)];
  const reason = logic.kind === 'claim' ? found.why : `for none of its parts to hold is impossible, as ${found.why}`;
  return [createDiagnostic('CTA2004', found.place, `this always holds: ${reason}`)];
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
