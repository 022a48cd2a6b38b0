import { type RunVerdict } from './report.js';
import { type Severity } from './severity.js';

/** What a finding means for the verdict: an error fails it, a warning leaves it open, a note tells what is as it should be. */
export type VerifyLevel = 'error' | 'warning' | 'note';

/** How much weight a finding of each level has. */
export const LEVEL_SEVERITIES = {
  error: 'critical',
  warning: 'medium',
  note: 'informational',
} as const satisfies Readonly<Record<VerifyLevel, Severity>>;

/**
 * What a check of digest files can find; docs/verify.md says what each means and what to do. Published: a code is never reused for another
 * finding, even after its check is gone.
 */
export const VERIFY_CODES = {
  CTA5001: { title: 'digest missing', level: 'error' },
  CTA5002: { title: 'digest altered', level: 'error' },
  CTA5003: { title: 'digest signature wrong', level: 'error' },
  CTA5004: { title: 'digest not part of the chain', level: 'error' },
  CTA5005: { title: 'digest moved', level: 'error' },
  CTA5006: { title: 'digest malformed', level: 'error' },
  CTA5007: { title: 'digest signed by a key that AWS does not list', level: 'error' },
  CTA5011: { title: 'log missing', level: 'error' },
  CTA5012: { title: 'log altered', level: 'error' },
  CTA5013: { title: 'log not listed by any digest', level: 'error' },
  CTA5021: { title: 'digest signature not known', level: 'warning' },
  CTA5022: { title: 'digest signed by a key that is not given', level: 'warning' },
  CTA5023: { title: 'file cannot be read', level: 'warning' },
  CTA5024: { title: 'time without digests', level: 'warning' },
  CTA5025: { title: 'log outside the time that digests cover', level: 'warning' },
  CTA5026: { title: 'no digest', level: 'warning' },
  CTA5027: { title: 'public keys not available', level: 'warning' },
  CTA5028: { title: 'log listed by an unverified digest', level: 'warning' },
  CTA5041: { title: 'chain of digests starts', level: 'note' },
  CTA5042: { title: 'bucket or prefix changed', level: 'note' },
  CTA5043: { title: 'signature of the newest digest not known', level: 'note' },
  CTA5044: { title: 'log not yet covered', level: 'note' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly level: VerifyLevel }>>;

export type VerifyCode = keyof typeof VERIFY_CODES;

/** One named result, or the rest of its kind in one account and Region. */
export interface VerifyFinding {
  readonly code: VerifyCode;
  readonly level: VerifyLevel;
  readonly severity: Severity;
  /** Empty for a finding of the whole run. */
  readonly account: string;
  readonly region: string;
  /** Empty where it is of no trail: a log is named without its trail. */
  readonly trail: string;
  /** The object's key from `AWSLogs/` on, wherever it lies; empty where the finding is of no object. */
  readonly key: string;
  /** Where the object lies, or should; empty where `key` is. */
  readonly uri: string;
  /** A full sentence that says what and why, already free of control characters. */
  readonly message: string;
  /** SHA-256, in hex, of the code, the key and the place: the same from run to run. */
  readonly fingerprint: string;
  /** Present when this entry stands for several findings that are not listed one by one. */
  readonly count?: number;
}

/** Every digest file of the period is in one of these numbers. */
export interface DigestCounts {
  readonly verified: number;
  readonly unverified: number;
  readonly altered: number;
  readonly missing: number;
  /** There, but not part of the chain. */
  readonly added: number;
}

/** Every log file of the period is in one of these numbers. */
export interface LogCounts {
  /** The content has the hash that a proven digest lists. */
  readonly verified: number;
  /** Neither proven nor contradicted; the findings say why. */
  readonly unverified: number;
  readonly altered: number;
  readonly missing: number;
  /** There, at a time that proven digests cover, and listed by none. */
  readonly added: number;
}

/** One account and Region on one day. */
export interface VerifyDay {
  /** `2024-05-01`, in UTC: of a log the day in its name, of a digest the day in which its hour begins; empty where a name has none. */
  readonly day: string;
  readonly account: string;
  readonly region: string;
  readonly digests: DigestCounts;
  readonly logs: LogCounts;
}

/** The digests of one trail, of one account and Region. */
export interface VerifiedTrail {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  /** RFC 3339 in UTC; empty where no digest is proven. */
  readonly provenFrom: string;
  readonly provenUntil: string;
}

/** One check of digest files, ready to be written in any format; everything is in its final order. */
export interface VerifyReport {
  readonly tool: { readonly name: 'ctaudit'; readonly version: string };
  /** `fail` with an error among the findings, else `incomplete` with a warning, else `pass`. */
  readonly verdict: RunVerdict;
  readonly complete: boolean;
  /** The argument as written, normalised. */
  readonly source: string;
  /** What --since and --until say, RFC 3339 in UTC; empty where one is not given. */
  readonly since: string;
  readonly until: string;
  readonly digests: DigestCounts;
  readonly logs: LogCounts;
  readonly trails: readonly VerifiedTrail[];
  /** By day, account and Region. */
  readonly days: readonly VerifyDay[];
  /** Errors first, then warnings, then notes; by account, Region, code and key. */
  readonly findings: readonly VerifyFinding[];
}
