import { type PathExpression, type Step } from '../ir/expression.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.js';
import { type Element, type Scope } from './scope.js';

/** How many nodes one `**` of a path looks at in one event, over all the places that it starts from. */
export const ANY_DEPTH_LIMIT = 10_000;

/**
 * The values that a path reaches, in the order of the document: scalars, objects, and arrays that are empty. Arrays are gone into,
 * nested ones too; `null` is missing. Nothing here recurses: a record may be nested 20,000 levels deep.
 */
export function pathValues(path: PathExpression, scope: Scope, element: Element): readonly JsonValue[] {
  let nodes: readonly JsonValue[] = [path.root === 'record' ? scope.record : (element ?? null)];
  for (const step of path.steps) {
    nodes = takeStep(step, elements(nodes), scope);
  }
  return elements(nodes);
}

function takeStep(step: Step, nodes: readonly JsonValue[], scope: Scope): readonly JsonValue[] {
  if (step.kind === 'anyDepth') return takeAnyDepth(nodes, scope);
  const next: JsonValue[] = [];
  for (const node of nodes) {
    if (!isJsonObject(node)) continue;
    if (step.kind === 'anyKey') for (const value of children(node)) next.push(value);
    else next.push(ownValue(node, step.key) ?? null);
  }
  return next;
}

/** The value of a record's own key: `constructor` and the like are no fields of a record. */
export function ownValue(node: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

/** The nodes themselves and all below them. */
function takeAnyDepth(tops: readonly JsonValue[], scope: Scope): readonly JsonValue[] {
  const found: JsonValue[] = [];
  const pending: JsonValue[] = [];
  pushReversed(pending, tops);
  for (let visited = 0; pending.length > 0; visited++) {
    if (visited === ANY_DEPTH_LIMIT) {
      scope.truncated = true;
      break;
    }
    const node = pending.pop() ?? null;
    if (!isJsonArray(node) || node.length === 0) found.push(node);
    pushReversed(pending, children(node));
  }
  return found;
}

function children(node: JsonValue): readonly JsonValue[] {
  if (isJsonArray(node)) return node;
  return isJsonObject(node) ? (Object.values(node) as readonly JsonValue[]) : [];
}

function pushReversed(stack: JsonValue[], nodes: readonly JsonValue[]): void {
  for (let i = nodes.length - 1; i >= 0; i--) stack.push(nodes[i] ?? null);
}

/** The nodes with arrays replaced by their elements, and without nulls. An empty array stays: it exists. */
function elements(nodes: readonly JsonValue[]): readonly JsonValue[] {
  if (nodes.every((node) => node !== null && (typeof node !== 'object' || !isJsonArray(node)))) return nodes;
  const flat: JsonValue[] = [];
  const pending: JsonValue[] = [];
  pushReversed(pending, nodes);
  while (pending.length > 0) {
    const node = pending.pop() ?? null;
    if (isJsonArray(node) && node.length > 0) pushReversed(pending, node);
    else if (node !== null) flat.push(node);
  }
  return flat;
}

/** The elements of the array at the end of a path, for a quantifier: an object or a scalar alone counts as one element. */
export function quantifiedElements(values: readonly JsonValue[]): readonly JsonValue[] {
  return values.filter((value) => !(isJsonArray(value) && value.length === 0));
}
