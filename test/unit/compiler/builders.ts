import { type Place } from '../../../src/diagnostics/diagnostic.js';
import {
  COMPARING_OPERATORS,
  type ComparandSyntax,
  type ComparingOperator,
  type ConditionSyntax,
  type OperatorSyntax,
  type ParameterSyntax,
  type ParameterType,
  type PathStep,
  type PathSyntax,
  type RuleSyntax,
  type ScalarSyntax,
  type TemplatePartSyntax,
  type ValueSyntax,
} from '../../../src/language/native/syntax.js';

/** A rule's YAML as JavaScript: strings are quoted scalars, numbers and booleans plain ones. */
export type Written = string | number | boolean | readonly Written[] | { readonly [key: string]: Written };
export type WrittenMapping = Readonly<Record<string, Written>>;

/** One column a node, counted in the order of the text, so that places can be told apart. */
let column = 0;

export function place(length = 1): Place {
  column += 1;
  return { file: 'rule.yaml', line: 1, column, length };
}

function located<T>(value: T): { value: T; place: Place } {
  return { value, place: place() };
}

/** `*` and `**` are wildcards, `$.` is the record's top, `.` the element; keys have no dots. */
export function path(text: string, root: PathSyntax['root'] = 'record'): PathSyntax {
  const isTop = text.startsWith('$.');
  const keys = (isTop ? text.slice(2) : text).split('.').filter((key) => key !== '');
  return { kind: 'path', text, root: isTop ? 'record' : root, steps: keys.map(step), place: place(text.length) };
}

function step(key: string): PathStep {
  if (key === '*') return { kind: 'anyKey' };
  return key === '**' ? { kind: 'anyDepth' } : { kind: 'key', key };
}

export function scalar(written: string | number | boolean): ScalarSyntax {
  const text = String(written);
  if (typeof written === 'string') return { kind: 'scalar', text, quoted: true, place: place(text.length + 2) };
  return { kind: 'scalar', text, quoted: false, place: place(text.length) };
}

/** A number whose source is written otherwise than JavaScript would. */
export function numberAs(source: string): ScalarSyntax {
  return { kind: 'scalar', text: source, canonical: String(Number(source)), quoted: false, place: place(source.length) };
}

function isMapping(written: Written): written is WrittenMapping {
  return typeof written === 'object' && !Array.isArray(written);
}

function isList(written: Written): written is readonly Written[] {
  return Array.isArray(written);
}

export function condition(written: WrittenMapping, root: PathSyntax['root'] = 'record'): ConditionSyntax {
  const conditions = Object.entries(written).map(([key, value]) => entry(key, value, root));
  return { kind: 'all', conditions, place: place() };
}

function entry(key: string, value: Written, root: PathSyntax['root']): ConditionSyntax {
  if ((key === 'all' || key === 'any') && isList(value)) {
    return { kind: key, conditions: value.map((each) => condition(mapping(each), root)), place: place(key.length) };
  }
  if (key === 'not') return { kind: 'not', condition: condition(mapping(value), root), place: place(key.length) };
  return { kind: 'field', path: path(key, root), value: valueOf(value, root), place: place() };
}

function mapping(written: Written): WrittenMapping {
  if (!isMapping(written)) throw new Error(`${JSON.stringify(written)} is no mapping`);
  return written;
}

export function valueOf(written: Written, root: PathSyntax['root'] = 'record'): ValueSyntax {
  if (isList(written)) return { kind: 'list', values: written.map((each) => valueOf(each, root)), place: place() };
  if (!isMapping(written)) return scalar(written);
  if ('param' in written || 'field' in written) return comparand(written, root);
  return { kind: 'operators', operators: Object.entries(written).map(([name, value]) => operator(name, value, root)), place: place() };
}

function comparand(written: Written, root: PathSyntax['root']): ComparandSyntax {
  if (isList(written)) throw new Error('a list is no comparand');
  if (!isMapping(written)) return scalar(written);
  const text = (key: string): string => (typeof written[key] === 'string' ? written[key] : '');
  if ('param' in written) return { kind: 'parameter', name: text('param'), place: place() };
  return { kind: 'field', path: path(text('field'), root), prefix: text('prefix'), suffix: text('suffix'), place: place() };
}

function operator(name: string, value: Written, root: PathSyntax['root']): OperatorSyntax {
  if (name === 'exists' || name === 'empty' || name === 'ignoreCase') return { kind: name, expected: value === true, place: place() };
  if (name === 'not') return { kind: 'not', value: valueOf(value, root), place: place() };
  if (name === 'some' || name === 'every' || name === 'none') {
    return { kind: 'quantified', quantifier: name, condition: condition(mapping(value), 'element'), place: place() };
  }
  const known: readonly string[] = COMPARING_OPERATORS;
  if (!known.includes(name)) throw new Error(`unknown operator ${name}`);
  const comparands = (isList(value) ? value : [value]).map((each) => comparand(each, root));
  return { kind: 'compare', operator: name as ComparingOperator, comparands, place: place(name.length) };
}

export function parameter(name: string, type: ParameterType, ...defaults: readonly (string | number | boolean)[]): ParameterSyntax {
  return { name: located(name), type: located(type), description: 'For a test', defaults: defaults.map(scalar), place: place() };
}

export interface RuleParts {
  readonly id?: string;
  readonly when?: WrittenMapping | ConditionSyntax;
  readonly unless?: readonly WrittenMapping[];
  readonly parameters?: readonly ParameterSyntax[];
  readonly groupBy?: readonly string[];
  readonly message?: readonly TemplatePartSyntax[];
  readonly attack?: readonly string[];
}

export function rule(parts: RuleParts = {}): RuleSyntax {
  const when = parts.when ?? { eventName: 'StopLogging' };
  return {
    kind: 'rule',
    file: 'rule.yaml',
    id: located(parts.id ?? 'a-rule'),
    title: located('A rule'),
    severity: located('high'),
    description: located('What it shows.'),
    remediation: 'What to do.',
    references: [located('https://example.com/')],
    attack: (parts.attack ?? []).map(located),
    tags: [located('test')],
    falsePositives: [],
    parameters: parts.parameters ?? [],
    when: isSyntax(when) ? when : condition(when),
    unless: (parts.unless ?? []).map((each) => condition(each)),
    message: parts.message ?? [],
    groupBy: parts.groupBy?.map((text) => path(text)),
    place: place(),
  };
}

function isSyntax(when: WrittenMapping | ConditionSyntax): when is ConditionSyntax {
  return 'place' in when;
}
