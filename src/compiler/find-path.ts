import { nearest } from '../diagnostics/nearest.js';
import { type PathStep } from '../language/native/syntax.js';
import { DERIVED_FIELDS } from './derived-fields.js';
import { type CatalogueFields, type CatalogueNode, LIST_KEYS, RECORD } from './field-catalogue.js';
import { derivedFieldName } from './lower-path.js';
import { stepsText } from './walk-syntax.js';

export type FoundPath =
  /** `isSingle`: a record has one value there at most. */
  | { readonly kind: 'known'; readonly isSingle: boolean }
  /** No record has it; `meant` is the path that the author must have meant, if that is sure. */
  | { readonly kind: 'unknown'; readonly meant?: string };

const SINGLE: FoundPath = { kind: 'known', isSingle: true };
const MANY: FoundPath = { kind: 'known', isSingle: false };

/** Looks a path from the record's top up in what CloudTrail records hold; keys are case-sensitive. */
export function findPath(steps: readonly PathStep[]): FoundPath {
  const derived = derivedFieldName('record', steps);
  if (derived !== undefined) return derived.startsWith('resource.') ? MANY : SINGLE;
  const found = descend(RECORD, steps);
  if (found.kind === 'known' || found.meant !== undefined) return found;
  const meant = nearest(stepsText(steps), DERIVED_FIELDS.keys());
  return meant === undefined ? found : { kind: 'unknown', meant };
}

function descend(top: CatalogueNode, steps: readonly PathStep[]): FoundPath {
  let node = top;
  let isSingle = true;
  for (const [index, step] of steps.entries()) {
    if (node.kind === 'open' || step.kind !== 'key') return MANY;
    if (node.kind === 'value') return { kind: 'unknown' };
    const child = Object.hasOwn(node.fields, step.key) ? node.fields[step.key] : undefined;
    if (child === undefined) return unknownKey(node.fields, steps, index);
    isSingle &&= node.kind === 'mapping';
    node = child;
  }
  return isSingle && node.kind === 'value' ? SINGLE : MANY;
}

function unknownKey(fields: CatalogueFields, steps: readonly PathStep[], index: number): FoundPath {
  const step = steps[index];
  const key = step?.kind === 'key' ? nearest(step.key, Object.keys(fields)) : undefined;
  if (key === undefined) return { kind: 'unknown' };
  const meant = [...steps.slice(0, index), { kind: 'key' as const, key }, ...steps.slice(index + 1)];
  const isThere = descend(RECORD, meant).kind === 'known';
  return isThere ? { kind: 'unknown', meant: stepsText(meant) } : { kind: 'unknown' };
}

/** How many steps of a path lead to the innermost array of mappings that it goes into; 0 when it goes into none that is known. */
export function stepsIntoList(steps: readonly PathStep[]): number {
  for (let length = steps.length - 1; length > 0; length--) {
    const step = steps[length - 1];
    if (step?.kind !== 'key') continue;
    const isTopLevelList = length === 1 && (step.key === 'resources' || step.key === 'resource');
    if (isTopLevelList || (length > 1 && LIST_KEYS.has(step.key))) return length;
  }
  return 0;
}
