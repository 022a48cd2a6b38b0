import { type ReadingContext } from '../reading-context.js';
import { valueOf, type YamlEntry, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js';
import { readScalar } from './read-comparand.js';
import { type Located, PARAMETER_TYPES, type ParameterSyntax, type ParameterType, type ScalarSyntax } from './syntax.js';

/** The parameters of a rule. A broken one stays under its name, so that its uses are not called unknown. */
export function readParameters(node: YamlNode | undefined, context: ReadingContext): readonly ParameterSyntax[] {
  if (node?.kind !== 'mapping') return [];
  return node.entries.map((entry) => readParameter(entry, context));
}

function readParameter({ key, value }: YamlEntry, context: ReadingContext): ParameterSyntax {
  const name: Located<string> = { value: key.text, place: key.place };
  const type = value.kind === 'mapping' ? readType(value) : undefined;
  const defaults = value.kind === 'mapping' ? readDefaults(valueOf(value, 'default')) : undefined;
  if (value.kind !== 'mapping' || type === undefined || defaults === undefined) {
    context.leaveOut(key, value);
    // A list of any texts: nothing more can be wrong with it.
    return { name, type: { value: 'texts', place: key.place }, description: '', defaults: [], place: value.place };
  }
  const description = valueOf(value, 'description');
  return { name, type, description: description?.kind === 'scalar' ? description.text : '', defaults, place: value.place };
}

function readType(parameter: YamlMapping): Located<ParameterType> | undefined {
  const node = valueOf(parameter, 'type');
  return node?.kind === 'scalar' && isParameterType(node.text) ? { value: node.text, place: node.place } : undefined;
}

function isParameterType(text: string): text is ParameterType {
  return (PARAMETER_TYPES as readonly string[]).includes(text);
}

/** Undefined when there is none, or not every value of it can be read. */
function readDefaults(node: YamlNode | undefined): readonly ScalarSyntax[] | undefined {
  if (node === undefined) return undefined;
  const items = node.kind === 'list' ? node.items : [node];
  const scalars = items.flatMap((item) => (item.kind === 'scalar' ? (readScalar(item) ?? []) : []));
  return scalars.length === items.length ? scalars : undefined;
}
