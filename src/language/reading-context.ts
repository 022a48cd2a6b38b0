import { type DiagnosticCode } from '../diagnostics/codes.js';
import { type Place } from '../diagnostics/diagnostic.js';
import { type DiagnosticCollector } from './diagnostic-collector.js';
import { type SourceText } from './yaml/source-text.js';
import { type YamlEntry, type YamlNode } from './yaml/yaml-node.js';

/** What the readers of one file share: where problems go, and what became of the parts that they leave out. */
export class ReadingContext {
  readonly source: SourceText;
  private readonly collector: DiagnosticCollector;
  private readonly kept = new Set<string>();
  private readonly left = new Set<string>();
  private partial = false;

  constructor(source: SourceText, collector: DiagnosticCollector) {
    this.source = source;
    this.collector = collector;
  }

  report(code: DiagnosticCode, place: Place, message: string, hint?: string): void {
    this.collector.report(code, place, message, hint);
  }

  /** What `read` makes of each item; an item that it makes nothing of is left out. */
  readItems<T>(items: readonly YamlNode[], read: (item: YamlNode) => T | undefined): readonly T[] {
    return items.flatMap((item) => {
      const result = read(item);
      if (result === undefined) this.leaveOut(item);
      return result === undefined ? [] : [result];
    });
  }

  /** What `read` makes of each entry; an entry that it makes nothing of is left out. */
  readEntries<T>(entries: readonly YamlEntry[], read: (entry: YamlEntry) => T | undefined): readonly T[] {
    return entries.flatMap((entry) => {
      const result = read(entry);
      if (result === undefined) this.leaveOut(entry.key, entry.value);
      return result === undefined ? [] : [result];
    });
  }

  /**
   * Leaves a part of the file out of the tree. Throws when none of its nodes has a problem that is reported: the rule would mean
   * something else without anybody knowing.
   */
  leaveOut(...nodes: readonly YamlNode[]): void {
    if (!nodes.some((node) => this.collector.covers(node))) {
      throw new Error(`a ${nodes.at(-1)?.kind ?? 'part'} is left out, and nothing is reported (line ${nodes[0]?.place.line ?? 0})`);
    }
    this.markPartial();
    for (const node of nodes) this.noteParameters(node);
  }

  keepParameter(name: string): void {
    this.kept.add(name);
  }

  /** Whether the only parts that use the parameter are left out. */
  isLeftOutParameter(name: string): boolean {
    return this.left.has(name) && !this.kept.has(name);
  }

  /** Says that the tree has parts that mislead whoever judges it as a whole. */
  markPartial(): void {
    this.partial = true;
  }

  get isPartial(): boolean {
    return this.partial;
  }

  private noteParameters(node: YamlNode): void {
    if (node.kind === 'list') for (const item of node.items) this.noteParameters(item);
    if (node.kind !== 'mapping') return;
    for (const { key, value } of node.entries) {
      if (key.text === 'param' && value.kind === 'scalar') this.left.add(value.text);
      this.noteParameters(value);
    }
  }
}
