import { type Place } from '../../diagnostics/diagnostic.js';
import { type ReadingContext } from '../reading-context.js';
import { quoteForMessage, type YamlScalar } from '../yaml/yaml-node.js';
import { parsePath } from './parse-path.js';
import { type PathSyntax } from './syntax.js';

/** Where a path stands: in a quantifier it starts from the element. */
export interface Scope {
  readonly context: ReadingContext;
  readonly inElement: boolean;
}

/** The path that a scalar is; a problem is reported and gives undefined. */
export function readPath(scalar: YamlScalar, scope: Scope): PathSyntax | undefined {
  return readPathText(scalar.text, scope, (start, end) => placeInScalar(scalar, scalar.text.slice(start, end), scope.context));
}

/** The path that a text is, with the way from its offsets to places. */
export function readPathText(
  text: string,
  { context, inElement }: Scope,
  placeAt: (start: number, end: number) => Place,
): PathSyntax | undefined {
  const parsed = parsePath(text);
  const place = placeAt(0, text.length);
  if (parsed.kind === 'error') {
    context.report('CTA1012', placeAt(parsed.start, parsed.end), `path ${quoteForMessage(text)}: ${parsed.message}`, parsed.hint);
    return undefined;
  }
  if (parsed.steps.length === 0 && !inElement) {
    context.report('CTA1012', place, 'path ".": there is an element only within some, every and none');
    return undefined;
  }
  return { kind: 'path', text, root: inElement && !parsed.fromTop ? 'element' : 'record', steps: parsed.steps, place };
}

/**
 * The place of a part of a scalar's content. Escapes and folded lines part content from source text, so the part is looked for, and
 * the whole scalar stands for what is not found.
 */
export function placeInScalar(scalar: YamlScalar, part: string, { source }: ReadingContext): Place {
  const at = part === '' ? -1 : source.text.slice(scalar.start, scalar.end).indexOf(part);
  return at < 0 ? scalar.place : source.place(scalar.start + at, scalar.start + at + part.length);
}
