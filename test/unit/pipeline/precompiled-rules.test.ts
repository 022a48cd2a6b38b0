import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { type CompileRulesOptions } from '../../../src/pipeline/compile-rules.js';
import { compileSources } from '../../../src/pipeline/compile-sources.js';
import { precompileRules } from '../../../src/pipeline/precompile-rules.js';
import { findPrecompiled, pickPrecompiled, type PrecompiledRules } from '../../../src/pipeline/precompiled-rules.js';

const folder = mkdtempSync(join(tmpdir(), 'ctaudit-precompiled-'));
const cwd = join(folder, 'empty');
const taken = join(folder, 'taken');
mkdirSync(cwd);
mkdirSync(join(taken, 'identity'), { recursive: true });
writeFileSync(join(taken, 'root-user-activity'), '');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const precompiled = precompileRules();
const written = (): PrecompiledRules => JSON.parse(JSON.stringify(precompiled)) as PrecompiledRules;

const isFrozen = (tree: unknown): boolean =>
  typeof tree !== 'object' || tree === null || (Object.isFrozen(tree) && Object.values(tree).every(isFrozen));

describe('the precompiled rules are what compiling gives', () => {
  test.each<{ name: string; options: CompileRulesOptions; rules: number }>([
    { name: 'for the built-in rules', options: {}, rules: precompiled.ruleSet.rules.length },
    { name: 'for one rule by its id', options: { rules: ['root-user-activity'] }, rules: 1 },
    { name: 'for rules in another order', options: { rules: ['root-user-activity', 'malformed-account-id'] }, rules: 2 },
    { name: 'for a rule named twice', options: { rules: ['root-user-activity', 'root-user-activity'] }, rules: 1 },
    { name: 'for a policy', options: { policy: 'cis-aws-foundations-3.0' }, rules: 15 },
    {
      name: 'for what a policy and a selection both have',
      options: { policy: 'cis-aws-foundations-3.0', rules: ['root-user-activity', 'malformed-account-id'] },
      rules: 1,
    },
    {
      name: 'for a policy and a selection that share nothing',
      options: { policy: 'cis-aws-foundations-3.0', rules: ['malformed-account-id'] },
      rules: 0,
    },
  ])('$name', ({ options, rules }) => {
    const picked = pickPrecompiled(written(), { ...options, cwd });
    const compiled = compileSources({ ...options, cwd });
    expect(picked).toEqual(compiled);
    expect(JSON.stringify(picked)).toBe(JSON.stringify(compiled));
    expect(picked?.ruleSet?.rules.length).toBe(rules);
    expect(isFrozen(picked?.ruleSet)).toBe(true);
  });

  test.each([...new Set(precompiled.ruleSet.rules.flatMap(({ info }) => [info.id, ...info.tags]))])('for %s', (name) => {
    expect(JSON.stringify(pickPrecompiled(written(), { rules: [name], cwd }))).toBe(JSON.stringify(compileSources({ rules: [name], cwd })));
  });
});

describe('rules are left to be compiled', () => {
  test.each<{ name: string; options: CompileRulesOptions }>([
    { name: 'when a name is no built-in rule or tag', options: { rules: ['root-user-activity', 'nope'], cwd } },
    { name: 'when the name of a tag is a folder too', options: { rules: ['identity'], cwd: taken } },
    { name: 'when the name of a rule is a file too', options: { rules: ['root-user-activity'], cwd: taken } },
    { name: 'when a policy is not built in', options: { policy: 'nope', cwd } },
  ])('$name', ({ options }) => {
    expect(pickPrecompiled(written(), options)).toBeUndefined();
  });

  test('when a parameter has a value', () => {
    const parameters = [{ ruleId: 'root-user-activity', name: 'exemptAccounts', values: ['111122223333'] }];
    expect(pickPrecompiled(written(), { cwd, parameters })).toBeUndefined();
  });

  test('when the sources run, which have none beside them', () => {
    expect(findPrecompiled({ cwd })).toBeUndefined();
  });

  test('when they were made from other texts', () => {
    const text = JSON.stringify(precompiled);
    expect(findPrecompiled({ cwd }, text)?.ruleSet).toEqual(precompiled.ruleSet);
    expect(findPrecompiled({ cwd }, JSON.stringify({ ...precompiled, fingerprint: '0' }))).toBeUndefined();
  });
});
