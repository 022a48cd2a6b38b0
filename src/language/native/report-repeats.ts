import { type ReadingContext } from '../reading-context.js';
import { quoteForMessage, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js';

export interface RepeatOptions {
  /** What to write instead. */
  readonly hint?: (key: string) => string;
  /** Keys of one identity are the same key; undefined leaves a key out. The key itself, if left out. */
  readonly identify?: (key: string) => string | undefined;
}

/** Reports keys that stand twice in a mapping, at the second and every later one. */
export function reportRepeats(mapping: YamlMapping, context: ReadingContext, options: RepeatOptions = {}): void {
  const { identify = (key: string): string => key, hint } = options;
  const lines = new Map<string, number>();
  for (const { key } of mapping.entries) {
    const identity = identify(key.text);
    if (identity === undefined) continue;
    const line = lines.get(identity);
    if (line === undefined) lines.set(identity, key.place.line);
    else {
      const message = `${quoteForMessage(key.text)} stands twice in one mapping, first on line ${line}`;
      context.report('CTA1003', key.place, message, hint?.(key.text));
      context.markPartial();
    }
  }
}

/** Reports repeated keys of all mappings; where a reader knew more and reported before, its words stay. */
export function reportAllRepeats(node: YamlNode, context: ReadingContext): void {
  if (node.kind === 'list') for (const item of node.items) reportAllRepeats(item, context);
  if (node.kind !== 'mapping') return;
  reportRepeats(node, context);
  for (const { value } of node.entries) reportAllRepeats(value, context);
}
