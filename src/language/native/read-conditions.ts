import { entryOf, type YamlEntry, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js';
import { parsePath } from './parse-path.js';
import { isReference, readComparand } from './read-comparand.js';
import { readPath, type Scope } from './read-path.js';
import { reportRepeats } from './report-repeats.js';
import {
  type ComparandSyntax,
  COMPARING_OPERATORS,
  type ComparingOperator,
  type ConditionSyntax,
  type OperatorSyntax,
  type ValueSyntax,
} from './syntax.js';

/** A mapping whose entries must all hold; undefined when nothing of it can be read. */
export function readConditions(node: YamlNode, scope: Scope): ConditionSyntax | undefined {
  if (node.kind !== 'mapping') return undefined;
  reportRepeatedConditions(node, scope);
  const conditions = scope.context.readEntries(node.entries, (entry) => readEntry(entry, scope));
  return conditions.length === 0 ? undefined : { kind: 'all', conditions, place: node.place };
}

/** Each mapping of a list, with those that cannot be read left out. */
export function readConditionList(node: YamlNode, scope: Scope): readonly ConditionSyntax[] {
  return node.kind === 'list' ? scope.context.readItems(node.items, (item) => readConditions(item, scope)) : [];
}

function readEntry({ key, value }: YamlEntry, scope: Scope): ConditionSyntax | undefined {
  const { text, place } = key;
  switch (text) {
    case 'all':
    case 'any': {
      const conditions = readConditionList(value, scope);
      return conditions.length === 0 ? undefined : { kind: text, conditions, place };
    }
    case 'not': {
      const condition = readConditions(value, scope);
      return condition && { kind: 'not', condition, place };
    }
    default:
      return readField({ key, value }, scope);
  }
}

function readField({ key, value }: YamlEntry, scope: Scope): ConditionSyntax | undefined {
  // The value is read even if the path is broken: it may have problems of its own.
  const path = readPath(key, scope);
  const read = readValue(value, scope);
  return path && read && { kind: 'field', path, value: read, place: key.place };
}

/** The same path may be written in several ways. */
function reportRepeatedConditions(mapping: YamlMapping, { context, inElement }: Scope): void {
  const identify = (text: string): string | undefined => {
    if (text === 'all' || text === 'any' || text === 'not') return text;
    const path = parsePath(text);
    return path.kind === 'error' ? undefined : JSON.stringify([inElement && !path.fromTop, path.steps]);
  };
  reportRepeats(mapping, context, { hint: () => 'to hold both, write each as a mapping of one "all:" list', identify });
}

/** What stands beside a path: a value, a list of members, or a mapping of operators. */
function readValue(node: YamlNode, scope: Scope): ValueSyntax | undefined {
  if (node.kind !== 'list') return readMember(node, scope);
  const values = scope.context.readItems(node.items, (item) => readMember(item, scope));
  return values.length === 0 && node.items.length > 0 ? undefined : { kind: 'list', values, place: node.place };
}

function readMember(node: YamlNode, scope: Scope): ValueSyntax | undefined {
  return node.kind === 'mapping' && !isReference(node) ? readOperators(node, scope) : readComparand(node, scope);
}

function readOperators(mapping: YamlMapping, scope: Scope): ValueSyntax | undefined {
  const { context } = scope;
  reportRepeats(mapping, context, { hint: (key) => `write one list: ${key}: [a, b]` });
  const operators = context.readEntries(mapping.entries, (entry) => readOperator(entry, scope));
  const [first] = mapping.entries;
  if (first !== undefined && mapping.entries.every(({ key }) => key.text === 'ignoreCase')) {
    context.report('CTA1029', first.key.place, '"ignoreCase" with no operator beside it', 'write an operator that compares text beside it');
    return undefined;
  }
  return operators.length === 0 ? undefined : { kind: 'operators', operators, place: mapping.place };
}

function readOperator({ key, value }: YamlEntry, scope: Scope): OperatorSyntax | undefined {
  const { text, place } = key;
  switch (text) {
    case 'exists':
    case 'empty':
    case 'ignoreCase':
      return value.kind === 'scalar' && value.type === 'boolean' ? { kind: text, expected: value.text === 'true', place } : undefined;
    case 'not': {
      const negated = readValue(value, scope);
      return negated && { kind: 'not', value: negated, place };
    }
    case 'some':
    case 'every':
    case 'none': {
      const condition = readConditions(value, { ...scope, inElement: true });
      return condition && { kind: 'quantified', quantifier: text, condition, place };
    }
    default:
      return isComparing(text) ? readComparison(text, { key, value }, scope) : undefined;
  }
}

function readComparison(operator: ComparingOperator, { key, value }: YamlEntry, scope: Scope): OperatorSyntax | undefined {
  // `differs` takes one field and nothing else.
  if (operator === 'differs' && (value.kind !== 'mapping' || entryOf(value, 'field') === undefined)) return undefined;
  const comparands = readComparands(value, scope);
  return comparands && { kind: 'compare', operator, comparands, place: key.place };
}

/** Undefined when nothing of it can be read; an empty list is one. */
function readComparands(node: YamlNode, scope: Scope): readonly ComparandSyntax[] | undefined {
  if (node.kind !== 'list') {
    const comparand = readComparand(node, scope);
    return comparand && [comparand];
  }
  const comparands = scope.context.readItems(node.items, (item) => readComparand(item, scope));
  return comparands.length === 0 && node.items.length > 0 ? undefined : comparands;
}

function isComparing(text: string): text is ComparingOperator {
  return (COMPARING_OPERATORS as readonly string[]).includes(text);
}
