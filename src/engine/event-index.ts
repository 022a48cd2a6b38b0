import { type EventRule } from '../ir/rule-set.js';
import { type JsonObject, type JsonValue } from '../model/json.js';

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
  /** By source and name; undefined stands for what is no text, which narrows nothing. */
  private readonly table = new Map<string | undefined, Map<string | undefined, Candidates<R>>>();

  private readonly rules: readonly R[];
  /** Places of the rules that name an event, by its name, and of those that name none: events have few of some thousand rules. */
  private readonly byName = new Map<string, number[]>();
  private readonly nameless: number[] = [];

  constructor(rules: readonly R[]) {
    this.rules = rules;
    for (const [place, { rule }] of rules.entries()) {
      if (rule.index.eventNames === undefined) this.nameless.push(place);
      for (const name of rule.index.eventNames ?? []) {
        const places = this.byName.get(name);
        if (places === undefined) this.byName.set(name, [place]);
        else places.push(place);
      }
    }
    this.names = new Set(rules.flatMap(({ rule }) => rule.index.eventNames ?? []));
    this.sources = new Set(rules.flatMap(({ rule }) => rule.index.eventSources ?? []));
  }

  candidates({ eventName, eventSource }: JsonObject): Candidates<R> {
    const source = keyAmong(this.sources, eventSource);
    const name = keyAmong(this.names, eventName);
    let ofSource = this.table.get(source);
    if (ofSource === undefined) this.table.set(source, (ofSource = new Map<string | undefined, Candidates<R>>()));
    let candidates = ofSource.get(name);
    if (candidates === undefined) ofSource.set(name, (candidates = { rules: this.select(source, name), count: 0 }));
    return candidates;
  }

  /** How many events at least one of these rules could have matched. */
  examined(isWanted: (rule: R) => boolean): number {
    const all = [...this.table.values()].flatMap((ofSource) => [...ofSource.values()]);
    return all.filter(({ rules }) => rules.some(isWanted)).reduce((sum, { count }) => sum + count, 0);
  }

  /** In the order of the rules. */
  private placesFor(name: string): readonly number[] {
    return [...new Set([...(this.byName.get(name) ?? []), ...this.nameless])].sort((a, b) => a - b);
  }

  private select(source: string | undefined, name: string | undefined): readonly R[] {
    const named = name === undefined ? this.rules : this.placesFor(name).flatMap((place) => this.rules[place] ?? []);
    return named.filter(({ rule: { index } }) => isAmong(index.eventSources, source));
  }
}

function keyAmong(mentioned: ReadonlySet<string>, value: JsonValue | undefined): string | undefined {
  if (value === undefined) return UNMENTIONED;
  if (typeof value !== 'string') return undefined;
  return mentioned.has(value) ? value : UNMENTIONED;
}

function isAmong(texts: readonly string[] | undefined, text: string | undefined): boolean {
  return texts === undefined || text === undefined || texts.includes(text);
}
