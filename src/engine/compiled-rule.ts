import { type Operand } from '../ir/expression.js';
import { type EventRule } from '../ir/rule-set.js';
import { type JsonValue } from '../model/json.js';
import { type PredicateCompiler } from './predicate.js';
import { type Predicate, type Scope, type Values } from './scope.js';

/** A rule as closures. */
export interface CompiledRule {
  readonly rule: EventRule;
  /** Cheap, and holds wherever `when` does. */
  readonly guard: Predicate;
  readonly when: Predicate;
  /** Whether any entry of `unless` holds. */
  readonly isExcepted: Predicate;
  /** The values of one of the rule's own operands. */
  values(operand: Operand, scope: Scope): readonly JsonValue[];
  /** The values of everything that the verdict depends on, as one text; undefined when they are too deep to be written. */
  readsKey(scope: Scope): string | undefined;
}

export function compileRule(rule: EventRule, compiler: PredicateCompiler): CompiledRule {
  const compiled = new Map<Operand, Values>();
  const values = (operand: Operand, scope: Scope): readonly JsonValue[] => {
    let valuesOf = compiled.get(operand);
    if (valuesOf === undefined) compiled.set(operand, (valuesOf = compiler.valuesOf(operand.expression)));
    return valuesOf(scope, undefined);
  };
  const reads = rule.reads.map(({ expression }) => compiler.valuesOf(expression));
  const exceptions = rule.unless.map((condition) => compiler.predicateOf(condition));
  return {
    rule,
    guard: rule.guard === undefined ? () => true : compiler.predicateOf(rule.guard),
    when: compiler.predicateOf(rule.when),
    isExcepted: (scope, element) => exceptions.some((holds) => holds(scope, element)),
    values,
    readsKey: (scope) => keyOf(reads, scope),
  };
}

function keyOf(reads: readonly Values[], scope: Scope): string | undefined {
  let key = '';
  for (const valuesOf of reads) {
    for (const value of valuesOf(scope, undefined)) {
      if (typeof value === 'object') return deepKeyOf(reads.map((each) => each(scope, undefined)));
      const text = String(value);
      key += `${text.length}:${text}`;
    }
    key += ';';
  }
  return key;
}

/** Objects among the values; the bracket keeps these keys apart from those of texts alone. */
function deepKeyOf(values: readonly (readonly JsonValue[])[]): string | undefined {
  try {
    return JSON.stringify(values, exact);
  } catch (error) {
    // JSON.stringify recurses, and a hostile record may be nested deeper than the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Stands before what JSON has no way to write, and before texts that begin with it. */
const MARK = '\0';

/** JSON writes numbers that are too large as null, and another rule may follow from null. */
function exact(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return `${MARK}${value}`;
  return typeof value === 'string' && value.startsWith(MARK) ? MARK + value : value;
}
