import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { terminalSafeJson } from '../reporters/terminal-safe-json.js';
import { type RulesCheck } from './check-rules.js';
import { renderDiagnostics } from './render-diagnostics.js';

/** The diagnostics as a scan would show them, with a line that counts the rules. */
export function renderCheckAsText({ diagnostics, texts, rules }: RulesCheck, options: { readonly color: boolean }): string {
  const slow = diagnostics.filter(({ code }) => code === 'CTA2008').length;
  const count = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
  const summary = rules.length === 0 ? '' : `${count}, ${slow} without a raw test\n`;
  return `${renderDiagnostics(diagnostics, texts, options)}\n${summary}`;
}

/** One line of JSON, with what is asked of the bytes for each rule. */
export function renderCheckAsJson({ diagnostics, rules }: RulesCheck): string {
  return `${terminalSafeJson({ diagnostics: diagnostics.map(flat), rules })}\n`;
}

function flat({ code, level, message, hint, place }: Diagnostic): object {
  const { file, line, column } = place;
  return { code, level, message, ...(hint !== undefined && { hint }), file, line, column };
}
