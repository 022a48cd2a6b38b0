import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PROBLEM_CODES } from '../../../src/model/problem.js';

describe('PROBLEM_CODES', () => {
  test('has a row in docs/diagnostics.md for each code', () => {
    const text = readFileSync(new URL('../../../docs/diagnostics.md', import.meta.url), 'utf8');
    const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const missing = Object.entries(PROBLEM_CODES).filter(
      ([code, title]) => !rows.some((cells) => cells[1] === code && cells[2] === title && cells[3] !== ''),
    );
    expect(missing).toEqual([]);
  });
});
