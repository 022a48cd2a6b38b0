import { createDiagnostic } from '../../diagnostics/create-diagnostic.js';
import { maskRange, type YamlFault } from './repair.js';
import { type SourceText } from './source-text.js';
import { findOpenBracket, findQuoteEnding } from './tokens.js';

/** What is needed of the parser's errors. */
interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [start: number, end: number];
}

/** Turns an error of the YAML parser into what its author did, with the text repaired where that is sure. */
export function explainYamlError(error: YamlError, text: string, source: SourceText): YamlFault {
  const [at] = error.pos;
  switch (error.code) {
    case 'UNEXPECTED_TOKEN':
      return (
        quoteOverLines(at, text, source) ??
        textAfterQuote(at, text, source) ??
        textAfterBraces(at, text, source) ??
        asParserSays(error, source)
      );
    case 'BLOCK_AS_IMPLICIT_KEY':
      return colonInText(at, text, source) ?? asParserSays(error, source);
    case 'BAD_SCALAR_START':
      return mustQuote(at, text, source);
    case 'RESOURCE_EXHAUSTION':
      return { diagnostic: createDiagnostic('CTA1007', source.place(at, at + 1), 'nested too deeply') };
    case 'BAD_INDENT':
    case 'MISSING_CHAR':
      return unclosedBracket(error, text, source) ?? missingColon(error, source) ?? asParserSays(error, source);
    default:
      return asParserSays(error, source);
  }
}

function unclosedBracket(error: YamlError, text: string, source: SourceText): YamlFault | undefined {
  const open = error.message.startsWith('Flow ') ? findOpenBracket(text, error.pos[0]) : undefined;
  if (open === undefined) return undefined;
  return { diagnostic: createDiagnostic('CTA1001', source.place(open, open + 1), `this "${text.charAt(open)}" is never closed`) };
}

function missingColon(error: YamlError, source: SourceText): YamlFault | undefined {
  if (!error.message.startsWith('Implicit map keys')) return undefined;
  return { diagnostic: createDiagnostic('CTA1001', source.place(...error.pos), 'behind a key stand a colon, a blank and a value') };
}

function asParserSays(error: YamlError, source: SourceText): YamlFault {
  const message = error.message.split('\n', 1)[0] ?? error.message;
  return {
    diagnostic: createDiagnostic(
      'CTA1001',
      source.place(...error.pos),
      message.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()),
    ),
  };
}

/** A quote that is never closed ends at the next one that opens, lines further down: there its rest makes no sense. */
function quoteOverLines(at: number, text: string, source: SourceText): YamlFault | undefined {
  const start = findQuoteEnding(text, at);
  if (start === undefined || !text.slice(start, at).includes('\n')) return undefined;
  return {
    diagnostic: createDiagnostic('CTA1001', source.place(start, start + 1), 'this quote is never closed on its line'),
    repair: (faulty) => maskRange(faulty, [start, start + 1], '_'),
  };
}

/** `"a.b".c: x` as a key, or `title: "a" b`: to YAML the closing quote ends it all. */
function textAfterQuote(at: number, text: string, source: SourceText): YamlFault | undefined {
  const before = text.slice(startOfLine(text, at), at);
  const match = /(["'])(?:(?!\1)[^\\]|\\.)*\1[ \t]*$/.exec(before);
  if (match === null) return undefined;
  const start = at - match[0].length;
  const end = endOfLine(text, at);
  const isKey = /^[ \t]*(?:-[ \t]+)*$/.test(before.slice(0, match.index));
  const place = source.place(start, isKey ? endOfKey(text, at, end) : end);
  const written = text.slice(start, start + place.length);
  const message = isKey ? 'a key that starts with a quote ends with it' : 'text goes on behind the closing quote';
  return {
    diagnostic: createDiagnostic('CTA1011', place, message, `quote the whole: ${inSingleQuotes(written)}`),
    repair: (faulty) => maskRange(faulty, [start, at], '_', /["'#]/g),
  };
}

/** `message: {eventName} failed`: to YAML the braces are a mapping. */
function textAfterBraces(at: number, text: string, source: SourceText): YamlFault | undefined {
  const before = text.slice(startOfLine(text, at), at);
  const match = /[:-][ \t]+([{[][^:{}[\]]*[}\]][ \t]*)$/.exec(before);
  if (match?.[1] === undefined) return undefined;
  const start = at - match[1].length;
  const place = source.place(start, endOfLine(text, at));
  const first = text.charAt(start);
  return {
    diagnostic: createDiagnostic(
      'CTA1011',
      place,
      `text that starts with "${first}" must be quoted`,
      'put the whole text in double quotes',
    ),
    repair: (faulty) => maskRange(faulty, [start, start + 1], '_'),
  };
}

/** `title: a: b`, or a key indented under a value: masked, it is the text that it would be in quotes. */
function colonInText(at: number, text: string, source: SourceText): YamlFault | undefined {
  const colon = text.slice(at).search(/:(?=\s|$)/);
  if (colon < 0) return undefined;
  const repair = (faulty: string): string => maskRange(faulty, [at + colon, at + colon + 1], ';');
  if (text.slice(at, at + colon).includes('\n')) {
    const start = startOfLine(text, at + colon);
    const indent = text.slice(start).search(/\S/);
    const place = source.place(start + indent, at + colon);
    return { diagnostic: createDiagnostic('CTA1001', place, 'this key is indented under a key that has a value already'), repair };
  }
  const place = source.place(at, endOfLine(text, at));
  return {
    diagnostic: createDiagnostic('CTA1011', place, 'text with ": " in it must be quoted', 'put the whole text in quotes'),
    repair,
  };
}

function mustQuote(at: number, text: string, source: SourceText): YamlFault {
  const place = source.place(at, endOfLine(text, at));
  const message = `text that starts with "${text.charAt(at)}" must be quoted`;
  return { diagnostic: createDiagnostic('CTA1011', place, message, 'put the whole text in quotes') };
}

export function inSingleQuotes(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Without the blanks and the comment behind the content. */
function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const line = text.slice(at, newline < 0 ? text.length : newline);
  return at + line.replace(/\s+(?:#.*)?$/, '').length;
}

function endOfKey(text: string, at: number, lineEnd: number): number {
  const colon = text.slice(at, lineEnd).search(/:(?=\s|$)/);
  return colon < 0 ? lineEnd : at + colon;
}
