import { describe, expect, test } from '@jest/globals';
import { readRule } from '../../../../src/language/native/read-rule.js';
import { withoutPlaces } from '../without-places.js';

const HEAD = 'id: a\ntitle: A\nseverity: low\n';

function treesOf(text: string): { readonly when: unknown; readonly codes: readonly string[] } {
  const { rule, diagnostics } = readRule('a.yaml', HEAD + text);
  return { when: withoutPlaces(rule?.when), codes: diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`) };
}

/** One condition in both syntaxes. */
const test1 = (operator: string, value: string): string =>
  `conditions:\n  all:\n    - { fact: a, path: $.b, operator: ${operator}, value: ${value} }\n`;
const native = (value: string): string => `when:\n  all:\n    - a.b: ${value}\n`;

describe('the operators of json-rules-engine', () => {
  test.each([
    { operator: 'equal', value: 'x', meaning: '{ equals: x }' },
    { operator: 'notEqual', value: 'x', meaning: '{ not: { equals: x } }' },
    { operator: 'in', value: '[x, 012]', meaning: '{ in: [x, 012] }' },
    { operator: 'notIn', value: '[]', meaning: '{ not: { in: [] } }' },
    { operator: 'contains', value: 'x', meaning: '{ equals: x }' },
    { operator: 'doesNotContain', value: 'x', meaning: '{ not: { equals: x } }' },
    { operator: 'lessThan', value: '1', meaning: '{ lt: 1 }' },
    { operator: 'lessThanInclusive', value: '1', meaning: '{ lte: 1 }' },
    { operator: 'greaterThan', value: '1', meaning: '{ gt: 1 }' },
    { operator: 'greaterThanInclusive', value: '{ fact: c, path: "$.d[*].e" }', meaning: '{ gte: { field: c.d.e } }' },
  ])('$operator means $meaning', ({ operator, value, meaning }) => {
    const theirs = treesOf(test1(operator, value));
    const ours = withoutAll(treesOf(native(meaning)).when);
    expect(theirs.codes).toEqual([]);
    expect(theirs.when).toEqual(ours);
  });
});

/** In our syntax a list has mappings, each an \`all\` of its entries; theirs has single conditions. */
function withoutAll(tree: unknown): unknown {
  const [list] = conditionsIn(tree);
  return { ...(list as object), conditions: conditionsIn(list).flatMap(conditionsIn) };
}

function conditionsIn(tree: unknown): readonly unknown[] {
  return (tree as { readonly conditions: readonly unknown[] }).conditions;
}

describe('a tree of json-rules-engine', () => {
  test('nests with all, any and not', () => {
    const leaf = '{ fact: a, operator: equal, value: x }';
    const { when, codes } = treesOf(`conditions:\n  any:\n    - all: [${leaf}]\n    - not: ${leaf}\n`);
    expect(codes).toEqual([]);
    expect(when).toMatchObject({
      kind: 'any',
      conditions: [
        { kind: 'all', conditions: [{ kind: 'field' }] },
        { kind: 'not', condition: { kind: 'field' } },
      ],
    });
  });

  test.each<{ name: string; text: string; codes: string[] }>([
    { name: 'an unknown operator', text: test1('equals', 'x'), codes: ['CTA1022 6:39'] },
    { name: 'null as a value', text: test1('equal', '~'), codes: ['CTA1024 6:53'] },
    { name: 'a list for an operator that takes one value', text: test1('lessThan', '[1]'), codes: ['CTA1021 6:56'] },
    { name: 'one value for an operator that takes a list', text: test1('in', 'x'), codes: ['CTA1021 6:50'] },
    { name: 'params', text: 'conditions: { all: [{ fact: a, operator: equal, value: x, params: { b: c } }] }\n', codes: ['CTA1030 4:59'] },
    { name: 'a reference to a condition', text: 'conditions: { all: [{ condition: b }] }\n', codes: ['CTA1030 4:23'] },
    { name: 'a name', text: 'conditions: { name: n, all: [{ fact: a, operator: equal, value: x }] }\n', codes: ['CTA1030 4:15'] },
    { name: 'a test without a fact', text: 'conditions: { all: [{ operator: equal, value: x }] }\n', codes: ['CTA1020 4:23'] },
    { name: 'an empty any', text: 'conditions: { any: [] }\n', codes: ['CTA1023 4:20'] },
    { name: 'nothing', text: 'conditions: {}\n', codes: ['CTA1023 4:13'] },
    {
      name: 'a path that selects by depth',
      text: 'conditions: { all: [{ fact: a, path: $..b, operator: equal, value: x }] }\n',
      codes: ['CTA1012 4:38'],
    },
  ])('$name is refused', ({ text, codes }) => {
    expect(treesOf(text).codes).toEqual(codes);
  });
});
