import { DIAGNOSTICS, type DiagnosticCode } from './codes.js';
import { type Diagnostic, type Place } from './diagnostic.js';

/** A diagnostic with its code's level. `hint` says what to write instead, and only where that is sure. */
export function createDiagnostic(code: DiagnosticCode, place: Place, message: string, hint?: string): Diagnostic {
  return { code, level: DIAGNOSTICS[code].level, message, place, ...(hint === undefined ? {} : { hint }) };
}

/** Orders by file, then by place, then by code: the order in which an author reads. */
export function compareDiagnostics(left: Diagnostic, right: Diagnostic): number {
  return (
    compareText(left.place.file, right.place.file) ||
    left.place.line - right.place.line ||
    left.place.column - right.place.column ||
    compareText(left.code, right.code)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
