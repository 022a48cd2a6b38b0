import { createDiagnostic } from '../../diagnostics/create-diagnostic.js';
import { maskRange, type YamlFault } from './repair.js';
import { type SourceText } from './source-text.js';
import { CLOSING, OPENING, type Token, tokens } from './tokens.js';

const MAX_ALIASES = 100;
export const MAX_DEPTH = 64;

/**
 * What must be known before the parser builds anything: tags, directives other than `%YAML 1.2`, tabs as indentation, quotes that are
 * never closed, too many aliases. One fault at a time, each but the last kind with the text repaired.
 */
export function checkTokens(text: string, source: SourceText): YamlFault | undefined {
  let aliases = 0;
  const nesting = new Nesting();
  for (const token of tokens(text)) {
    const fault = checkToken(token, text, source);
    if (fault !== undefined) return fault;
    if (token.type === 'alias' && ++aliases > MAX_ALIASES) {
      return { diagnostic: createDiagnostic('CTA1006', placeOf(token, source), `more than ${MAX_ALIASES} aliases`) };
    }
    // The parser goes down by recursion, so depth is bounded before it starts; what indentation nests is bounded by the file's size.
    if (nesting.depthAfter(token) > MAX_DEPTH) {
      return { diagnostic: createDiagnostic('CTA1007', placeOf(token, source), `more than ${MAX_DEPTH} levels of nesting`) };
    }
  }
  return undefined;
}

/**
 * Whether `checkTokens` could find something that parses all the same: tags, aliases, tabs, directives, deep nesting. An open quote
 * always makes the parser report an error.
 */
export function couldHaveTokenFaults(text: string): boolean {
  return /[!*\t]|^%/m.test(text) || (text.match(/[[{]|-[ \n]/g)?.length ?? 0) > MAX_DEPTH;
}

/** How deep brackets are nested, and list items that begin on one line. */
class Nesting {
  private brackets = 0;
  private items = 0;

  depthAfter({ type }: Token): number {
    if (OPENING.has(type)) this.brackets++;
    else if (CLOSING.has(type)) this.brackets = Math.max(0, this.brackets - 1);
    else if (type === 'seq-item-ind') this.items++;
    else if (type === 'newline') this.items = 0;
    return this.brackets + this.items;
  }
}

function checkToken(token: Token, text: string, source: SourceText): YamlFault | undefined {
  switch (token.type) {
    case 'tag':
      return tagFault(token, source);
    case 'directive-line':
      return directiveFault(token, source);
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return unclosedQuoteFault(token, source);
    case 'newline':
    case 'space':
      return tabFault(token, text, source);
    default:
      return undefined;
  }
}

function tagFault(token: Token, source: SourceText): YamlFault {
  const message = `explicit tag ${token.source}`;
  const hint = `if it is text, quote it; a value's type comes from how it is written`;
  return {
    diagnostic: createDiagnostic('CTA1004', placeOf(token, source), message, hint),
    repair: (text) => maskRange(text, [token.start, endOf(token)], ' '),
  };
}

function directiveFault(token: Token, source: SourceText): YamlFault | undefined {
  if (/^%YAML\s+1\.2\s*$/.test(token.source)) return undefined;
  return {
    diagnostic: createDiagnostic('CTA1001', placeOf(token, source), `YAML directive ${token.source.trim()}: only %YAML 1.2 is read`),
    repair: (text) => maskRange(text, [token.start, token.start + 1], '#'),
  };
}

function unclosedQuoteFault(token: Token, source: SourceText): YamlFault | undefined {
  if (isClosed(token.source)) return undefined;
  return {
    diagnostic: createDiagnostic('CTA1001', source.place(token.start, token.start + 1), 'this quote is never closed'),
    repair: (text) => maskRange(text, [token.start, token.start + 1], '_'),
  };
}

function isClosed(quoted: string): boolean {
  return /^(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*')$/.test(quoted);
}

/** A tab that starts a line's content; behind other characters, and inside scalars, YAML lets tabs pass. */
function tabFault(token: Token, text: string, source: SourceText): YamlFault | undefined {
  const lineStart = text.lastIndexOf('\n', token.start - 1) + 1;
  if (token.type !== 'space' || text.slice(lineStart, token.start).trim() !== '' || !token.source.includes('\t')) return undefined;
  const next = text[endOf(token)];
  if (next === undefined || next === '\n' || next === '\r' || next === '#') return undefined;
  const at = token.start + token.source.indexOf('\t');
  return {
    diagnostic: createDiagnostic('CTA1001', source.place(at, at + 1), 'a tab in the indentation', 'indent with spaces'),
    repair: (faulty) => faulty.replace(/^[ \t]+/gm, (indent) => indent.replace(/\t/g, ' ')),
  };
}

function placeOf(token: Token, source: SourceText): ReturnType<SourceText['place']> {
  return source.place(token.start, endOf(token));
}

function endOf(token: Token): number {
  return token.start + token.source.length;
}
