import { describe, expect, test } from '@jest/globals';

import {
  compileRules,
  type CompiledRules,
  type Diagnostic,
  type Finding,
  type ProblemCode,
  type RuleSet,
  type RunVerdict,
  scan,
  type ScanOptions,
  type ScanReport,
  type Severity,
} from '../../dist/index.js';

/** `true` when each can stand for the other. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** Each is `true` by the compiler alone; another type makes `npm run types` fail. */
const claims: readonly true[] = [
  true satisfies Same<Severity, 'informational' | 'low' | 'medium' | 'high' | 'critical'>,
  true satisfies Same<RunVerdict, 'pass' | 'fail' | 'incomplete'>,
  true satisfies Same<ReturnType<typeof scan>, Promise<ScanReport>>,
  true satisfies Same<ReturnType<typeof compileRules>, Promise<CompiledRules>>,
  true satisfies Same<CompiledRules['ruleSet'], RuleSet | undefined>,
  true satisfies Same<ScanReport['findings'], readonly Finding[]>,
  true satisfies Same<CompiledRules['diagnostics'], readonly Diagnostic[]>,
  true satisfies 'CTA4020' extends ProblemCode ? true : false,
  true satisfies string extends ProblemCode ? false : true,
];

const ruleSet: RuleSet = { rules: [], fields: {} };
const full: ScanOptions = {
  inputs: ['logs'],
  ruleSet,
  cwd: '/',
  selection: { since: 0, until: 1, accounts: ['111122223333'], regions: ['eu-west-1'] },
  gate: { failOn: 'low', maxFindings: 1 },
  minSeverity: 'low',
  evidence: 3,
  engine: 'json-rules-engine',
  onMatch: ({ fingerprint }) => {
    fingerprint.toUpperCase();
  },
  signal: new AbortController().signal,
};

/** Never called: what stands here must be refused by the compiler, or the directive above it is the error. */
function refused(report: ScanReport): void {
  // @ts-expect-error a scan needs rules
  void scan({ inputs: ['logs'] });
  // @ts-expect-error an unknown severity
  void scan({ ...full, minSeverity: 'hihg' });
  // @ts-expect-error an option that does not exist
  void compileRules({ rule: ['a'] });
  // @ts-expect-error an undefined rule set: the diagnostics must be looked at first
  void compileRules().then((compiled) => scan({ inputs: [], ruleSet: compiled.ruleSet }));
  // @ts-expect-error a report is read-only
  report.verdict = 'pass';
  // @ts-expect-error and so are its findings
  report.findings.length = 0;
}

describe('the types of the library', () => {
  test('are held by the compiler, and what they name exists', async () => {
    expect(claims.every(Boolean)).toBe(true);
    expect(refused).toHaveLength(1);
    const { diagnostics, ruleSet: compiled } = await compileRules({ rules: ['root-user-activity'] });
    expect(diagnostics).toEqual([]);
    expect(compiled?.rules.map(({ info }) => info.id)).toEqual(['root-user-activity']);
  });
});
