import { expect } from '@jest/globals';

import { DERIVED_FIELDS } from '../../../src/compiler/derived-fields.js';
import { predicateCompiler } from '../../../src/engine/predicate.js';
import { type RuleSet } from '../../../src/ir/rule-set.js';
import { type JsonObject, type JsonValue } from '../../../src/model/json.js';

const FIELDS: RuleSet['fields'] = Object.fromEntries([...DERIVED_FIELDS].map(([name, { expression }]) => [name, expression]));

/** The values of a derived field, as the engine finds them. */
function fieldValues(name: string, record: JsonObject): readonly JsonValue[] {
  const compiler = predicateCompiler(FIELDS);
  const values = compiler.valuesOf({ kind: 'field', name });
  return values(compiler.open(record), undefined);
}

/** What each field shall yield; one text stands for a list of one. */
export type Expected = Readonly<Record<string, string | readonly string[]>>;

export function expectFields(record: JsonObject, expected: Expected): void {
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, fieldValues(name, record)]));
  expect(found).toStrictEqual(
    Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, typeof value === 'string' ? [value] : value])),
  );
}
