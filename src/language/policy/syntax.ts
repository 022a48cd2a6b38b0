import { type Severity } from '../../model/severity.js';
import { type Located } from '../native/syntax.js';
import { type ParameterAssignmentSyntax } from '../native/read-assignments.js';

export interface ControlSyntax {
  readonly id: Located<string>;
  readonly title: string;
  /** Where the framework says so; empty when the author does not say. */
  readonly basis: string;
  readonly rules: readonly Located<string>[];
  /** Empty when there is none. */
  readonly note: string;
}

export interface SeveritySyntax {
  readonly ruleId: Located<string>;
  readonly severity: Located<Severity>;
}

export interface GateSyntax {
  readonly failOn?: Located<Severity>;
  readonly maxFindings?: Located<number>;
}

/** A policy as its author wrote it. */
export interface PolicySyntax {
  readonly kind: 'policy';
  readonly file: string;
  readonly id: Located<string>;
  readonly title: string;
  readonly framework: string;
  readonly version: string;
  /** Empty when there is none. */
  readonly description: string;
  readonly gate: GateSyntax;
  readonly controls: readonly ControlSyntax[];
  readonly parameters: readonly ParameterAssignmentSyntax[];
  /** Severities other than the rules' own. */
  readonly severities: readonly SeveritySyntax[];
}
