import { describe, expect, test } from '@jest/globals';
import { type Span } from '../../../src/reporters/table/block.js';
import { drawColumns } from '../../../src/reporters/table/draw-columns.js';
import * as anyText from '../../../src/reporters/table/fit-text.js';

const draw = (rows: readonly (readonly Span[])[], width: number): readonly string[] =>
  drawColumns({ kind: 'columns', indent: 2, alignments: ['left', 'right', 'left'], rows }, width, anyText).map((line) => line.trimEnd());

const row = (...texts: readonly string[]): readonly Span[] => texts.map((text) => ({ text }));

describe('Columns', () => {
  test('stand under each other, numbers to the right, and the last one wraps beside itself', () => {
    expect(draw([row('ID', 'COUNT', 'TITLE'), row('a-1', '7', 'one two three four five'), row('b', '12,345', '')], 36)).toEqual([
      '  ID    COUNT  TITLE',
      '  a-1       7  one two three four',
      '               five',
      '  b    12,345',
    ]);
  });

  test('give wide characters two columns', () => {
    expect(draw([row('日本', '1', 'x'), row('abc', '2', 'y')], 40)).toEqual(['  日本  1  x', '  abc   2  y']);
  });

  test('leave the last one twenty columns, however narrow the terminal', () => {
    expect(draw([row('a'.repeat(30), '1', 'twelve chars and more of them')], 30)).toEqual([
      `  ${'a'.repeat(30)}  1  twelve chars and`,
      `${' '.repeat(37)}more of them`,
    ]);
  });

  test('colour the text of a cell and not the room around it', () => {
    const paint = (text: string): string => `\u001b[31m${text}\u001b[39m`;
    const lines = draw(
      [[{ text: 'id', paint }, { text: '7' }, { text: 'twelve chars and more of them', paint }], row('long', '123', '')],
      34,
    );
    expect(lines).toEqual([
      '  \u001b[31mid\u001b[39m      7  \u001b[31mtwelve chars and more\u001b[39m',
      '             \u001b[31mof them\u001b[39m',
      '  long  123',
    ]);
  });
});
