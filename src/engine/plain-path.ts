import { type PathExpression, type Step } from '../ir/expression.js';
import { isJsonArray, type JsonObject, type JsonValue } from '../model/json.js';
import { ownValue } from './path-values.js';
import { type Reached, type Scope, SEVERAL } from './scope.js';

/** The one value of a path, undefined where it has none, or `SEVERAL`. */
export type PlainPath = (scope: Scope) => Reached | undefined;

/**
 * Compiles paths of keys alone. That is the way of almost every test of almost every event: no array on the way, so one value or none, and
 * no list to make. What a path leads to is looked up once an event, however many rules ask: the objects of a log have so many shapes that
 * a look-up is dear.
 */
export class PlainPaths {
  private readonly compiled = new Map<string, PlainPath>();

  /** Undefined for a path that is not of keys alone or does not start at the record. */
  compile(path: PathExpression): PlainPath | undefined {
    if (path.root !== 'record' || path.steps.length === 0 || !path.steps.every(isKey)) return undefined;
    const reach = this.reach(path.steps.map(({ key }) => key));
    return (scope) => {
      const reached = reach(scope);
      return typeof reached === 'object' && isJsonArray(reached) ? SEVERAL : reached;
    };
  }

  /** How many paths there are to remember in one event. */
  get size(): number {
    return this.compiled.size;
  }

  private reach(keys: readonly string[]): PlainPath {
    const name = JSON.stringify(keys);
    const known = this.compiled.get(name);
    if (known !== undefined) return known;
    const parent: PlainPath = keys.length > 1 ? this.reach(keys.slice(0, -1)) : (scope) => scope.record;
    const step = member(keys[keys.length - 1] ?? '');
    const number = this.compiled.size;
    const reach: PlainPath = (scope) => {
      const remembered = scope.reached[number];
      if (remembered !== undefined) return remembered ?? undefined;
      const reached = step(parent(scope));
      scope.reached[number] = reached ?? null;
      return reached;
    };
    this.compiled.set(name, reach);
    return reach;
  }
}

const isKey = (step: Step): step is Extract<Step, { readonly kind: 'key' }> => step.kind === 'key';

/** The member of an object that lies on a path. */
function member(key: string): (node: Reached | undefined) => Reached | undefined {
  // Only a key that every object inherits has to be asked for as its own, and asking costs as much as reading.
  const read = key in Object.prototype ? ownValue : (object: JsonObject, name: string): JsonValue | undefined => object[name];
  return (node) => {
    if (typeof node !== 'object' || node === null) return node === SEVERAL ? SEVERAL : undefined;
    return isJsonArray(node) ? SEVERAL : (read(node, key) ?? undefined);
  };
}
