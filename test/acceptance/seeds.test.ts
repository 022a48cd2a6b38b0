import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { inWorkspace } from '../support/workspace.js';
import { type JsonReport, scanToJson } from './reading-reports.js';

interface Answers {
  readonly identity: Readonly<
    Record<string, { readonly kind: string; readonly temporary: boolean; readonly awsService: boolean; readonly mfa: string }>
  >;
  readonly matches: Readonly<Record<string, readonly string[]>>;
  readonly error: Readonly<Record<string, { readonly code: string; readonly message: string }>>;
}

const SEEDS = fileURLToPath(new URL('../fixtures/seeds', import.meta.url));
const answers = JSON.parse(readFileSync(join(SEEDS, 'expected.json'), 'utf8')) as Answers;

/** Holds for every record, and puts what a record is into the group of its finding. */
const WHO = `id: who
title: Who
severity: informational
when: { eventName: { exists: true } }
message: "{eventName}"
groupBy: [identity.kind, identity.temporary, identity.awsService, identity.mfa, error.code, error.message]
`;

const LOGS = join(SEEDS, 'logs');

type Finding = JsonReport['findings'][number];

const keysOf = ({ evidence }: Finding): readonly string[] => evidence.map(({ uri, index }) => `${basename(uri)}#${index}`);

function groupsByRecord(findings: readonly Finding[]): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  return new Map(
    findings.flatMap((finding) => {
      const group = new Map(finding.group.map(({ field, values }) => [field, values] as const));
      return keysOf(finding).map((key) => [key, group] as const);
    }),
  );
}

describe('the fourteen records of the AWS documentation', () => {
  test('are matched by the first four rules as worked out by hand', async () => {
    const rules = Object.keys(answers.matches).flatMap((rule) => ['--rules', rule]);
    const { report } = await scanToJson([LOGS, ...rules, '--evidence', '100'], SEEDS);
    const matches = Object.keys(answers.matches).map((rule) => {
      const keys = report.findings.filter(({ ruleId }) => ruleId === rule).flatMap(keysOf);
      return [rule, keys.sort()] as const;
    });
    const expected = Object.entries(answers.matches).map(([rule, keys]) => [rule, [...keys].sort()] as const);
    expect(matches).toEqual(expected);
  });

  test('have the identities and errors worked out by hand', async () => {
    const groups = await inWorkspace(async (folder) => {
      writeFileSync(join(folder, 'who.yaml'), WHO);
      const { report } = await scanToJson([LOGS, '--rules', 'who.yaml', '--evidence', '100'], folder);
      return groupsByRecord(report.findings);
    });
    const identities = [...groups].map(([key, group]) => [
      key,
      {
        kind: group.get('identity.kind')?.join(),
        temporary: group.get('identity.temporary')?.join() === 'true',
        awsService: (group.get('identity.awsService') ?? []).length > 0,
        mfa: group.get('identity.mfa')?.join(),
      },
    ]);
    expect(Object.fromEntries(identities)).toEqual(answers.identity);
    const errors = [...groups]
      .map(([key, group]) => [key, { code: group.get('error.code')?.join(), message: group.get('error.message')?.join() }] as const)
      .filter(([, { code }]) => code !== '');
    expect(Object.fromEntries(errors)).toEqual(answers.error);
  });

  test('are named from the byte on where a copied page was cut', async () => {
    const { exit, report } = await scanToJson(['cloudwatch-putmetricalarm-truncated.json', '--fail-on', 'critical'], SEEDS);
    expect(exit).toBe(3);
    expect(report.input.records).toMatchObject({ evaluated: 1, damaged: 1 });
    expect(report.problems.map(({ byteOffset }) => byteOffset)).toEqual([843]);
  });
});
