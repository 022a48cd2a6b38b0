import { type Comparand, type Condition, type Test, type TextOperator } from '../ir/condition.js';
import { type Operand } from '../ir/expression.js';
import { type ComparandSyntax, type ComparingOperator, type OperatorSyntax, type ValueSyntax } from '../language/native/syntax.js';
import { lowerPath } from './lower-path.js';
import { type BoundText, type Bindings } from './parameter-values.js';
import { joined, NEVER } from './simplify-condition.js';

/** An operator that asks something of one value. */
export type ValueOperator =
  Extract<OperatorSyntax, { kind: 'compare' }> | (Extract<OperatorSyntax, { expected: boolean }> & { readonly kind: 'empty' });

export function isValueOperator(operator: OperatorSyntax): operator is ValueOperator {
  return operator.kind === 'empty' || (operator.kind === 'compare' && operator.operator !== 'differs');
}

export function isEqualityOnly(value: ValueSyntax): value is ComparandSyntax {
  return value.kind === 'scalar' || value.kind === 'parameter' || value.kind === 'field';
}

/** Each text once, parameters spread. `canonical` adds the other spelling of numbers, which only equality knows. */
export function lowerComparands(
  comparands: readonly ComparandSyntax[],
  bindings: Bindings,
  options: { readonly canonical: boolean },
): readonly Comparand[] {
  const texts = new Set<string>();
  const lowered: Comparand[] = [];
  const addText = ({ text, canonical }: BoundText): void => {
    for (const each of options.canonical && canonical !== undefined ? [text, canonical] : [text]) {
      if (!texts.has(each)) lowered.push({ kind: 'text', text: each });
      texts.add(each);
    }
  };
  for (const comparand of comparands) {
    if (comparand.kind === 'scalar') addText(comparand);
    else if (comparand.kind === 'parameter') boundTo(comparand.name, bindings).forEach(addText);
    else lowered.push({ kind: 'field', operand: lowerPath(comparand.path), prefix: comparand.prefix, suffix: comparand.suffix });
  }
  return lowered;
}

function boundTo(name: string, bindings: Bindings): readonly BoundText[] {
  const texts = bindings.get(name);
  if (texts === undefined) throw new Error(`the parameter ${name} was not checked before lowering`);
  return texts;
}

export function textTest(operator: TextOperator, comparands: readonly Comparand[], ignoreCase: boolean): Test {
  return { kind: 'compare', operator, ignoreCase, comparands };
}

/** The tests of one value; undefined when one of them can't hold because it has nothing to compare with. */
export function lowerTests(operators: readonly ValueOperator[], bindings: Bindings, ignoreCase: boolean): readonly Test[] | undefined {
  const tests: Test[] = [];
  for (const operator of operators) {
    if (operator.kind === 'empty') {
      tests.push({ kind: 'empty', expected: operator.expected });
      continue;
    }
    const isEquality = operator.operator === 'equals' || operator.operator === 'in';
    const comparands = lowerComparands(operator.comparands, bindings, { canonical: isEquality });
    if (comparands.length === 0) return undefined;
    tests.push(lowerTest(operator.operator, comparands, ignoreCase));
  }
  return tests;
}

function lowerTest(operator: ComparingOperator, comparands: readonly Comparand[], ignoreCase: boolean): Test {
  switch (operator) {
    case 'in':
      return textTest('equals', comparands, ignoreCase);
    case 'containsAll':
      return { kind: 'containsAll', ignoreCase, comparands };
    case 'like':
    case 'matches':
      return { kind: 'pattern', operator, ignoreCase, patterns: fixedTexts(comparands) };
    case 'cidr':
      return { kind: 'cidr', networks: fixedTexts(comparands) };
    case 'differs':
      throw new Error('differs is about a whole path, not about one value');
    default:
      return textTest(operator, comparands, ignoreCase);
  }
}

function fixedTexts(comparands: readonly Comparand[]): readonly string[] {
  return comparands.map((comparand) => {
    if (comparand.kind === 'field') throw new Error(`the field reference ${comparand.operand.label} was not checked before lowering`);
    return comparand.text;
  });
}

/** Several comparands: the path differs from every one. */
export function lowerDiffers(operand: Operand, comparands: readonly Comparand[], ignoreCase: boolean): Condition {
  if (comparands.length === 0) return NEVER;
  return joined(
    'all',
    comparands.map((other) => (ignoreCase ? differsIgnoringCase(operand, other) : { kind: 'differs', operand, other })),
  );
}

/** The IR's `differs` compares exactly, so this says the same in parts: both sides have a scalar, and none of one equals one of the other. */
function differsIgnoringCase(operand: Operand, other: Comparand): Condition {
  const isText = textTest('startsWith', [{ kind: 'text', text: '' }], false);
  const differs: Condition = { kind: 'not', condition: { kind: 'test', operand, tests: [textTest('equals', [other], true)] } };
  const sides: Condition[] = [{ kind: 'test', operand, tests: [isText] }];
  if (other.kind === 'field') sides.push({ kind: 'test', operand: other.operand, tests: [isText] });
  return joined('all', [...sides, differs]);
}
