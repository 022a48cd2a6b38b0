import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { FastEngine } from '../../src/engine/fast-engine.js';
import { type JsonObject } from '../../src/model/json.js';
import { compileTexts, type Parameters } from '../support/compile.js';

interface RuleTest {
  readonly rule: string;
  readonly cases: readonly {
    readonly name: string;
    readonly expect: 'match' | 'no-match';
    readonly message?: string;
    readonly parameters?: Parameters;
    readonly event: JsonObject;
  }[];
}

const folder = fileURLToPath(new URL('../../rules', import.meta.url));
const rules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.yaml') && !name.endsWith('.test.yaml'),
);

describe.each(rules.sort())('%s', (name) => {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  const testPath = `${folder}/${name.replace(/\.yaml$/, '.test.yaml')}`;

  test('is named by its file and names the schema in its first line', () => {
    const id = name.replace(/^.*\//, '').replace(/\.yaml$/, '');
    expect(compileTexts([text]).rules[0]?.info.id).toBe(id);
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../../src/language/schemas/rule.schema.json');
  });

  test('tells what it is for', () => {
    const info = compileTexts([text]).rules[0]?.info;
    for (const list of [info?.references, info?.attack, info?.falsePositives]) expect(list?.length).toBeGreaterThan(0);
    expect(info?.remediation).not.toBe('');
  });

  test('has tests beside it', () => {
    expect(existsSync(testPath)).toBe(true);
  });

  const { cases, rule } = parse(readFileSync(testPath, 'utf8')) as RuleTest;
  test('has tests of both kinds', () => {
    expect(rule).toBe(compileTexts([text]).rules[0]?.info.id);
    expect(new Set(cases.map((each) => each.expect))).toEqual(new Set(['match', 'no-match']));
  });

  test.each(cases.map((each) => [each.expect, each.name, each] as const))('%s: %s', async (_expect, _name, each) => {
    const ruleSet = compileTexts([text], each.parameters && { [rule]: each.parameters });
    const { hits } = await new FastEngine(ruleSet).evaluate([each.event]);
    const matched = hits.filter(({ excepted }) => !excepted);
    expect(matched.length).toBe(each.expect === 'match' ? 1 : 0);
    if (each.message !== undefined) expect(matched[0]?.message()).toBe(each.message);
  });
});
