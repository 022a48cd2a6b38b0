import { type Comparand, type Condition, type Test } from '../ir/condition.js';
import { printable } from '../model/safe-text.js';

/** A condition that holds no others for json-rules-engine: it is decided by one operator. */
export type Leaf = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>;

/** How many values of a list the words show. */
const SHOWN = 10;

/** A condition in words, such as `eventName equals any of StopLogging, DeleteTrail`. */
export function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return condition.conditions.map(nested).join(' and ');
    case 'any':
      return condition.conditions.map(nested).join(' or ');
    case 'not':
      return `not ${nested(condition.condition)}`;
    default:
      return describeLeaf(condition);
  }
}

function nested(condition: Condition): string {
  const text = describeCondition(condition);
  return condition.kind === 'all' || condition.kind === 'any' ? `(${text})` : text;
}

export function describeLeaf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'constant':
      return leaf.holds ? 'always' : 'never';
    case 'exists':
      return `${leaf.operand.label} exists`;
    case 'test':
      return `${leaf.operand.label} ${leaf.tests.map(describeTest).join(' and ')}`;
    case 'differs':
      return `${leaf.operand.label} differs from ${describeComparand(leaf.other)}`;
    case 'quantified':
      return `${leaf.quantifier} of ${leaf.operand.label}: ${describeCondition(leaf.condition)}`;
  }
}

function describeTest(test: Test): string {
  switch (test.kind) {
    case 'compare':
      return words(test.operator, test.comparands.map(describeComparand), test.ignoreCase);
    case 'containsAll':
      return words('containsAll', test.comparands.map(describeComparand), test.ignoreCase);
    case 'pattern':
      return words(test.operator, test.patterns.map(quoted), test.ignoreCase);
    case 'cidr':
      return words('cidr', test.networks, false);
    case 'empty':
      return test.expected ? 'is empty' : 'is not empty';
  }
}

function words(operator: string, values: readonly string[], ignoreCase: boolean): string {
  const more = values.length > SHOWN ? ` … (${values.length} in all)` : '';
  const list = values.slice(0, SHOWN).join(', ') + more;
  const anyOf = values.length > 1 && operator !== 'containsAll' ? 'any of ' : '';
  return `${operator} ${anyOf}${list}${ignoreCase ? ' (ignoring case)' : ''}`;
}

function describeComparand(comparand: Comparand): string {
  if (comparand.kind === 'text') return quoted(comparand.text);
  return `${comparand.prefix}{${comparand.operand.label}}${comparand.suffix}`;
}

/** Text as a rule would have it: quoted only where it would not be clear where it ends. */
function quoted(text: string): string {
  return /^[^\s",]+$/.test(text) ? printable(text) : JSON.stringify(printable(text));
}
