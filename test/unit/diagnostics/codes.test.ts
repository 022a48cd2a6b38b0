import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { DIAGNOSTICS } from '../../../src/diagnostics/codes.js';
import { compareDiagnostics, createDiagnostic } from '../../../src/diagnostics/create-diagnostic.js';

describe('DIAGNOSTICS', () => {
  test('has an anchor of its own for each code', () => {
    const anchors = Object.values(DIAGNOSTICS).map(({ anchor }) => anchor);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  test('has a heading in docs/diagnostics.md for each code', () => {
    const text = readFileSync(new URL('../../../docs/diagnostics.md', import.meta.url), 'utf8');
    const missing = Object.entries(DIAGNOSTICS).filter(
      ([code, { title, anchor }]) => !text.includes(`<a id="${anchor}"></a>\n\n## ${code}: ${title}\n`),
    );
    expect(missing).toEqual([]);
  });

  test('keeps warnings in CTA2xxx', () => {
    const warnings = Object.entries(DIAGNOSTICS).filter(([, { level }]) => level === 'warning');
    expect(warnings.every(([code]) => code.startsWith('CTA2'))).toBe(true);
  });
});

describe('compareDiagnostics', () => {
  test('orders by file, line, column and code', () => {
    const at = (file: string, line: number, column: number): Parameters<typeof createDiagnostic>[1] => ({ file, line, column, length: 1 });
    const sorted = [
      createDiagnostic('CTA1001', at('a', 1, 1), ''),
      createDiagnostic('CTA1002', at('a', 1, 1), ''),
      createDiagnostic('CTA1001', at('a', 1, 2), ''),
      createDiagnostic('CTA1001', at('a', 2, 1), ''),
      createDiagnostic('CTA1001', at('b', 1, 1), ''),
    ];
    expect([...sorted].reverse().sort(compareDiagnostics)).toEqual(sorted);
  });
});
