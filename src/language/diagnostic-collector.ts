import { compareDiagnostics, createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type DiagnosticCode } from '../diagnostics/codes.js';
import { type Diagnostic, type Place } from '../diagnostics/diagnostic.js';
import { type SourceText } from './yaml/source-text.js';
import { type YamlNode } from './yaml/yaml-node.js';

/** What is wrong with one file: each problem once, none that only follows from a fault of the YAML text on the same line. */
export class DiagnosticCollector {
  private readonly source: SourceText;
  private readonly found: Diagnostic[];
  private readonly faultyLines: ReadonlySet<number>;
  /** Of all problems, those too that only follow from a fault. */
  private readonly places: Place[];

  constructor(source: SourceText, faults: readonly Diagnostic[]) {
    this.source = source;
    this.found = [...faults];
    this.places = faults.map(({ place }) => place);
    this.faultyLines = new Set(this.places.map(({ line }) => line));
  }

  report(code: DiagnosticCode, place: Place, message: string, hint?: string): void {
    this.places.push(place);
    if (this.faultyLines.has(place.line)) return;
    const isKnown = this.found.some((each) => each.code === code && each.message === message && isSamePoint(each.place, place));
    if (!isKnown) this.found.push(createDiagnostic(code, place, message, hint));
  }

  /** Whether some problem lies in the text of the node. */
  covers(node: YamlNode): boolean {
    const end = this.source.place(node.end, node.end);
    return this.places.some((place) => !isBefore(place, node.place) && !isBefore(end, place));
  }

  /** Whether a faulty line starts with this key, so that it only seems to be missing. */
  hasFaultyKey(key: string): boolean {
    const lines = this.source.text.split('\n');
    return [...this.faultyLines].some((line) => /^\s*(?:- +)*"?([^\s:"]*)/.exec(lines[line - 1] ?? '')?.[1] === key);
  }

  diagnostics(): readonly Diagnostic[] {
    return [...this.found].sort(compareDiagnostics);
  }
}

function isSamePoint(left: Place, right: Place): boolean {
  return left.line === right.line && left.column === right.column;
}

function isBefore(left: Place, right: Place): boolean {
  return left.line < right.line || (left.line === right.line && left.column < right.column);
}
