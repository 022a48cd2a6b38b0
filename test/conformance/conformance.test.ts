import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';

import { FastEngine } from '../../src/engine/fast-engine.js';
import { type Engine } from '../../src/engine/hit.js';
import { OracleEngine } from '../../src/engine/oracle/oracle-engine.js';
import { type RuleSet } from '../../src/ir/rule-set.js';
import { type JsonObject } from '../../src/model/json.js';
import { compileTexts, type Parameters } from '../support/compile.js';

interface Case {
  readonly name?: string;
  readonly event?: JsonObject;
  readonly eventJson?: string;
  readonly matches?: boolean;
  readonly excepted?: boolean;
  readonly message?: string;
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

interface Group {
  readonly name: string;
  readonly rule?: object;
  readonly ruleText?: string;
  readonly parameters?: Parameters;
  readonly cases: readonly Case[];
}

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

type Open = (ruleSet: RuleSet) => Engine;

const EVALUATORS: readonly (readonly [string, Open])[] = [
  ['predicates', (ruleSet) => new FastEngine(ruleSet)],
  ['json-rules-engine', (ruleSet) => new OracleEngine(ruleSet)],
];

const FILLED_IN = { id: 'a-rule', title: 'A rule', severity: 'low', description: 'A rule of the conformance cases.' };

/** A rule's text; `rule` is written back to YAML, `ruleText` stands as it is. */
function ruleTextOf(group: Group): string {
  if (group.ruleText !== undefined) return `${stringify(FILLED_IN)}${group.ruleText}`;
  return stringify({ ...FILLED_IN, ...group.rule }, { aliasDuplicateObjects: false });
}

/** A rule that matches every event and groups by the fields asked for, so that their values can be seen. */
function fieldsRule(fields: readonly string[]): string {
  return stringify({
    ...FILLED_IN,
    when: { all: [{ any: [{ eventID: { exists: true } }, { eventID: { exists: false } }] }] },
    groupBy: fields,
  });
}

const eventOf = (each: Case): JsonObject => each.event ?? (JSON.parse(each.eventJson ?? '') as JsonObject);

async function checkRule(open: Open, group: Group, each: Case): Promise<void> {
  const ruleSet = compileTexts([ruleTextOf(group)], group.parameters && { 'a-rule': group.parameters });
  const { hits } = await open(ruleSet).evaluate([eventOf(each)]);
  expect(hits.length).toBe(each.matches === false ? 0 : 1);
  if (each.matches !== false) expect(hits[0]?.excepted).toBe(each.excepted ?? false);
  if (each.message !== undefined) expect(hits[0]?.message()).toBe(each.message);
}

async function checkValues(open: Open, each: Case, expected: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const { hits } = await open(compileTexts([fieldsRule(Object.keys(expected))])).evaluate([eventOf(each)]);
  expect(Object.fromEntries((hits[0]?.group ?? []).map(({ field, values }) => [field, values]))).toEqual(expected);
}

describe.each(files)('%s', (file) => {
  const groups = parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Group[];
  describe.each(EVALUATORS)('%s', (_name, open) => {
    for (const group of groups) {
      group.cases.forEach((each, number) => {
        const name = `${group.name}: ${each.name ?? `case ${number}`}`;
        test(name, () => (each.values === undefined ? checkRule(open, group, each) : checkValues(open, each, each.values)));
      });
    }
  });
});
