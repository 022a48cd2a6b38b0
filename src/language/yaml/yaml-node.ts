import { type Place } from '../../diagnostics/diagnostic.js';

interface Positioned {
  /** UTF-16 offsets in the source text. */
  readonly start: number;
  readonly end: number;
  readonly place: Place;
}

export interface YamlScalar extends Positioned {
  readonly kind: 'scalar';
  /** What the scalar is when it stands for itself: only a plain decimal number is a number, all else is a string. */
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  /** The source text; of a quoted or block scalar, its content; `true` or `false` for plain True, FALSE and so on. */
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
}

interface YamlList extends Positioned {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

export interface YamlMapping extends Positioned {
  readonly kind: 'mapping';
  /** In the order of the file; a key may stand twice. */
  readonly entries: readonly YamlEntry[];
}

/** A YAML value with aliases expanded: a tree, though parts of it may be shared. */
export type YamlNode = YamlScalar | YamlList | YamlMapping;

/** The first entry with this key. */
export function entryOf(mapping: YamlMapping, key: string): YamlEntry | undefined {
  return mapping.entries.find((entry) => entry.key.text === key);
}

export function valueOf(mapping: YamlMapping, key: string): YamlNode | undefined {
  return entryOf(mapping, key)?.value;
}

/** What the author wrote, in the words of a diagnostic. */
export function describeNode(node: YamlNode): string {
  if (node.kind === 'list') return node.items.length === 0 ? 'an empty list' : 'a list';
  if (node.kind === 'mapping') return node.entries.length === 0 ? 'an empty mapping' : 'a mapping';
  switch (node.type) {
    case 'null':
      return 'nothing';
    case 'string':
      return `the text ${quoteForMessage(node.text)}`;
    case 'number':
      return `the number ${node.text}`;
    case 'boolean':
      return node.text;
  }
}

const SHOWN = 60;

/** Text of the author in quotes, cut where it is long. */
export function quoteForMessage(text: string): string {
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return shown.includes('"') ? `'${shown}'` : `"${shown}"`;
}
