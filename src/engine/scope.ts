import { type Expression } from '../ir/expression.js';
import { type JsonObject, type JsonValue } from '../model/json.js';

/** An array is on the path: it may have several values, or none. */
export const SEVERAL = Symbol('several');

/** What a path of keys led to. */
export type Reached = JsonValue | typeof SEVERAL;

/** One event while rules look at it: the record, and the field values found so far, so that no field is worked out twice. */
export class Scope {
  readonly record: JsonObject;
  /** Set when a `**` met more nodes than it may look at, so that what it yields is not all there is. */
  truncated = false;
  /** What plain paths led to, by their number; undefined where nobody has asked yet, `null` for nowhere. */
  readonly reached: (Reached | undefined)[];
  private readonly known: (readonly JsonValue[] | undefined)[] = [];

  /** `plainPaths`: how many plain paths may be asked for. */
  constructor(record: JsonObject, plainPaths: number) {
    this.record = record;
    this.reached = new Array<Reached | undefined>(plainPaths);
  }

  /** The values of the field with this number in its rule set, computed the first time that they are asked for. */
  field(number: number, compute: Values): readonly JsonValue[] {
    return (this.known[number] ??= compute(this, undefined));
  }
}

/** The element that the nearest quantifier holds; undefined outside any. */
export type Element = JsonValue | undefined;

/** The values of an expression for one event. */
export type Values = (scope: Scope, element: Element) => readonly JsonValue[];

/** Compiles an expression to the function that yields its values. */
export type ValuesOf = (expression: Expression) => Values;

/** Whether a condition holds for one event. */
export type Predicate = (scope: Scope, element: Element) => boolean;
