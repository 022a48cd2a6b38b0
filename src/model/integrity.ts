import { type Finding } from './finding.js';
import { type Problem } from './problem.js';
import { type RunVerdict } from './report.js';
import { type RuleInfo } from './rule-info.js';
import { type DigestCounts, type LogCounts } from './verify-report.js';

/**
 * What digest files say of a log file: `verified`, its content is what a proven digest lists; `altered`, it is not, or every digest that
 * could list the file is proven and none does; `unverified`, neither is shown.
 */
export type IntegrityStatus = 'verified' | 'unverified' | 'altered';

/** What the digest files of all inputs came to. */
export interface IntegritySummary {
  readonly verdict: RunVerdict;
  readonly digests: DigestCounts;
  readonly logs: LogCounts;
}

/** What a check of digest files means for a scan of the same inputs. */
export interface IntegrityResult {
  /** @param uri of a log file */
  statusOf(uri: string): IntegrityStatus;
  /** Whether the check has come to a log file at all. */
  isJudged(uri: string): boolean;
  readonly summary: IntegritySummary;
  /** Of files that were altered, are missing or were put in. */
  readonly findings: readonly Finding[];
  /** What those findings can be of, by id. */
  readonly rules: readonly RuleInfo[];
  /** What could not be proven. */
  readonly problems: readonly Problem[];
  /** In full sentences. */
  readonly notes: readonly string[];
}
