import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, Scalar } from 'yaml';
import { createDiagnostic } from '../../diagnostics/create-diagnostic.js';
import { type Diagnostic, type Place } from '../../diagnostics/diagnostic.js';
import { MAX_DEPTH } from './check-tokens.js';
import { typePlainScalar } from './scalar-type.js';
import { type SourceText } from './source-text.js';
import { type YamlEntry, type YamlNode, type YamlScalar } from './yaml-node.js';

/** Counted with aliases expanded; the largest published rules have a few hundred. */
const MAX_NODES = 20_000;

/** Stops a conversion whose result would be too large; caught where the conversion starts. */
class LimitReached extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

export interface Conversion {
  /** Undefined when the document is empty or beyond the limits. */
  readonly root?: YamlNode;
  readonly diagnostics: readonly Diagnostic[];
}

/** The parser's nodes as ours: aliases expanded within limits, keys as text, merge keys reported and left out. */
export function convertNodes(document: Document.Parsed, source: SourceText): Conversion {
  const converter = new Converter(document, source);
  try {
    const root = document.contents === null ? undefined : converter.convert(document.contents, 0);
    return { ...(root === undefined ? {} : { root }), diagnostics: converter.diagnostics };
  } catch (error) {
    if (error instanceof LimitReached) return { diagnostics: [...converter.diagnostics, error.diagnostic] };
    throw error;
  }
}

class Converter {
  readonly diagnostics: Diagnostic[] = [];
  private readonly document: Document.Parsed;
  private readonly source: SourceText;
  private readonly open = new Set<Node>();
  private nodes = 0;

  constructor(document: Document.Parsed, source: SourceText) {
    this.document = document;
    this.source = source;
  }

  convert(node: Node, depth: number): YamlNode {
    const resolved = isAlias(node) ? node.resolve(this.document) : node;
    if (resolved === undefined) throw new Error('an alias without an anchor came through the check of aliases');
    this.checkLimits(node, resolved, depth);
    this.open.add(resolved);
    const converted = this.convertResolved(resolved, depth);
    this.open.delete(resolved);
    return converted;
  }

  private checkLimits(node: Node, resolved: Node, depth: number): void {
    const stop = (code: 'CTA1006' | 'CTA1007', message: string): never => {
      throw new LimitReached(createDiagnostic(code, this.placeOf(node), message));
    };
    if (this.open.has(resolved)) stop('CTA1006', 'this alias holds itself');
    if (depth > MAX_DEPTH) stop('CTA1007', `more than ${MAX_DEPTH} levels of nesting`);
    if (++this.nodes > MAX_NODES) stop('CTA1007', `more than ${MAX_NODES} values with aliases expanded`);
  }

  private convertResolved(node: Node, depth: number): YamlNode {
    const [start, end] = node.range ?? [0, 0];
    const place = this.source.place(start, end);
    if (isScalar(node)) {
      const { type, text, style } = scalarContent(node);
      return { kind: 'scalar', type, text, style, start, end, place };
    }
    if (isSeq(node)) {
      return { kind: 'list', items: node.items.map((item) => this.convertItem(item, end, depth + 1)), start, end, place };
    }
    if (isMap(node)) return { kind: 'mapping', entries: this.convertEntries(node.items, depth + 1), start, end, place };
    throw new Error('the parser gave a node that is no scalar, list or mapping');
  }

  private convertItem(item: unknown, fallback: number, depth: number): YamlNode {
    return isNode(item) ? this.convert(item, depth) : this.nothing(fallback);
  }

  private convertEntries(pairs: readonly Pair[], depth: number): readonly YamlEntry[] {
    return pairs.flatMap((pair) => {
      const key = isNode(pair.key) ? this.convert(pair.key, depth) : undefined;
      const value = this.convertItem(pair.value, key?.end ?? 0, depth);
      if (key === undefined || !this.isUsableKey(key)) return [];
      return [{ key, value }];
    });
  }

  private isUsableKey(key: YamlNode): key is YamlScalar {
    if (key.kind !== 'scalar') {
      this.diagnostics.push(createDiagnostic('CTA1001', key.place, `a ${key.kind} cannot be a key`));
      return false;
    }
    if (key.style === 'plain' && key.text === '<<') {
      const hint = 'write the entries out';
      this.diagnostics.push(createDiagnostic('CTA1005', key.place, 'merge keys are not part of YAML 1.2', hint));
      return false;
    }
    return true;
  }

  private nothing(at: number): YamlScalar {
    return { kind: 'scalar', type: 'null', text: '', style: 'plain', start: at, end: at, place: this.source.place(at, at + 1) };
  }

  private placeOf(node: Node): Place {
    const [start, end] = node.range ?? [0, 0];
    return this.source.place(start, end);
  }
}

function scalarContent(node: Scalar): Pick<YamlScalar, 'type' | 'text' | 'style'> {
  const source = node.source ?? '';
  if (node.type === Scalar.PLAIN || node.type === undefined) {
    const { type, text } = typePlainScalar(source);
    return { type, text, style: 'plain' };
  }
  const isQuoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
  return { type: 'string', text: source, style: isQuoted ? 'quoted' : 'block' };
}

function isNode(value: unknown): value is Node {
  return isAlias(value) || isScalar(value) || isMap(value) || isSeq(value);
}
