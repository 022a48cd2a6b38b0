import { type Severity } from '../../model/severity.js';
import { type ParameterAssignmentSyntax } from '../native/read-assignments.js';
import { type Located } from '../native/syntax.js';

export const SARIF_PROFILES = ['full', 'github'] as const;
type SarifProfileName = (typeof SARIF_PROFILES)[number];

export const CONFIGURED_ENGINES = ['predicates', 'json-rules-engine'] as const;
type ConfiguredEngine = (typeof CONFIGURED_ENGINES)[number];

/** A project file (`ctaudit.yaml`) as its author wrote it: what is absent was not written. */
export interface ConfigSyntax {
  readonly kind: 'config';
  readonly file: string;
  /** Ids, tags, files and folders; relative paths start from the file's folder. */
  readonly rules?: readonly Located<string>[];
  readonly policy?: Located<string>;
  readonly output?: readonly Located<string>[];
  readonly sarifProfile?: Located<SarifProfileName>;
  readonly failOn?: Located<Severity>;
  readonly maxFindings?: Located<number>;
  readonly minSeverity?: Located<Severity>;
  /** An RFC 3339 time, or a date, which stands for its start in UTC. */
  readonly since?: Located<string>;
  readonly until?: Located<string>;
  /** Twelve digits each. */
  readonly account?: readonly Located<string>[];
  readonly region?: readonly Located<string>[];
  readonly evidence?: Located<number>;
  readonly jobs?: Located<number>;
  readonly engine?: Located<ConfiguredEngine>;
  readonly allowIncomplete?: Located<boolean>;
  readonly parameters: readonly ParameterAssignmentSyntax[];
}
