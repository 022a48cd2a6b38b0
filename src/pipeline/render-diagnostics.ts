import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { renderDiagnostic } from '../diagnostics/render-diagnostic.js';

/** The diagnostics for a terminal, with a last line that counts them. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  options: { readonly color: boolean },
): string {
  const drawn = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, texts.get(diagnostic.place.file), options));
  return [...drawn, countLine(diagnostics)].join('\n');
}

function countLine(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ level }) => level === 'error').length;
  return `${plural(errors, 'error')}, ${plural(diagnostics.length - errors, 'warning')}`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
