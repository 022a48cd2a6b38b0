import {
  type ComparandSyntax,
  type ComparingOperator,
  type ConditionSyntax,
  type OperatorSyntax,
  type PathStep,
  type PathSyntax,
  type RuleSyntax,
  type ValueSyntax,
} from '../language/native/syntax.js';

/** One `path: value` of a rule, also one inside a quantifier. */
export interface Entry {
  readonly path: PathSyntax;
  readonly value: ValueSyntax;
  /** The path from the record's top; inside a quantifier that of its array comes first. */
  readonly steps: readonly PathStep[];
}

/** One operator with what it compares with; a plain value is `equals`. */
export interface Comparison {
  readonly operator: ComparingOperator;
  readonly comparands: readonly ComparandSyntax[];
  readonly ignoreCase: boolean;
  /** Whether the author wrote a list. */
  readonly place: ValueSyntax['place'];
}

/** Every entry of `when` and `unless`, in the order of the text. */
export function entriesOf(rule: RuleSyntax): readonly Entry[] {
  return [rule.when, ...rule.unless].flatMap((condition) => entriesOfCondition(condition, []));
}

function entriesOfCondition(condition: ConditionSyntax, base: readonly PathStep[]): readonly Entry[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap((each) => entriesOfCondition(each, base));
    case 'not':
      return entriesOfCondition(condition.condition, base);
    case 'field': {
      const { path, value } = condition;
      const steps = absoluteSteps(path, base);
      return [{ path, value, steps }, ...quantifiedConditions(value).flatMap((inner) => entriesOfCondition(inner, steps))];
    }
  }
}

export function absoluteSteps(path: PathSyntax, base: readonly PathStep[]): readonly PathStep[] {
  return path.root === 'element' ? [...base, ...path.steps] : path.steps;
}

/** The conditions on elements inside a value, wherever they stand in it. */
export function quantifiedConditions(value: ValueSyntax): readonly ConditionSyntax[] {
  switch (value.kind) {
    case 'scalar':
    case 'parameter':
    case 'field':
      return [];
    case 'list':
      return value.values.flatMap(quantifiedConditions);
    case 'operators':
      return value.operators.flatMap((operator) => {
        if (operator.kind === 'quantified') return [operator.condition];
        return operator.kind === 'not' ? quantifiedConditions(operator.value) : [];
      });
  }
}

/** Every comparison of a value, negated ones too; those inside quantifiers belong to other entries. */
export function comparisonsOf(value: ValueSyntax, ignoreCase = false): readonly Comparison[] {
  switch (value.kind) {
    case 'scalar':
    case 'parameter':
    case 'field':
      return [{ operator: 'equals', comparands: [value], ignoreCase, place: value.place }];
    case 'list':
      return value.values.flatMap((each) => comparisonsOf(each, ignoreCase));
    case 'operators': {
      const inner = foldsCase(value.operators, ignoreCase);
      return value.operators.flatMap((operator) => {
        if (operator.kind === 'not') return comparisonsOf(operator.value, inner);
        return operator.kind === 'compare' ? [{ ...operator, ignoreCase: inner }] : [];
      });
    }
  }
}

/** Whether the text tests of a mapping fold case; without a word of its own, as the mapping around it. */
export function foldsCase(operators: readonly OperatorSyntax[], outer: boolean): boolean {
  for (const operator of operators) if (operator.kind === 'ignoreCase') return operator.expected;
  return outer;
}

/** A step as the author would write it. */
export function stepText(step: PathStep): string {
  switch (step.kind) {
    case 'key':
      return step.key;
    case 'anyKey':
      return '*';
    case 'anyDepth':
      return '**';
  }
}

export function stepsText(steps: readonly PathStep[]): string {
  return steps.map(stepText).join('.');
}
