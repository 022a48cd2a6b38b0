import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type ComparandSyntax, type PathStep, type PathSyntax, type RuleSyntax } from '../language/native/syntax.js';
import { type RuleCheck } from './check.js';
import { findPath } from './find-path.js';
import { absoluteSteps, comparisonsOf, entriesOf } from './walk-syntax.js';

/** A path with what it means from the record's top. */
interface UsedPath {
  readonly path: PathSyntax;
  readonly steps: readonly PathStep[];
}

/** Every path is one that some CloudTrail record has: a misspelt one is missing in every event, in silence. */
export const checkPaths: RuleCheck = (rule) => {
  const reported = new Set<string>();
  return usedPaths(rule).flatMap(({ path, steps }) => {
    const { line, column } = path.place;
    const key = `${line}:${column}:${path.text}`;
    if (steps.length === 0 || reported.has(key)) return [];
    reported.add(key);
    return checkPath(path, steps);
  });
};

function usedPaths(rule: RuleSyntax): readonly UsedPath[] {
  const inConditions = entriesOf(rule).flatMap(({ path, value, steps }) => [
    { path, steps },
    ...comparisonsOf(value).flatMap(({ comparands }) =>
      comparands.flatMap((comparand) => referencedPath(comparand, steps.slice(0, -path.steps.length))),
    ),
  ]);
  const inMessage = rule.message.flatMap((part) => (part.kind === 'value' ? [part.path] : []));
  return [...inConditions, ...[...inMessage, ...(rule.groupBy ?? [])].map((path) => ({ path, steps: path.steps }))];
}

function referencedPath(comparand: ComparandSyntax, base: readonly PathStep[]): readonly UsedPath[] {
  return comparand.kind === 'field' ? [{ path: comparand.path, steps: absoluteSteps(comparand.path, base) }] : [];
}

function checkPath(path: PathSyntax, steps: readonly PathStep[]): readonly Diagnostic[] {
  const found = findPath(steps);
  if (found.kind === 'known') return [];
  const isWhole = found.meant !== undefined && path.root === 'record';
  const hint = isWhole ? `did you mean "${found.meant}"?` : undefined;
  return [createDiagnostic('CTA2001', path.place, `no CloudTrail record has "${path.text}"`, hint)];
}
