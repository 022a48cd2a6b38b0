import { CST, Lexer } from 'yaml';

/** A token of YAML text: what stands where, before anything is built of it. */
export interface Token {
  readonly type: string;
  readonly source: string;
  readonly start: number;
}

export const OPENING: ReadonlySet<string> = new Set(['flow-seq-start', 'flow-map-start']);
export const CLOSING: ReadonlySet<string> = new Set(['flow-seq-end', 'flow-map-end']);

/** The lexer's tokens; its control characters mark states and take no room in the text. */
export function* tokens(text: string): Generator<Token> {
  let start = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    if (!isScalar && (lexeme === CST.SCALAR || lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END)) {
      isScalar = lexeme === CST.SCALAR;
      continue;
    }
    yield { type: isScalar ? 'scalar' : (type ?? 'unknown'), source: lexeme, start };
    start += lexeme.length;
    isScalar = false;
  }
}

/** Where the outermost bracket or brace opens that is still open at the offset. */
export function findOpenBracket(text: string, at: number): number | undefined {
  const open: number[] = [];
  for (const token of tokens(text)) {
    if (token.start >= at) break;
    if (OPENING.has(token.type)) open.push(token.start);
    else if (CLOSING.has(token.type)) open.pop();
  }
  return open[0];
}

/** Where the quoted text starts that ends at the offset or only blanks before it. */
export function findQuoteEnding(text: string, at: number): number | undefined {
  for (const token of tokens(text)) {
    const end = token.start + token.source.length;
    const isQuoted = token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar';
    if (isQuoted && end <= at && text.slice(end, at).trim() === '') return token.start;
    if (token.start >= at) return undefined;
  }
  return undefined;
}
