import { type Candidates } from './event-index.js';

/** What a `RawFilter` says of a record, for the engine that it belongs to. */
export class RuleSelection<R = unknown> {
  /** The kind of the event, under which it is counted as looked at. */
  readonly candidates: Candidates<R>;
  /** The rules that the record may match yet. */
  readonly rules: readonly R[];
  /** The keys of the record that these read; undefined when they may read any. */
  readonly keys: readonly string[] | undefined;

  constructor(candidates: Candidates<R>, rules: readonly R[], keys: readonly string[] | undefined) {
    this.candidates = candidates;
    this.rules = rules;
    this.keys = keys;
  }
}
