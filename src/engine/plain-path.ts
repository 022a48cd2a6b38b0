import { type PathExpression, type Step } from '../ir/expression.js';
import { type JsonObject, type JsonValue } from '../model/json.js';
import { ownValue } from './path-values.js';

/** An array is on the path: it may have several values, or none. */
export const SEVERAL = Symbol('several');

/** The one value of a path, undefined where it has none, or `SEVERAL`. */
export type PlainPath = (record: JsonObject) => JsonValue | undefined | typeof SEVERAL;

/**
 * The way of almost every path in almost every event: keys alone, no array on the way, so one value or none, and no list to make.
 * Undefined for a path that is not of keys alone or does not start at the record.
 */
export function plainPath(path: PathExpression): PlainPath | undefined {
  if (path.root !== 'record' || path.steps.length === 0 || !path.steps.every(isKey)) return undefined;
  const steps = path.steps.map(({ key }) => member(key));
  return (record) => {
    let node: JsonValue | undefined = record;
    for (const step of steps) {
      if (typeof node !== 'object' || node === null) return undefined;
      if (Array.isArray(node)) return SEVERAL;
      node = step(node as JsonObject);
    }
    if (node === null) return undefined;
    return Array.isArray(node) ? SEVERAL : node;
  };
}

const isKey = (step: Step): step is Extract<Step, { readonly kind: 'key' }> => step.kind === 'key';

/** Only a key that every object inherits has to be asked for as its own, and asking costs as much as reading. */
function member(key: string): (node: JsonObject) => JsonValue | undefined {
  return key in Object.prototype ? (node) => ownValue(node, key) : (node) => node[key];
}
