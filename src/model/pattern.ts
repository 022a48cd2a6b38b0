import { createRequire } from 'node:module';

import type * as RE2 from 're2js';

import { codePointLength, foldAscii } from './text.js';

/** A compiled pattern; the time it takes is linear in the text's length. */
export interface Pattern {
  matches(text: string): boolean;
}

export type ParsedPattern = { readonly pattern: Pattern } | { readonly error: string };

/**
 * Compiles an RE2 pattern (https://github.com/google/re2/wiki/Syntax), unanchored: `.` stops at a line end and `$` is the end of the text.
 * `ignoreCase` is RE2's `(?i)`. What RE2 refuses comes back as its own words.
 */
export function parsePattern(source: string, ignoreCase: boolean): ParsedPattern {
  const plain = ignoreCase ? undefined : plainPattern(source);
  if (plain !== undefined) return { pattern: { matches: (text) => plain.test(text) } };
  const { RE2JS, RE2JSException } = re2js();
  try {
    const compiled = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { pattern: { matches: (text) => compiled.test(text) } };
  } catch (error) {
    if (error instanceof RE2JSException) return { error: error.message.replace(/^error parsing regexp: /, '') };
    throw error;
  }
}

/** Loaded with the first pattern that needs it: its tables are a quarter of all code that a scan would load. */
const re2js = (): typeof RE2 => createRequire(import.meta.url)('re2js') as typeof RE2;

/** Letters, digits and a few signs, or classes of them, each perhaps a fixed number of times; `^` and `$` at the ends. */
const PLAIN = /^\^?(?:[A-Za-z0-9 _:/@,;=-]|\[[A-Za-z0-9]+(?:-[A-Za-z0-9])?\](?:\{[0-9]{1,3}\})?)+\$?$/;

/** The pattern as JavaScript's own, where RE2 takes it too, reads it alike and both are linear: it compiles and runs many times faster. */
function plainPattern(source: string): RegExp | undefined {
  if (!PLAIN.test(source)) return undefined;
  try {
    return new RegExp(source);
  } catch {
    return undefined; // such as [z-a], which RE2 refuses too, in words that users know
  }
}

type GlobToken = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'one' } | { readonly kind: 'many' };

/** Compiles a `like` glob over the whole text: `*` is any text, line ends too, `?` one code point, `\` takes the next character as it is. */
export function parseGlob(source: string, ignoreCase: boolean): Pattern {
  const tokens = tokenizeGlob(ignoreCase ? foldAscii(source) : source);
  return { matches: (text) => matchesGlob(tokens, ignoreCase ? foldAscii(text) : text) };
}

function tokenizeGlob(source: string): readonly GlobToken[] {
  const tokens: GlobToken[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') tokens.push({ kind: 'text', text: literal });
    literal = '';
  };
  for (let i = 0; i < source.length; i++) {
    const character = source.charAt(i);
    if (character === '\\' && i + 1 < source.length) literal += source.charAt(++i);
    else if (character === '*' || character === '?') {
      flush();
      tokens.push({ kind: character === '*' ? 'many' : 'one' });
    } else literal += character;
  }
  flush();
  return tokens;
}

/** The usual walk with one way back, to the last `*`: no pattern makes it worse than text times pattern. */
function matchesGlob(tokens: readonly GlobToken[], text: string): boolean {
  let token = 0;
  let position = 0;
  let starToken = -1;
  let starPosition = 0;
  while (token < tokens.length || position < text.length) {
    const next = token < tokens.length ? step(tokens[token], text, position) : -1;
    if (tokens[token]?.kind === 'many') {
      starToken = token++;
      starPosition = position;
    } else if (next >= 0) {
      token++;
      position = next;
    } else if (starToken >= 0 && starPosition < text.length) {
      starPosition += codePointLength(text, starPosition);
      position = starPosition;
      token = starToken + 1;
    } else return false;
  }
  return true;
}

/** Where the text stands after the token, or -1. */
function step(token: GlobToken | undefined, text: string, position: number): number {
  if (token?.kind === 'text') return text.startsWith(token.text, position) ? position + token.text.length : -1;
  if (token?.kind === 'one' && position < text.length) return position + codePointLength(text, position);
  return -1;
}
