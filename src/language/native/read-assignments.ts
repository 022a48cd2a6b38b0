import { type Place } from '../../diagnostics/diagnostic.js';
import { type ReadingContext } from '../reading-context.js';
import { type YamlEntry, type YamlNode } from '../yaml/yaml-node.js';
import { readScalar } from './read-comparand.js';
import { type Located, type ScalarSyntax } from './syntax.js';

/** A value for a parameter of a rule, given by a policy or the project file. */
export interface ParameterAssignmentSyntax {
  readonly ruleId: Located<string>;
  readonly name: Located<string>;
  /** A single value is a list of one. */
  readonly values: readonly ScalarSyntax[];
  /** Of the value or the list. */
  readonly place: Place;
}

/** `rule-id: { name: value }`, flat, in the order of the file. */
export function readAssignments(node: YamlNode | undefined, context: ReadingContext): readonly ParameterAssignmentSyntax[] {
  if (node?.kind !== 'mapping') return [];
  const ofRules = context.readEntries(node.entries, ({ key, value }) => {
    if (value.kind !== 'mapping') return undefined;
    const ruleId = { value: key.text, place: key.place };
    return context.readEntries(value.entries, (entry) => readAssignment(ruleId, entry));
  });
  return ofRules.flat();
}

function readAssignment(ruleId: Located<string>, { key, value }: YamlEntry): ParameterAssignmentSyntax | undefined {
  const items = value.kind === 'list' ? value.items : [value];
  const values = items.flatMap((item) => (item.kind === 'scalar' ? (readScalar(item) ?? []) : []));
  if (values.length !== items.length) return undefined;
  return { ruleId, name: { value: key.text, place: key.place }, values, place: value.place };
}
