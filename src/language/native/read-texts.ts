import { valueOf, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/yaml-node.js';
import { type Located } from './syntax.js';

/** The scalar under a key, if there is one with a text. What is wrong with any other was reported by the schema. */
export function scalarAt(mapping: YamlMapping, key: string): YamlScalar | undefined {
  const node = valueOf(mapping, key);
  return node?.kind === 'scalar' && node.type !== 'null' ? node : undefined;
}

export function textAt(mapping: YamlMapping, key: string): Located<string> | undefined {
  const scalar = scalarAt(mapping, key);
  return scalar && located(scalar);
}

/** The scalars of a list; none when there is no list. */
export function scalarsIn(node: YamlNode | undefined): readonly YamlScalar[] {
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => (item.kind === 'scalar' && item.type !== 'null' ? [item] : []));
}

export function textsAt(mapping: YamlMapping, key: string): readonly Located<string>[] {
  return scalarsIn(valueOf(mapping, key)).map(located);
}

function located({ text, place }: YamlScalar): Located<string> {
  return { value: text, place };
}
