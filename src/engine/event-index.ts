import { type EventRule } from '../ir/rule-set.js';
import { type JsonObject } from '../model/json.js';

/** The rules that events of one kind can match, and how many events of that kind there were. */
export interface Candidates<R> {
  readonly rules: readonly R[];
  /** Events seen so far. */
  count: number;
}

interface Indexed {
  readonly rule: EventRule;
}

/** A name or source that no rule mentions stands under this key, so that hostile names cannot make the table grow. */
const UNMENTIONED = '';

/** Finds by eventSource and eventName the few rules that an event could match. */
export class EventIndex<R extends Indexed> {
  private readonly names: ReadonlySet<string>;
  private readonly sources: ReadonlySet<string>;
  private readonly table = new Map<string, Map<string, Candidates<R>>>();
  /** For an event whose name or source is no text: no index helps there. */
  private readonly everything: Candidates<R>;

  private readonly rules: readonly R[];

  constructor(rules: readonly R[]) {
    this.rules = rules;
    this.names = new Set(rules.flatMap(({ rule }) => rule.index.eventNames ?? []));
    this.sources = new Set(rules.flatMap(({ rule }) => rule.index.eventSources ?? []));
    this.everything = { rules, count: 0 };
  }

  candidates(record: JsonObject): Candidates<R> {
    const { eventName = UNMENTIONED, eventSource = UNMENTIONED } = record;
    if (typeof eventName !== 'string' || typeof eventSource !== 'string') return this.everything;
    const source = this.sources.has(eventSource) ? eventSource : UNMENTIONED;
    const name = this.names.has(eventName) ? eventName : UNMENTIONED;
    let ofSource = this.table.get(source);
    if (ofSource === undefined) this.table.set(source, (ofSource = new Map<string, Candidates<R>>()));
    let candidates = ofSource.get(name);
    if (candidates === undefined) ofSource.set(name, (candidates = { rules: this.select(source, name), count: 0 }));
    return candidates;
  }

  /** How many events at least one of these rules could have matched. */
  examined(isWanted: (rule: R) => boolean): number {
    const all = [this.everything, ...[...this.table.values()].flatMap((ofSource) => [...ofSource.values()])];
    return all.filter(({ rules }) => rules.some(isWanted)).reduce((sum, { count }) => sum + count, 0);
  }

  private select(source: string, name: string): readonly R[] {
    return this.rules.filter(
      ({ rule: { index } }) => (index.eventSources?.includes(source) ?? true) && (index.eventNames?.includes(name) ?? true),
    );
  }
}
