import { Ansis } from 'ansis';
import { printable } from '../model/safe-text.js';
import { type Diagnostic } from './diagnostic.js';
import { drawExcerpt } from './source-excerpt.js';

/**
 * The diagnostic as text without a final newline: one line that editors and grep understand and, where the source text is given,
 * the source line with a caret under the place. Control characters of either come out as escapes.
 */
export function renderDiagnostic(diagnostic: Diagnostic, sourceText: string | undefined, options: { readonly color: boolean }): string {
  const paint = new Ansis(options.color ? 1 : 0);
  const { place, level, code, message, hint } = diagnostic;
  const where = `${printable(place.file)}:${place.line}:${place.column}`;
  const colored = level === 'error' ? paint.red : paint.yellow;
  const suffix = hint === undefined ? '' : ` (${printable(hint)})`;
  const headline = `${paint.bold(where)} ${colored(`${level} ${code}`)} ${printable(message)}${suffix}`;
  const excerpt = sourceText === undefined ? undefined : drawExcerpt(sourceText, place);
  if (excerpt === undefined) return headline;
  const gutter = String(place.line);
  const blank = ' '.repeat(gutter.length);
  const sourceLine = `  ${paint.dim(`${gutter} |`)} ${excerpt.line}`.trimEnd();
  return [headline, sourceLine, `  ${paint.dim(`${blank} |`)} ${excerpt.indent}${colored(excerpt.caret)}`].join('\n');
}
