/** A part of a template; offsets count from the start of the template's content. */
export type ParsedTemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** `path` is not parsed yet. */
  | { readonly kind: 'value'; readonly path: string; readonly missing: string; readonly start: number; readonly end: number }
  | { readonly kind: 'error'; readonly message: string; readonly hint: string; readonly start: number; readonly end: number };

/** What a missing value prints. */
const MISSING = '–';

// Quoted keys may hold braces and question marks.
const PLACEHOLDER = /^\{((?:[^"{}?]|"(?:[^"\\]|\\.)*")*)(?:\?([^{}]*))?\}/s;
const LITERAL = /^(?:[^{}]|\{\{|\}\})+/;

/** `{path}` and `{path?text}` stand for values; `{{` and `}}` for braces. */
export function parseTemplate(template: string): readonly ParsedTemplatePart[] {
  const parts: ParsedTemplatePart[] = [];
  let at = 0;
  while (at < template.length) {
    const { part, length } = nextPart(template.slice(at), at);
    parts.push(part);
    at += length;
  }
  return parts;
}

function nextPart(rest: string, start: number): { readonly part: ParsedTemplatePart; readonly length: number } {
  const literal = LITERAL.exec(rest)?.[0];
  if (literal !== undefined) {
    return { part: { kind: 'text', text: literal.replaceAll('{{', '{').replaceAll('}}', '}') }, length: literal.length };
  }
  const placeholder = PLACEHOLDER.exec(rest);
  if (placeholder !== null) {
    const [{ length }, path = '', missing = MISSING] = placeholder;
    return { part: { kind: 'value', path, missing, start, end: start + length }, length };
  }
  const isOpening = rest.startsWith('{');
  const message = isOpening ? 'a "{" in the message is never closed' : 'a "}" in the message closes nothing';
  const hint = isOpening ? 'write {{ for a brace' : 'write }} for a brace';
  return { part: { kind: 'error', message, hint, start, end: start + 1 }, length: 1 };
}
