import { type DiagnosticCode } from '../../diagnostics/codes.js';
import { type Place } from '../../diagnostics/diagnostic.js';

/** A violation of a schema in the words of a diagnostic. */
export interface ExplainedViolation {
  readonly code: DiagnosticCode;
  readonly place: Place;
  readonly message: string;
  readonly hint?: string | undefined;
}
