import { describe, expect, test } from '@jest/globals';
import { MAX_FILE_LENGTH } from '../../../../src/language/yaml/max-file-length.js';
import { readYaml } from '../../../../src/language/yaml/read-yaml.js';
import { type YamlNode } from '../../../../src/language/yaml/yaml-node.js';

function contentOf(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return `${node.type} ${node.text}`;
    case 'list':
      return node.items.map(contentOf);
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, contentOf(value)]));
  }
}

const codesOf = (text: string): readonly string[] =>
  readYaml('f.yaml', text).diagnostics.map(({ code, place: { line, column } }) => `${code} ${line}:${column}`);

describe('scalars', () => {
  test.each([
    ['012', 'string 012'],
    ['12', 'number 12'],
    ['-0.50', 'number -0.50'],
    ['1e3', 'string 1e3'],
    ['0x1f', 'string 0x1f'],
    ['.inf', 'string .inf'],
    ['No', 'string No'],
    ['2024-01-31', 'string 2024-01-31'],
    ['TRUE', 'boolean true'],
    ['False', 'boolean false'],
    ['"true"', 'string true'],
    ["'12'", 'string 12'],
    ['~', 'null ~'],
    ['NULL', 'null NULL'],
    ['', 'null '],
    ['"a\\tb"', 'string a\tb'],
    ['|\n  a\n  b', 'string a\nb\n'],
  ])('%s is read as %s', (source, expected) => {
    const { root, diagnostics } = readYaml('f.yaml', `k: ${source}\n`);
    expect(diagnostics).toEqual([]);
    expect(contentOf(root)).toEqual({ k: expected });
  });
});

describe('places', () => {
  test('count lines and columns from 1, a byte order mark left out', () => {
    const { root } = readYaml('f.yaml', '\uFEFFa: b\r\nlonger: "x y"\r\n');
    const entries = root?.kind === 'mapping' ? root.entries : [];
    expect(entries.map(({ key, value }) => [key.place, value.place])).toEqual([
      [
        { file: 'f.yaml', line: 1, column: 1, length: 1 },
        { file: 'f.yaml', line: 1, column: 4, length: 1 },
      ],
      [
        { file: 'f.yaml', line: 2, column: 1, length: 6 },
        { file: 'f.yaml', line: 2, column: 9, length: 5 },
      ],
    ]);
  });
});

describe('faults of the text', () => {
  test.each<{ name: string; text: string; faults: string[]; content: unknown }>([
    {
      name: 'one broken line leaves the next as they are',
      text: 'title: a: b\nkey: {x} y\nlike: *Policy\nlast: z\n',
      faults: ['CTA1011 1:8', 'CTA1011 2:6', 'CTA1011 3:7'],
      content: { title: 'string a; b', key: 'string _x} y', like: 'string _Policy', last: 'string z' },
    },
    {
      name: 'a key under a value does not take in its neighbours',
      text: 'a: 1\n  b: 2\nc: 3\n',
      faults: ['CTA1001 2:3'],
      content: { a: 'string 1 b; 2', c: 'number 3' },
    },
    {
      name: 'tabs are said once',
      text: 'a:\n\tb: 1\n\tc: 2\nd: 3\n',
      faults: ['CTA1001 2:1'],
      content: { a: { b: 'number 1', c: 'number 2' }, d: 'number 3' },
    },
    {
      name: 'tabs between other things are fine',
      text: 'a:\tb\t# c\n\t\n\t# d\n',
      faults: [],
      content: { a: 'string b' },
    },
    { name: 'an end marker with nothing behind it is fine', text: '---\na: b\n...\n---\n', faults: [], content: { a: 'string b' } },
    { name: 'YAML 1.2 may be named', text: '%YAML 1.2\n---\na: b\n', faults: [], content: { a: 'string b' } },
    { name: 'anchors may be used', text: 'a: &x [b]\nc: *x\n', faults: [], content: { a: ['string b'], c: ['string b'] } },
  ])('$name', ({ text, faults, content }) => {
    expect(codesOf(text)).toEqual(faults);
    expect(contentOf(readYaml('f.yaml', text).root)).toEqual(content);
  });
});

describe('bounds', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghij'.split('').map((name, i) => `${name}: &${name} [${repeat(`*${'abcdefghij'.charAt(i)}`, 9)}]`),
  ];

  test.each<{ name: string; text: string; fault: string }>([
    { name: 'aliases of aliases', text: bomb.join('\n'), fault: 'CTA1007' },
    {
      name: 'more than 100 aliases',
      text: ['a: &a 1', ...Array.from({ length: 101 }, (_, i) => `k${i}: *a`)].join('\n'),
      fault: 'CTA1006 102',
    },
    { name: 'an alias in its own anchor', text: 'a: &a [b, *a]\n', fault: 'CTA1006 1:11' },
    { name: 'brackets in brackets', text: '['.repeat(100_000), fault: 'CTA1007 1:65' },
    { name: 'lists in lists on one line', text: '- '.repeat(50_000), fault: 'CTA1007 1:129' },
    { name: 'mappings in mappings', text: Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), fault: 'CTA1007 65:65' },
    { name: 'a long file', text: '#'.repeat(MAX_FILE_LENGTH + 1), fault: 'CTA1007 1:1' },
  ])('$name: the file is refused', ({ text, fault }) => {
    const { root, diagnostics } = readYaml('f.yaml', text);
    expect(root).toBeUndefined();
    expect(diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`)).toEqual([expect.stringContaining(fault)]);
  });

  test('exactly 100 aliases are read', () => {
    const text = ['a: &a 1', ...Array.from({ length: 100 }, (_, i) => `k${i}: *a`)].join('\n');
    expect(codesOf(text)).toEqual([]);
  });

  test('a file full of faults ends with the first of them', () => {
    const { diagnostics } = readYaml('f.yaml', `a:\n${' b: {x} y\n'.repeat(200)}`);
    expect(diagnostics.length).toBeGreaterThan(10);
  });
});

function repeat(text: string, times: number): string {
  return Array.from({ length: times }, () => text).join(', ');
}
