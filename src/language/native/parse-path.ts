import { type PathStep } from './syntax.js';

/** A path by its grammar alone, or why it is none. Offsets count from the start of the text. */
export type ParsedPath =
  | {
      readonly kind: 'path';
      /** `$.a`: from the record's top, wherever it stands. */
      readonly fromTop: boolean;
      /** Empty for `.`. */
      readonly steps: readonly PathStep[];
    }
  | { readonly kind: 'error'; readonly message: string; readonly hint?: string; readonly start: number; readonly end: number };

type PathError = Extract<ParsedPath, { kind: 'error' }>;

// What would mean something else in a path, now or in a later version: brackets, `@`, blanks, braces and `?` of templates.
const BARE_KEY = /^[^."*[\]@\s{}?\p{Cc}]+/u;
const QUOTED_KEY = /^"((?:[^"\\]|\\.)*)"/s;
const WILDCARD = /^\*{1,2}(?=\.|$)/;

/** Reads keys between dots; a key in double quotes may hold anything, with backslash escapes; `*` is any key and `**` any depth. */
export function parsePath(text: string): ParsedPath {
  if (text === '.') return { kind: 'path', fromTop: false, steps: [] };
  if (text === '$') return failure(text, 0, 'a path has a key behind "$"', 'write $.eventName, for example');
  const fromTop = text.startsWith('$.');
  const steps: PathStep[] = [];
  let at = fromTop ? 2 : 0;
  for (;;) {
    const step = parseStep(text, at);
    if (step.kind === 'error') return step;
    steps.push(step.step);
    at = step.end;
    if (at === text.length) return { kind: 'path', fromTop, steps };
    if (text[at] !== '.') return unexpected(text, at);
    at++;
  }
}

type ParsedStep = PathError | { readonly kind: 'step'; readonly step: PathStep; readonly end: number };

function parseStep(text: string, start: number): ParsedStep {
  const rest = text.slice(start);
  const wildcard = WILDCARD.exec(rest)?.[0];
  if (wildcard !== undefined) {
    return { kind: 'step', step: { kind: wildcard === '*' ? 'anyKey' : 'anyDepth' }, end: start + wildcard.length };
  }
  return parseKey(text, start) ?? missingKey(text, start);
}

function parseKey(text: string, start: number): ParsedStep | undefined {
  const rest = text.slice(start);
  const quoted = QUOTED_KEY.exec(rest);
  if (quoted !== null) return keyStep((quoted[1] ?? '').replace(/\\(.)/gs, '$1'), start + quoted[0].length);
  const bare = BARE_KEY.exec(rest)?.[0];
  return bare === undefined ? undefined : keyStep(bare, start + bare.length);
}

function missingKey(text: string, start: number): PathError {
  if (start === text.length || text[start] === '.') return emptyStep(text, start);
  if (text[start] === '"') return failure(text, start, 'a quote in the path is never closed');
  return unexpected(text, start);
}

function keyStep(key: string, end: number): ParsedStep {
  return { kind: 'step', step: { kind: 'key', key }, end };
}

function emptyStep(text: string, at: number): PathError {
  if (text === '') return failure(text, 0, 'an empty path');
  const hint = at === 0 ? `write ${text.slice(1)}` : undefined;
  return failure(text, at, at === 0 ? 'a path starts with a key, not with a dot' : 'a key is missing beside a dot', hint);
}

function unexpected(text: string, at: number): PathError {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  switch (character) {
    case '[':
    case ']': {
      const plain = text.replace(/\[[^\]]*\]/g, '');
      const hint = /[[\]]/.test(plain) || plain === '' ? undefined : `write ${plain}`;
      return failure(text, at, 'brackets in a path: a path goes into every element of an array by itself', hint);
    }
    case '*':
      return failure(text, at, '"*" and "**" in a path stand for whole keys', 'quote a key that has "*" in it');
    case '@':
      return failure(text, at, '"@" in a path has no meaning yet', 'quote a key that has "@" in it');
    default:
      return failure(text, at, `${JSON.stringify(character)} in a path must stand in double quotes`, quotedHint(text, at));
  }
}

/** The key around the character, quoted. */
function quotedHint(text: string, at: number): string | undefined {
  const start = text.lastIndexOf('.', at) + 1;
  const dot = text.indexOf('.', at);
  const end = dot < 0 ? text.length : dot;
  const key = text.slice(start, end);
  return key.includes('"') ? undefined : `write ${text.slice(0, start)}"${key.replaceAll('\\', '\\\\')}"${text.slice(end)}`;
}

function failure(text: string, start: number, message: string, hint?: string): PathError {
  return { kind: 'error', message, start, end: Math.max(start + 1, text.length), ...(hint === undefined ? {} : { hint }) };
}
