import { type Expression } from '../ir/expression.js';

/** One field that rules may use as if the record had it. */
export interface DerivedField {
  /** One line for documentation and hints, without a full stop. */
  readonly doc: string;
  /** The AWS or IANA page that the definition rests on. */
  readonly source: string;
  /** Every value that it can have, where there are few. */
  readonly values?: readonly string[];
  readonly expression: Expression;
}
