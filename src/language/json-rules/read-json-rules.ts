import { readScalar } from '../native/read-comparand.js';
import { type Scope } from '../native/read-path.js';
import { type ComparandSyntax, type ConditionSyntax, type ValueSyntax } from '../native/syntax.js';
import { entryOf, valueOf, type YamlEntry, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js';
import { readFactPath } from './read-fact-path.js';
import { JSON_RULES_OPERATORS, type JsonRulesOperator } from './operators.js';

/** A condition tree in json-rules-engine's syntax, in our terms (docs/json-rules-engine.md); undefined when nothing of it can be read. */
export function readJsonRules(node: YamlNode, scope: Scope): ConditionSyntax | undefined {
  if (node.kind !== 'mapping') return undefined;
  return isTest(node) ? readTest(node, scope) : readBranch(node, scope);
}

function isTest(mapping: YamlMapping): boolean {
  return ['fact', 'operator', 'value'].some((key) => entryOf(mapping, key) !== undefined);
}

function readBranch(mapping: YamlMapping, scope: Scope): ConditionSyntax | undefined {
  const conditions = scope.context.readEntries(mapping.entries, (entry) => readBranchEntry(entry, scope));
  const [first, second] = mapping.entries.filter(({ key }) => ['all', 'any', 'not'].includes(key.text));
  if (first !== undefined && second !== undefined && first.key.text !== second.key.text) {
    const hint = 'write each as a member of one "all:" list';
    scope.context.report('CTA1030', second.key.place, `"${second.key.text}" beside "${first.key.text}": a condition has one of them`, hint);
  }
  return conditions[0];
}

function readBranchEntry({ key, value }: YamlEntry, scope: Scope): ConditionSyntax | undefined {
  const { text, place } = key;
  if (text === 'not') {
    const condition = readJsonRules(value, scope);
    return condition && { kind: 'not', condition, place };
  }
  if ((text !== 'all' && text !== 'any') || value.kind !== 'list') return undefined;
  const conditions = scope.context.readItems(value.items, (item) => readJsonRules(item, scope));
  return conditions.length === 0 ? undefined : { kind: text, conditions, place };
}

function readTest(mapping: YamlMapping, scope: Scope): ConditionSyntax | undefined {
  const path = readFactPath(mapping, scope);
  const operator = valueOf(mapping, 'operator');
  const value = valueOf(mapping, 'value');
  const meaning = operator?.kind === 'scalar' ? JSON_RULES_OPERATORS.get(operator.text) : undefined;
  const comparands = value && meaning && readComparands(value, meaning, scope);
  if (path === undefined || operator === undefined || meaning === undefined || comparands === undefined) return undefined;
  const { place } = operator;
  const positive: ValueSyntax = {
    kind: 'operators',
    operators: [{ kind: 'compare', operator: meaning.operator, comparands, place }],
    place,
  };
  const negative: ValueSyntax = { kind: 'operators', operators: [{ kind: 'not', value: positive, place }], place };
  return { kind: 'field', path, value: meaning.negated ? negative : positive, place: path.place };
}

function readComparands(node: YamlNode, { operator }: JsonRulesOperator, scope: Scope): readonly ComparandSyntax[] | undefined {
  if (node.kind === 'mapping') {
    const path = readFactPath(node, scope);
    return path && [{ kind: 'field', path, prefix: '', suffix: '', place: node.place }];
  }
  if (node.kind === 'scalar') {
    const scalar = readScalar(node);
    return scalar && [scalar];
  }
  // The other operators take no lists.
  if (operator !== 'in') return undefined;
  const scalars = scope.context.readItems(node.items, (item) => (item.kind === 'scalar' ? readScalar(item) : undefined));
  return scalars.length === 0 && node.items.length > 0 ? undefined : scalars;
}
