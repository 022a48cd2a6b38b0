import { type YamlEntry, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/yaml-node.js';

/**
 * A key that stands twice would hide one of its values from a validator. So a file is validated once for each occurrence: in reading
 * number n, the nth entry of a key stands for it (its last, where it has fewer).
 */
export function plainData(node: YamlNode, reading: number): unknown {
  switch (node.kind) {
    case 'scalar':
      return plainScalar(node);
    case 'list':
      return node.items.map((item) => plainData(item, reading));
    case 'mapping': {
      // Without a prototype, keys such as __proto__ are keys like any other.
      const data = Object.create(null) as Record<string, unknown>;
      for (const [key, { value }] of entriesIn(node, reading)) data[key] = plainData(value, reading);
      return data;
    }
  }
}

function plainScalar({ type, text }: YamlScalar): unknown {
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return text === 'true';
    case 'number':
      return Number(text);
    case 'string':
      return text;
  }
}

function entriesIn(mapping: YamlMapping, reading: number): ReadonlyMap<string, YamlEntry> {
  const seen = new Map<string, number>();
  const chosen = new Map<string, YamlEntry>();
  for (const entry of mapping.entries) {
    const occurrence = seen.get(entry.key.text) ?? 0;
    seen.set(entry.key.text, occurrence + 1);
    if (occurrence <= reading) chosen.set(entry.key.text, entry);
  }
  return chosen;
}

/** How many readings show every entry of the file. */
export function countReadings(node: YamlNode): number {
  if (node.kind === 'scalar') return 1;
  if (node.kind === 'list') return Math.max(1, ...node.items.map(countReadings));
  const counts = new Map<string, number>();
  for (const { key } of node.entries) counts.set(key.text, (counts.get(key.text) ?? 0) + 1);
  return Math.max(1, ...counts.values(), ...node.entries.map(({ value }) => countReadings(value)));
}

/** A node and the way to it. */
export interface Target {
  readonly node: YamlNode;
  /** The nearest key above the node, with nothing or only lists between. */
  readonly key?: YamlScalar;
  /** Whether the node is the value of `key` itself, and no item of a list below it. */
  readonly isValueOfKey: boolean;
  readonly reading: number;
}

/** The key of this text that the reading shows. */
export function keyIn({ node, reading }: Target, text: string): YamlScalar {
  const entry = node.kind === 'mapping' ? entriesIn(node, reading).get(text) : undefined;
  if (entry === undefined) throw new Error(`a violation of the schema is about the key "${text}", which is not there`);
  return entry.key;
}

/** The node that a JSON Pointer names in this reading. */
export function findTarget(root: YamlNode, pointer: string, reading: number): Target {
  let target: Target = { node: root, isValueOfKey: false, reading };
  for (const segment of pointer.split('/').slice(1)) target = step(target, segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  return target;
}

function step(from: Target, segment: string): Target {
  if (from.node.kind === 'list') {
    const node = from.node.items[Number(segment)];
    if (node !== undefined) return { ...from, node, isValueOfKey: false };
  }
  const entry = from.node.kind === 'mapping' ? entriesIn(from.node, from.reading).get(segment) : undefined;
  if (entry === undefined) throw new Error(`a violation of the schema points to nothing: ${segment}`);
  return { node: entry.value, key: entry.key, isValueOfKey: true, reading: from.reading };
}
