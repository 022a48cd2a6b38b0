import { type Expression } from '../ir/expression.js';
import { type JsonObject, type JsonValue } from '../model/json.js';

/** One event while rules look at it: the record, and the field values found so far, so that no field is worked out twice. */
export class Scope {
  readonly record: JsonObject;
  /** Set when a `**` met more nodes than it may look at, so that what it yields is not all there is. */
  truncated = false;
  private readonly known: (readonly JsonValue[] | undefined)[] = [];

  constructor(record: JsonObject) {
    this.record = record;
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
