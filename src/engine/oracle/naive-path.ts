import { type PathExpression, type Step } from '../../ir/expression.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.js';

/** How many nodes each `**` of a path looks at in one event, over all the places that it starts from. */
const NODE_LIMIT = 10_000;

/**
 * The values of a path, worked out in the plainest way: scalars, objects, and arrays that are empty, in document order. Arrays are gone
 * into, `null` is dropped. `onTruncated` hears of a `**` that met more nodes than it looks at. The oracle against which the engine's own walk is held, so nothing is shared with it.
 */
export function naiveValues(
  expression: PathExpression,
  record: JsonValue,
  element: JsonValue | undefined,
  onTruncated?: () => void,
): JsonValue[] {
  const start = expression.root === 'record' ? record : element;
  let values = start === undefined ? [] : unpack([start]);
  for (const step of expression.steps) values = unpack(follow(values, step, onTruncated));
  return values;
}

function follow(values: readonly JsonValue[], step: Step, onTruncated?: () => void): JsonValue[] {
  switch (step.kind) {
    case 'key':
      return values.flatMap((value) => memberNamed(value, step.key));
    case 'anyKey':
      return values.flatMap((value) => (isJsonObject(value) ? insideOf(value) : []));
    case 'anyDepth':
      return descend(values, onTruncated);
  }
}

function memberNamed(value: JsonValue, key: string): JsonValue[] {
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return [];
  return [value[key] ?? null];
}

/** What lies directly inside a value, by JSON's own order. */
function insideOf(value: JsonValue): JsonValue[] {
  if (isJsonArray(value)) return [...value];
  if (isJsonObject(value)) return Object.keys(value).map((key) => value[key] ?? null);
  return [];
}

/** The values and all that lies in them. Arrays are passed through: their elements stand for them, unless there are none. */
function descend(values: readonly JsonValue[], onTruncated?: () => void): JsonValue[] {
  const found: JsonValue[] = [];
  const waiting = [...values].reverse();
  for (let seen = 0; seen < NODE_LIMIT && waiting.length > 0; seen++) {
    const value = waiting.pop() ?? null;
    const inside = insideOf(value);
    if (!isJsonArray(value) || inside.length === 0) found.push(value);
    // A loop, because spreading a very long array into the arguments of a call overflows the stack.
    for (const child of inside.reverse()) waiting.push(child);
  }
  if (waiting.length > 0) onTruncated?.();
  return found;
}

/** Replaces each array by its elements until none is left but empty ones, and drops the nulls. No recursion: nesting may be very deep. */
function unpack(values: readonly JsonValue[]): JsonValue[] {
  const unpacked: JsonValue[] = [];
  const waiting = [...values].reverse();
  while (waiting.length > 0) {
    const value = waiting.pop() ?? null;
    if (isJsonArray(value) && value.length > 0) for (const element of [...value].reverse()) waiting.push(element);
    else if (value !== null) unpacked.push(value);
  }
  return unpacked;
}
