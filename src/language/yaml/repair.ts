import { type Diagnostic } from '../../diagnostics/diagnostic.js';

/**
 * A problem of the YAML text itself. `repair` gives the text with the fault masked by as many harmless characters, so that the
 * parser finds its way again, every offset stays, and what else is wrong in the file comes to light in the same run.
 */
export interface YamlFault {
  readonly diagnostic: Diagnostic;
  readonly repair?: (text: string) => string;
}

/** Every character of [start, end) that the pattern (global) finds becomes the mask. */
export function maskRange(text: string, range: readonly [start: number, end: number], mask: string, pattern = /[^\n]/g): string {
  const [start, end] = range;
  return text.slice(0, start) + text.slice(start, end).replace(pattern, mask) + text.slice(end);
}
