import { type DiagnosticCode } from './codes.js';

/** A place in a text that an author wrote. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How many characters of the line the caret underlines; at least 1. */
  readonly length: number;
}

/** A problem in what an author wrote; collected, never thrown. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly place: Place;
  /** Only where the tool is not guessing. */
  readonly hint?: string;
}
