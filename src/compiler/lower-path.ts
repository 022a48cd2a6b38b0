import { type Operand } from '../ir/expression.js';
import { type PathStep, type PathSyntax } from '../language/native/syntax.js';
import { DERIVED_FIELDS } from './derived-fields.js';

/** The derived field that a path from the record's top names, or undefined. */
export function derivedFieldName(root: 'record' | 'element', steps: readonly PathStep[]): string | undefined {
  if (root !== 'record' || steps.length > 2) return undefined;
  const name = steps.map((step) => (step.kind === 'key' ? step.key : '*')).join('.');
  return DERIVED_FIELDS.has(name) ? name : undefined;
}

/** Turns a path into what the engine reads; derived fields are spelled like paths, and no record has a path of theirs. */
export function lowerPath(path: PathSyntax): Operand {
  const name = derivedFieldName(path.root, path.steps);
  if (name !== undefined) return { label: path.text, expression: { kind: 'field', name } };
  return { label: path.text, expression: { kind: 'path', root: path.root, steps: path.steps.map((step) => ({ ...step })) } };
}
