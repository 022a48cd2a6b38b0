import { type Evidence, type Finding } from '../../../src/model/finding.js';
import { type Problem } from '../../../src/model/problem.js';
import { type PolicyResult, type ScanReport } from '../../../src/model/report.js';
import { type RuleInfo } from '../../../src/model/rule-info.js';

export function ruleInfo(change: Partial<RuleInfo> = {}): RuleInfo {
  return {
    id: 'root-user-activity',
    title: 'Root user activity',
    severity: 'high',
    description: "The account's root user called an API or signed in.",
    remediation: 'Use a role with the least access that does the job; keep root for the few tasks that need it.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html'],
    attack: ['T1078.004'],
    tags: ['identity'],
    falsePositives: ['The tasks that only root can do'],
    ...change,
  };
}

export function evidence(change: Partial<Evidence> = {}): Evidence {
  return {
    uri: 'logs/AWSLogs/111122223333/CloudTrail/us-east-1/2023/07/10/111122223333_CloudTrail_us-east-1_20230710T1200Z_Ab1Cd2Ef3Gh4Ij5K.json.gz',
    index: 7,
    byteOffset: 8120,
    byteLength: 1310,
    eventID: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
    eventTime: '2023-07-10T12:00:05Z',
    sha256: '0123456789abcdef'.repeat(4),
    ...change,
  };
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'root-user-activity',
    severity: 'high',
    message: 'Root called ConsoleLogin in us-east-1 from 198.51.100.7',
    fingerprint: 'fedcba9876543210'.repeat(4),
    group: [
      { field: 'recipientAccountId', values: ['111122223333'] },
      { field: 'eventName', values: ['ConsoleLogin'] },
    ],
    occurrenceCount: 2,
    firstSeen: '2023-07-10T12:00:05Z',
    lastSeen: '2023-07-12T09:30:00Z',
    evidence: [
      evidence(),
      evidence({ index: 9, byteOffset: 12_000, eventID: '1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', eventTime: '2023-07-12T09:30:00Z' }),
    ],
    explanation: {
      kind: 'all',
      text: 'all',
      holds: true,
      conditions: [{ kind: 'test', text: 'identity.kind equals root', holds: true, values: ['root'] }],
    },
    arns: ['arn:aws:iam::111122223333:root'],
    account: '111122223333',
    region: 'us-east-1',
    eventSource: 'signin.amazonaws.com',
    ...change,
  };
}

export const problem: Problem = {
  code: 'CTA4021',
  uri: 'logs/cut.json',
  byteOffset: 843,
  message: 'The JSON text ends inside a record.',
};

export const policy: PolicyResult = {
  id: 'cis-aws-foundations-3.0',
  title: 'CIS AWS Foundations Benchmark 3.0',
  controls: [
    {
      id: '4.2',
      title: 'Sign-in to the console without MFA is watched',
      rules: ['console-sign-in-without-mfa'],
      findings: 0,
      occurrences: 0,
      eventsExamined: 1204,
    },
    {
      id: '4.3',
      title: 'Use of the root user is watched',
      rules: ['root-user-activity'],
      findings: 1,
      occurrences: 2,
      eventsExamined: 41_202,
    },
    {
      id: '4.7',
      title: 'Disabling or deleting a key is watched',
      rules: ['kms-key-disabled-or-deleted'],
      findings: 0,
      occurrences: 0,
      eventsExamined: 0,
    },
    { id: '4.9', title: 'Changes to AWS Config are watched', rules: [], findings: 0, occurrences: 0, eventsExamined: 0 },
  ],
};

/** A complete run of one rule with one finding. */
export function scanReport(change: Partial<ScanReport> = {}): ScanReport {
  return {
    tool: { name: 'ctaudit', version: '1.2.3' },
    verdict: 'fail',
    complete: true,
    input: {
      files: { read: 55, skipped: 2, damaged: 0 },
      records: { evaluated: 41_202, matched: 2, duplicate: 1, damaged: 0, skipped: 3, notSelected: 0, undated: 0, excepted: 4 },
      bytes: 61_234_567,
      firstEventTime: '2023-07-10T11:00:00Z',
      lastEventTime: '2023-07-12T10:00:00Z',
    },
    problems: [],
    notes: [],
    gate: { failOn: 'high', maxFindings: 0, counted: 1, passed: false },
    rules: [ruleInfo()],
    findings: [finding()],
    census: [
      {
        account: '111122223333',
        region: 'us-east-1',
        category: 'Management',
        events: 12,
        unplaced: 1,
        firstEventTime: '2023-07-10T11:59:00Z',
        lastEventTime: '2023-07-12T09:30:00Z',
        hours: [
          { hour: '2023-07-10T11:00:00Z', events: 1, firstEventTime: '2023-07-10T11:59:00Z', lastEventTime: '2023-07-10T11:59:00Z' },
          { hour: '2023-07-12T09:00:00Z', events: 10, firstEventTime: '2023-07-12T09:00:01Z', lastEventTime: '2023-07-12T09:30:00Z' },
        ],
      },
    ],
    hidden: 0,
    ...change,
  };
}

/** A complete run that found nothing. */
export function cleanReport(change: Partial<ScanReport> = {}): ScanReport {
  const gate = { failOn: 'high', maxFindings: 0, counted: 0, passed: true } as const;
  return scanReport({ verdict: 'pass', gate, findings: [], ...change });
}

/** Everything that a terminal, a page or a parser could take for its own: every reporter must write it as text. */
export const HOSTILE = '\u001b[31mred\u0007 \u202egpj.exe [click](1) <b>x</b> {0} \\ \r\n\ud800 "quoted" \u{e0041}';

/** A run in which every text that an attacker may write is hostile. */
export function hostileReport(): ScanReport {
  const uri = `logs/${HOSTILE}/a b#c%41.json`;
  return scanReport({
    verdict: 'fail',
    complete: false,
    problems: [
      { ...problem, uri, message: `Broken: ${HOSTILE}` },
      { ...problem, count: 300, lastByteOffset: 9000 },
      { code: 'CTA4041', uri: '', message: 'The run was interrupted.' },
    ],
    findings: [
      finding({
        message: HOSTILE,
        group: [{ field: 'userAgent', values: [HOSTILE] }],
        evidence: [
          evidence({ uri, eventID: HOSTILE, eventTime: HOSTILE }),
          evidence({ uri: '-', within: 'CloudTrailEvent' }),
          evidence({ uri: '/var/log/x y.json' }),
        ],
        explanation: { kind: 'test', text: 'userAgent exists', holds: true, values: [HOSTILE] },
        arns: [HOSTILE],
        account: '..',
        region: HOSTILE,
        eventSource: '',
      }),
    ],
    policy,
  });
}
