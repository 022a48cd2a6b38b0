import { createHash } from 'node:crypto';

import { sumCounts } from '../../integrity/day-tally.js';
import { type Finding } from '../../model/finding.js';
import { type IntegrityResult, type IntegrityStatus } from '../../model/integrity.js';
import { type Problem } from '../../model/problem.js';
import { type RuleInfo } from '../../model/rule-info.js';
import { compareText } from '../../model/text.js';
import { LEVEL_SEVERITIES, type LogCounts, VERIFY_CODES, type VerifyFinding, type VerifyReport } from '../../model/verify-report.js';
import { printable } from '../../model/safe-text.js';
import { InvalidSourceError } from '../../sources/invalid-source-error.js';
import { HashSet } from '../../triage/hash-set.js';
import { NoSuchInputError } from '../no-such-input-error.js';
import { type VerifyOptions } from './verify-options.js';
import { verify } from './verify.js';

const REFERENCE = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html';

/** What a scan's inputs are verified with. */
export type InputsOptions = Omit<VerifyOptions, 'source' | 'onLog'> & { readonly inputs: readonly string[] };

/**
 * Checks the digest files of a scan's inputs: folders and buckets, each for itself. What is neither stays unverified.
 */
export async function verifyInputs({ inputs, ...options }: InputsOptions): Promise<IntegrityResult> {
  const logs = new LogStatuses();
  const reports: VerifyReport[] = [];
  const problems: Problem[] = [];
  for (const input of inputs) {
    if (!isProvable(input)) continue;
    try {
      reports.push(await verify({ ...options, source: input, onLog: logs.take }));
    } catch (error) {
      if (!(error instanceof NoSuchInputError || error instanceof InvalidSourceError)) throw error;
      // It may hold logs all the same, and a scan says if there is nothing.
      problems.push(unproven(input, `It has no digest files that can be checked (${printable(error.message)}).`));
    }
  }
  const findings = reports.flatMap((report) => report.findings);
  const named = findings.filter(({ level }) => level === 'warning').map(({ uri, code, message }) => unproven(uri, `${message} (${code})`));
  return {
    statusOf: (uri) => logs.statusOf(uri),
    isJudged: (uri) => logs.isJudged(uri),
    summary: {
      verdict: verdictOf(reports),
      digests: sumCounts(reports.map(({ digests }) => digests)),
      logs: sumCounts(reports.map((report) => report.logs)),
    },
    findings: findings.filter(({ level }) => level === 'error').map(findingOf),
    rules: RULES,
    problems: [...problems, ...named],
    notes: findings.filter(({ level }) => level === 'note').map(({ uri, message }) => (uri === '' ? message : `${uri}: ${message}`)),
  };
}

/** A file, a glob and standard input have no digests; an object and the beginning of keys are no folder. */
function isProvable(input: string): boolean {
  if (input.startsWith('s3://')) return !input.endsWith('*') && !/\.(?:json|gz)$/.test(input);
  return !input.startsWith('lookup-events:') && input !== '-' && !/\.(?:json|gz)$|[*?{[]/.test(input);
}

function unproven(uri: string, message: string): Problem {
  return { code: 'CTA4060', uri, message };
}

function verdictOf(reports: readonly VerifyReport[]): VerifyReport['verdict'] {
  const verdicts = reports.map(({ verdict }) => verdict);
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.length === 0 || verdicts.includes('incomplete') ? 'incomplete' : 'pass';
}

/** Which logs are proven and which are disproven, in some bytes each. */
class LogStatuses {
  private readonly verified = new HashSet();
  private readonly altered = new HashSet();
  private readonly judged = new HashSet();

  readonly take = ({ uri, status }: { readonly uri: string; readonly status: keyof LogCounts }): void => {
    this.judged.add(hashOf(uri));
    if (status === 'verified') this.verified.add(hashOf(uri));
    if (status === 'altered' || status === 'added') this.altered.add(hashOf(uri));
  };

  isJudged(uri: string): boolean {
    return this.judged.has(hashOf(uri));
  }

  statusOf(uri: string): IntegrityStatus {
    const hash = hashOf(uri);
    // Two inputs may hold one file, and what speaks against it outweighs.
    if (this.altered.has(hash)) return 'altered';
    return this.verified.has(hash) ? 'verified' : 'unverified';
  }
}

function hashOf(uri: string): Uint8Array {
  return createHash('sha256').update(uri).digest();
}

function findingOf(finding: VerifyFinding): Finding {
  const { code, account, region, trail, key, uri, message, severity, fingerprint, count = 1 } = finding;
  const fields = { account, region, trail, key };
  return {
    ruleId: ruleIdOf(VERIFY_CODES[code].title),
    severity,
    message: uri === '' ? message : `${uri}: ${message}`,
    fingerprint,
    group: Object.entries(fields).map(([field, value]) => ({ field, values: value === '' ? [] : [value] })),
    occurrenceCount: count,
    unit: 'file',
    firstSeen: '',
    lastSeen: '',
    evidence: [],
    explanation: { kind: 'test', text: message, holds: true },
    arns: [],
    account: account || 'unknown',
    region: region || 'unknown',
    eventSource: 'cloudtrail.amazonaws.com',
  };
}

/** Such as `integrity-log-altered`. */
function ruleIdOf(title: string): string {
  return `integrity-${title.replaceAll(' ', '-').toLowerCase()}`;
}

const RULES: readonly RuleInfo[] = Object.entries(VERIFY_CODES)
  .filter(([, { level }]) => level === 'error')
  .map(([code, { title, level }]) => ({
    id: ruleIdOf(title),
    title: title.charAt(0).toUpperCase() + title.slice(1),
    severity: LEVEL_SEVERITIES[level],
    description: `CloudTrail's digest files show: ${title} (${code}). What rules find in such logs is not what CloudTrail delivered.`,
    remediation: 'Compare the file with another copy of the bucket, and find out in the logs of the bucket who changed it.',
    references: [REFERENCE],
    attack: ['T1565.001'],
    tags: ['integrity'],
    falsePositives: [],
  }))
  .sort((left, right) => compareText(left.id, right.id));
