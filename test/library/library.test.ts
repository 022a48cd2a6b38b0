import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { compileRules, type MatchRow, NoSuchInputError, type RuleSet, scan, type ScanProgress } from '../../dist/index.js';
import { runCommand } from '../acceptance/run-command.js';
import { cloudTrailRecord, logFile } from '../support/records.js';
import { inWorkspace } from '../support/workspace.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SECONDS = 60;

async function rulesOf(rules: readonly string[]): Promise<RuleSet> {
  const { ruleSet } = await compileRules({ rules });
  if (ruleSet === undefined) throw new Error('the rules have errors');
  return ruleSet;
}

async function commandReport(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await runCommand(['scan', 'examples', '-o', 'json', ...args], { cwd: ROOT });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('the library', () => {
  test(
    'gives what the command gives',
    async () => {
      const { ruleSet, diagnostics } = await compileRules();
      expect(diagnostics).toEqual([]);
      if (ruleSet === undefined) throw new Error('the built-in rules have errors');
      const { verdict, complete, input, gate, problems, findings } = await scan({ inputs: ['examples'], ruleSet, cwd: ROOT });
      const report = await commandReport();
      expect({ verdict, complete, input, gate, problems }).toEqual({
        verdict: report['verdict'],
        complete: report['complete'],
        input: report['input'],
        gate: report['gate'],
        problems: report['problems'],
      });
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.map((finding) => [finding.fingerprint, finding.message, finding.occurrenceCount, finding.evidence])).toEqual(
        (report['findings'] as typeof findings).map((finding) => [
          finding.fingerprint,
          finding.message,
          finding.occurrenceCount,
          finding.evidence,
        ]),
      );
    },
    SECONDS * 1000,
  );

  test(
    'takes a policy with its gate as the command does',
    async () => {
      const { ruleSet, policy, gate } = await compileRules({ policy: 'cis-aws-foundations-3.0' });
      if (ruleSet === undefined || policy === undefined) throw new Error('the policy has errors');
      const report = await scan({ inputs: ['examples'], ruleSet, policy, gate, cwd: ROOT });
      const ofCommand = await commandReport('--policy', 'cis-aws-foundations-3.0');
      expect(report.policy).toEqual(ofCommand['policy']);
      expect(report.gate).toEqual(ofCommand['gate']);
    },
    SECONDS * 1000,
  );
});

describe('a scan by the library', () => {
  test('hands over matches in order of file and record, and tells how far it is', () =>
    inWorkspace(async (folder) => {
      mkdirSync(join(folder, 'logs'));
      for (const name of ['b', 'a']) {
        const records = [1, 2].map((i) => cloudTrailRecord({ eventID: `${name}${i}` }));
        writeFileSync(join(folder, 'logs', `${name}.json`), logFile(...records));
      }
      const ruleSet = await rulesOf(['cloudtrail-configuration-change']);
      const rows: MatchRow[] = [];
      const progress: ScanProgress[] = [];
      await scan({
        inputs: ['logs'],
        cwd: folder,
        ruleSet,
        onMatch: (row) => {
          rows.push(row);
        },
        onProgress: (at) => {
          progress.push(at);
        },
      });
      expect(rows.map(({ uri, eventID }) => `${uri} ${eventID}`)).toEqual([
        'logs/a.json a1',
        'logs/a.json a2',
        'logs/b.json b1',
        'logs/b.json b2',
      ]);
      expect(progress.at(-1)).toMatchObject({ files: { done: 2, total: 2 }, records: 4 });
      expect(progress.at(-1)?.bytes.done).toBe(progress.at(-1)?.bytes.total);
    }));

  test('reads standard input from what it is given', async () => {
    const ruleSet = await rulesOf(['cloudtrail-configuration-change']);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      const text = logFile(cloudTrailRecord());
      yield Buffer.from(text.slice(0, 100));
      await Promise.resolve();
      yield Buffer.from(text.slice(100));
    }
    const report = await scan({ inputs: ['-'], ruleSet, standardInput: chunks() });
    expect(report.findings.map(({ ruleId, occurrenceCount }) => [ruleId, occurrenceCount])).toEqual([
      ['cloudtrail-configuration-change', 1],
    ]);
  });
});

describe('a scan by the library in threads', () => {
  test(
    'gives the same report with threads as without',
    async () => {
      const ruleSet = await rulesOf(['logging', 'identity']);
      const options = { inputs: ['examples'], ruleSet, cwd: ROOT };
      const alone = await scan(options);
      expect(alone.findings.length).toBeGreaterThan(10);
      expect(JSON.stringify(await scan({ ...options, jobs: 3 }))).toBe(JSON.stringify(alone));
    },
    SECONDS * 1000,
  );
});

describe('a scan that is ended', () => {
  test('by its signal says that it is incomplete', async () => {
    const ruleSet = await rulesOf(['cloudtrail-configuration-change']);
    const report = await scan({ inputs: ['examples'], cwd: ROOT, ruleSet, signal: AbortSignal.abort() });
    expect(report).toMatchObject({ complete: false, verdict: 'incomplete', input: { files: { read: 0 } } });
    expect(report.problems.map(({ code }) => code)).toEqual(['CTA4041', 'CTA4040']);
  });
});

describe('the library, asked wrongly,', () => {
  test('refuses an input that names nothing, with its name', async () => {
    const ruleSet = await rulesOf(['logging']);
    const failure = await scan({ inputs: ['examples', 'nowhere'], cwd: ROOT, ruleSet }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NoSuchInputError);
    expect(failure).toMatchObject({ inputs: ['nowhere'] });
  });

  test('tells what is wrong with rules instead of throwing it', () =>
    inWorkspace(async (folder) => {
      writeFileSync(join(folder, 'a.yaml'), 'id: a\ntitle: A\nseverity: hihg\nwhen: { eventName: a }\n');
      const { ruleSet, diagnostics, texts } = await compileRules({ rules: ['a.yaml'], cwd: folder });
      expect(ruleSet).toBeUndefined();
      expect(diagnostics).toMatchObject([{ code: 'CTA1022', level: 'error', place: { file: 'a.yaml', line: 3, column: 11 } }]);
      expect([...texts.keys()]).toEqual(['a.yaml']);
    }));

  test('takes parameters as the command does', async () => {
    const trustedAccounts = { ruleId: 'cross-account-recipient-mismatch', name: 'trustedAccounts', values: ['123456789012'] };
    const { ruleSet } = await compileRules({ rules: [trustedAccounts.ruleId], parameters: [trustedAccounts] });
    if (ruleSet === undefined) throw new Error('the rule has errors');
    const report = await scan({ inputs: ['examples/aws-documentation'], cwd: ROOT, ruleSet });
    expect(report.input.records).toMatchObject({ matched: 0, excepted: 5 });
  });
});
