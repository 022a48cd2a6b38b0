import { type Operand } from '../../ir/expression.js';
import { type EventRule, type RuleSet } from '../../ir/rule-set.js';
import { type JsonObject, type JsonValue } from '../../model/json.js';
import { type BatchResult, type Engine, type Hit } from '../hit.js';
import { groupValues, renderMessage } from '../render-template.js';
import { Decider } from './decider.js';
import { expressionValues } from './naive-condition.js';

/** Every rule on every event, by json-rules-engine alone: slow, and plain enough to hold the fast engine against. */
export class OracleEngine implements Engine {
  private readonly rules: readonly EventRule[];
  private readonly decider = new Decider();
  /** Events seen, by which rules could have matched them. */
  private readonly seen = new Map<string, { readonly ruleIds: readonly string[]; count: number }>();

  constructor(ruleSet: RuleSet) {
    this.rules = ruleSet.rules;
  }

  async evaluate(records: readonly JsonObject[]): Promise<BatchResult> {
    const hits: Hit[] = [];
    const truncated = new Set<number>();
    for (const [event, record] of records.entries()) {
      this.count(record);
      for (const rule of this.rules) {
        const { holds, excepted, explanation } = await this.decider.decide(rule, record, () => truncated.add(event));
        if (!holds) continue;
        const valuesOf = ({ expression }: Operand): readonly JsonValue[] => expressionValues(expression, { record });
        const group = groupValues(rule.groupBy, valuesOf);
        hits.push({ rule, event, excepted, group, explanation, message: () => renderMessage(rule, record, valuesOf) });
      }
    }
    return { hits, truncated: [...truncated] };
  }

  examined(ruleIds: ReadonlySet<string>): number {
    return [...this.seen.values()].filter((kind) => kind.ruleIds.some((id) => ruleIds.has(id))).reduce((sum, { count }) => sum + count, 0);
  }

  private count(record: JsonObject): void {
    const ruleIds = this.rules.filter((rule) => looksAt(rule, record)).map(({ info }) => info.id);
    const key = ruleIds.join(' ');
    const known = this.seen.get(key);
    if (known === undefined) this.seen.set(key, { ruleIds, count: 1 });
    else known.count++;
  }
}

function looksAt({ index }: EventRule, record: JsonObject): boolean {
  const isAmong = (texts: readonly string[] | undefined, value: JsonValue | undefined): boolean =>
    texts === undefined || (value !== undefined && typeof value !== 'string') || texts.includes(value ?? '');
  return isAmong(index.eventNames, record['eventName']) && isAmong(index.eventSources, record['eventSource']);
}
