import { Composer, type Document, isScalar, Parser } from 'yaml';
import { compareDiagnostics, createDiagnostic } from '../../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../../diagnostics/diagnostic.js';
import { checkAliases } from './check-aliases.js';
import { checkTokens, couldHaveTokenFaults } from './check-tokens.js';
import { convertNodes } from './convert-nodes.js';
import { explainYamlError } from './explain-yaml-error.js';
import { MAX_FILE_LENGTH } from './max-file-length.js';
import { type YamlFault } from './repair.js';
import { createSourceText, type SourceText } from './source-text.js';
import { type YamlNode } from './yaml-node.js';

/** Each repair parses the file again: a rule may have many faults, a huge file only some. */
const MAX_REPAIRS = 50;
const MAX_PARSED_LENGTH = 500_000;
/** Of those that cannot be masked. */
const MAX_FAULTS = 100;

export interface YamlFile {
  readonly source: SourceText;
  /** Undefined when nothing can be read. */
  readonly root?: YamlNode;
  /** Problems of the YAML itself, at most one a line. On these lines nothing else that is found can be trusted. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one document of YAML 1.2 within bounds of size, nesting and expansion. Collects problems, never throws for the text. */
export function readYaml(file: string, text: string): YamlFile {
  const source = createSourceText(file, text);
  const start = source.place(0, 1);
  if (source.text.length > MAX_FILE_LENGTH) {
    return { source, diagnostics: [createDiagnostic('CTA1007', start, `the file has more than ${MAX_FILE_LENGTH} characters`)] };
  }
  const { document, diagnostics } = parseWithRepairs(source);
  if (document !== undefined && isEmpty(document.contents) && diagnostics.length === 0) {
    return { source, diagnostics: [createDiagnostic('CTA1009', start, 'the file has no content')] };
  }
  if (document === undefined) return { source, diagnostics: onePerLine(diagnostics) };
  const converted = convertNodes(document, source);
  const all = [...diagnostics, ...converted.diagnostics];
  return { source, ...(converted.root === undefined ? {} : { root: converted.root }), diagnostics: onePerLine(all) };
}

interface Parsed {
  readonly document?: Document.Parsed;
  readonly diagnostics: readonly Diagnostic[];
}

/** Masks one fault after the other until the parser is content, or until what is left cannot be masked. */
function parseWithRepairs(source: SourceText): Parsed {
  const diagnostics: Diagnostic[] = [];
  let text = source.text;
  for (let repairs = 0; repairs < MAX_REPAIRS && repairs * text.length < MAX_PARSED_LENGTH; repairs++) {
    const attempt = parseOnce(text, source);
    const [fault] = attempt.faults;
    if (fault?.repair === undefined) {
      diagnostics.push(...attempt.faults.map((each) => each.diagnostic));
      return { diagnostics, ...(attempt.document === undefined ? {} : { document: attempt.document }) };
    }
    diagnostics.push(fault.diagnostic);
    text = fault.repair(text);
  }
  return { diagnostics };
}

interface Attempt {
  readonly document?: Document.Parsed;
  /** One that can be repaired, or all that cannot. */
  readonly faults: readonly YamlFault[];
}

function parseOnce(text: string, source: SourceText): Attempt {
  // Reading all tokens once more costs as much as parsing, and most files have nothing that it could find.
  const isSuspicious = couldHaveTokenFaults(text);
  const early = isSuspicious ? checkTokens(text, source) : undefined;
  if (early !== undefined) return { faults: [early] };
  const composer = new Composer({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false, logLevel: 'silent' });
  const documents: Document.Parsed[] = [...composer.compose(new Parser().parse(text), true, text.length)];
  const [document, second] = documents.filter(({ contents }, index) => index === 0 || !isEmpty(contents));
  if (document === undefined) return { faults: [] };
  const late = isSuspicious || document.errors.length === 0 ? undefined : checkTokens(text, source);
  if (late !== undefined) return { faults: [late] };
  const alias = checkAliases(document, text, source);
  if (alias !== undefined) return { faults: [alias] };
  const faults = explainErrors(document, text, source);
  if (faults.some(({ repair }) => repair !== undefined)) return { faults };
  return { document, faults: second === undefined ? faults : [...faults, secondDocument(second, source)] };
}

/** The first error that can be repaired alone, or all that cannot. */
function explainErrors(document: Document.Parsed, text: string, source: SourceText): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  for (const error of document.errors.filter(isFirstOfItsKind).slice(0, MAX_FAULTS)) {
    const fault = explainYamlError(error, text, source);
    if (fault.repair !== undefined) return [fault];
    faults.push(fault);
  }
  return faults;
}

function isEmpty(contents: Document.Parsed['contents']): boolean {
  return contents === null || (isScalar(contents) && contents.source === '');
}

/** The parser says of a multi-line key that it is one right after it said why. */
function isFirstOfItsKind(error: { readonly code: string }, index: number, errors: readonly { readonly code: string }[]): boolean {
  return error.code !== 'MULTILINE_IMPLICIT_KEY' || errors[index - 1]?.code !== 'BLOCK_AS_IMPLICIT_KEY';
}

function secondDocument(document: Document.Parsed, source: SourceText): YamlFault {
  const content = document.contents?.range[0] ?? document.range[0];
  const marker = source.text.lastIndexOf('---', content);
  const start = marker < 0 ? content : marker;
  const hint = 'write each into a file of its own';
  return { diagnostic: createDiagnostic('CTA1008', source.place(start, start + 3), 'a second YAML document in one file', hint) };
}

/** What a fault of the text brings with it on the same line is no news. */
function onePerLine(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const lines = new Set<number>();
  return diagnostics
    .filter(({ place }) => {
      if (lines.has(place.line)) return false;
      lines.add(place.line);
      return true;
    })
    .sort(compareDiagnostics);
}
