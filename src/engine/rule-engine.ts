import { Engine as JsonRulesEngine, type TopLevelCondition } from 'json-rules-engine';

import { type Condition } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { type EventRule } from '../ir/rule-set.js';
import { type Explanation } from '../model/finding.js';
import { type JsonValue } from '../model/json.js';
import { printable } from '../model/safe-text.js';
import { scalarTexts } from './compile-test.js';
import { describeLeaf, type Leaf } from './describe-condition.js';

/** What json-rules-engine is told of one event. */
export interface Facts {
  values(operand: Operand): readonly JsonValue[];
  /** Whether a leaf holds for the event. */
  holds(leaf: Leaf): boolean;
}

export interface Decision {
  readonly holds: boolean;
  /** Whether an entry of `unless` holds too. */
  readonly excepted: boolean;
  /** The tree of `when`. */
  readonly explanation: Explanation;
}

/** A flat fact: the values of one operand. The operators read the rest of the event from `event`. */
interface Fact {
  readonly values: readonly JsonValue[];
  readonly event: Facts;
}

interface Numbered {
  readonly condition: TopLevelCondition;
  readonly leaves: readonly Leaf[];
}

const EXPLAINED_VALUES = 10;
const EXPLAINED_CHARACTERS = 200;

/** A condition that json-rules-engine decides: it sees one flat fact a leaf and our operators alone: never its own `===`, never a JSONPath. */
class DecidedCondition {
  private readonly engine = new JsonRulesEngine();
  private readonly condition: Condition;
  private readonly leaves: readonly Leaf[];

  constructor(condition: Condition) {
    this.condition = condition;
    const { condition: top, leaves } = toJsonRules(condition);
    this.leaves = leaves;
    for (const leaf of leaves) {
      this.engine.addOperator(operatorName(leaf), (fact: Fact, number: number) => fact.event.holds(this.leaf(number)));
    }
    this.engine.addRule({ conditions: top, event: { type: 'holds' } });
  }

  async decide(event: Facts): Promise<Omit<Decision, 'excepted'>> {
    const facts = this.leaves.map((leaf, number) => [factName(number), { values: leafValues(leaf, event), event }] as const);
    const { results, failureResults } = await this.engine.run(Object.fromEntries(facts));
    const [result] = [...results, ...failureResults];
    if (result === undefined) throw new Error('json-rules-engine gave no result for a rule');
    const explanation = explain(this.condition, result.conditions as unknown as ConditionResult, event);
    return { holds: results.length === 1, explanation };
  }

  private leaf(number: number): Leaf {
    const leaf = this.leaves[number];
    if (leaf === undefined) throw new Error(`json-rules-engine asked for leaf ${number}, which the rule does not have`);
    return leaf;
  }
}

/** A rule that json-rules-engine decides. */
export class DecidedRule {
  private readonly when: DecidedCondition;
  private readonly unless: DecidedCondition;

  constructor(rule: EventRule) {
    this.when = new DecidedCondition(rule.when);
    this.unless = new DecidedCondition({ kind: 'any', conditions: rule.unless });
  }

  async decide(event: Facts): Promise<Decision> {
    const { holds, explanation } = await this.when.decide(event);
    const excepted = holds && (await this.unless.decide(event)).holds;
    return { holds, excepted, explanation };
  }
}

const factName = (number: number): string => `f${number}`;

/** The field's own words for what the leaf asks, so that a dump of the engine's rule can be read. */
function operatorName(leaf: Leaf): string {
  if (leaf.kind === 'quantified') return leaf.quantifier;
  if (leaf.kind !== 'test') return leaf.kind;
  return leaf.tests.map((test) => ('operator' in test ? test.operator : test.kind)).join('+');
}

function toJsonRules(condition: Condition): Numbered {
  const leaves: Leaf[] = [];
  const convert = (node: Condition): object => {
    // json-rules-engine lets an empty `any` hold; ours never does.
    if (node.kind === 'any' && node.conditions.length === 0) return convert({ kind: 'constant', holds: false });
    switch (node.kind) {
      case 'all':
        return { all: node.conditions.map(convert) };
      case 'any':
        return { any: node.conditions.map(convert) };
      case 'not':
        return { not: convert(node.condition) };
      default:
        leaves.push(node);
        return { fact: factName(leaves.length - 1), operator: operatorName(node), value: leaves.length - 1 };
    }
  };
  return { condition: { all: [convert(condition)] } as TopLevelCondition, leaves };
}

/** The part of json-rules-engine's condition results that its types leave out. */
interface ConditionResult {
  readonly result?: boolean;
  readonly all?: readonly ConditionResult[];
  readonly any?: readonly ConditionResult[];
  readonly not?: ConditionResult;
}

/** The results in the shape of our tree; the `all` that json-rules-engine asks for at the top is left out. */
function explain(condition: Condition, top: ConditionResult, event: Facts): Explanation {
  const node = (part: Condition, result: ConditionResult | undefined): Explanation => {
    const holds = result?.result === true;
    switch (part.kind) {
      case 'all':
      case 'any':
        return {
          kind: part.kind,
          text: part.kind,
          holds,
          conditions: part.conditions.map((each, i) => node(each, (part.kind === 'all' ? result?.all : result?.any)?.[i])),
        };
      case 'not':
        return { kind: 'not', text: 'not', holds, conditions: [node(part.condition, result?.not)] };
      default:
        return { kind: 'test', text: describeLeaf(part), holds, values: shownValues(leafValues(part, event)) };
    }
  };
  return node(condition, top.all?.[0]);
}

function leafValues(leaf: Leaf, event: Facts): readonly JsonValue[] {
  return leaf.kind === 'constant' ? [] : event.values(leaf.operand);
}

function shownValues(values: readonly JsonValue[]): readonly string[] {
  return scalarTexts(values)
    .slice(0, EXPLAINED_VALUES)
    .map((text) => printable(text.slice(0, EXPLAINED_CHARACTERS)));
}
