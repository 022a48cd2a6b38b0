import { type Operand } from '../ir/expression.js';
import { type EventRule, type RuleSet } from '../ir/rule-set.js';
import { type JsonObject, type JsonValue } from '../model/json.js';
import { textOf } from '../model/text.js';
import { compileRule, type CompiledRule } from './compiled-rule.js';
import { EventIndex } from './event-index.js';
import { type BatchResult, type Engine, type Hit } from './hit.js';
import { type PredicateCompiler, predicateCompiler } from './predicate.js';
import { groupValues, renderMessage } from './render-template.js';
import { Decider } from './oracle/decider.js';
import { guardedPaths, RawFilter, type RawSource } from './raw-filter.js';
import { type Decision } from './rule-engine.js';
import { type RuleSelection } from './rule-selection.js';
import { type Scope } from './scope.js';

/** How many decisions are remembered for each rule. */
const REMEMBERED = 2_000;

interface IndexedRule extends CompiledRule {
  readonly decisions: Map<string, Decision>;
}

/** What the index and the predicates let through; json-rules-engine has not seen it yet. */
interface Candidate {
  readonly compiled: IndexedRule;
  readonly scope: Scope;
  readonly event: number;
  readonly excepted: boolean;
}

/** Predicates behind an index pick the matches; json-rules-engine confirms each distinct one and says why. */
export class FastEngine implements Engine {
  private readonly compiler: PredicateCompiler;
  private readonly index: EventIndex<IndexedRule>;
  private readonly decider = new Decider();
  private readonly rules: readonly EventRule[];

  constructor(ruleSet: RuleSet) {
    this.rules = ruleSet.rules;
    const compiler = predicateCompiler(ruleSet.fields);
    this.compiler = compiler;
    this.index = new EventIndex(ruleSet.rules.map((rule) => ({ ...compileRule(rule, compiler), decisions: new Map<string, Decision>() })));
  }

  async evaluate(records: readonly JsonObject[], selections: readonly (RuleSelection | undefined)[] = []): Promise<BatchResult> {
    const truncated: number[] = [];
    const candidates: Candidate[] = [];
    records.forEach((record, event) => {
      const scope = this.compiler.open(record);
      // Only this engine's own filter makes selections for it.
      this.collect(scope, { event, selection: selections[event] as RuleSelection<IndexedRule> | undefined }, candidates);
      if (scope.truncated) truncated.push(event);
    });
    const hits: Hit[] = [];
    for (const candidate of candidates) {
      const key = candidate.compiled.readsKey(candidate.scope);
      const known = key === undefined ? undefined : candidate.compiled.decisions.get(key);
      hits.push(hitOf(candidate, known ?? (await this.decide(candidate, key))));
    }
    return { hits, truncated };
  }

  /** The paths that tell most about which records no rule can match, at most so many. */
  guardedPaths(most: number): readonly (readonly string[])[] {
    return guardedPaths(this.rules, most);
  }

  /** All keys of a record that any rule names. */
  get keys(): readonly string[] {
    return [...new Set(this.rules.flatMap(({ keys = [] }) => keys))];
  }

  /** Chooses rules for records before they are parsed. */
  rawFilter(source: RawSource): RawFilter<IndexedRule> {
    return new RawFilter(this.index, this.rules, source);
  }

  examined(ruleIds: ReadonlySet<string>): number {
    return this.index.examined(({ rule }) => ruleIds.has(rule.info.id));
  }

  private collect(
    scope: Scope,
    { event, selection }: { readonly event: number; readonly selection: RuleSelection<IndexedRule> | undefined },
    into: Candidate[],
  ): void {
    const candidates = selection?.candidates ?? this.index.candidates(scope.record);
    candidates.count++;
    for (const compiled of (selection ?? candidates).rules) {
      // A selection has asked the guard already.
      if (selection === undefined && !compiled.guard(scope, undefined)) continue;
      if (compiled.when(scope, undefined)) into.push({ compiled, scope, event, excepted: compiled.isExcepted(scope, undefined) });
    }
  }

  /** The verdict is a pure function of what the rule reads, so one decision serves every event with the same values. */
  private async decide({ compiled, scope }: Candidate, key: string | undefined): Promise<Decision> {
    const { decisions, rule } = compiled;
    const decision = await this.decider.decide(rule, scope.record);
    if (key === undefined) return decision;
    if (decisions.size >= REMEMBERED) decisions.clear();
    decisions.set(key, decision);
    return decision;
  }
}

function hitOf({ compiled, scope, event, excepted }: Candidate, decision: Decision): Hit {
  if (!decision.holds || decision.excepted !== excepted) throw disagreement(compiled.rule, scope.record);
  const valuesOf = (operand: Operand): readonly JsonValue[] => compiled.values(operand, scope);
  return {
    rule: compiled.rule,
    event,
    excepted,
    group: groupValues(compiled.rule.groupBy, valuesOf),
    explanation: decision.explanation,
    message: () => renderMessage(compiled.rule, scope.record, valuesOf),
  };
}

/** Two evaluators of one rule may never differ: neither answer can be defended. */
function disagreement(rule: EventRule, record: JsonObject): Error {
  return new Error(
    `the evaluators disagree on the rule ${rule.info.id} for the event ${textOf(record['eventID']) ?? 'without an eventID'}`,
  );
}
