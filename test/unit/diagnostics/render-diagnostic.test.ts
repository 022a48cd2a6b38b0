import { describe, expect, test } from '@jest/globals';
import { createDiagnostic } from '../../../src/diagnostics/create-diagnostic.js';
import { renderDiagnostic } from '../../../src/diagnostics/render-diagnostic.js';

const file = 'rules/iam/root.yaml';

function render(text: string, column: number, length: number): readonly string[] {
  const diagnostic = createDiagnostic('CTA1021', { file, line: 1, column, length }, 'wrong');
  return renderDiagnostic(diagnostic, text, { color: false }).split('\n');
}

describe('renderDiagnostic', () => {
  test('writes place, level, code, message and hint, then the line with a caret', () => {
    const text = 'id: a\nwhen:\n      severty: high\n';
    const diagnostic = createDiagnostic(
      'CTA1002',
      { file, line: 3, column: 7, length: 7 },
      'unknown key "severty"',
      'did you mean "severity"?',
    );
    expect(renderDiagnostic(diagnostic, text, { color: false })).toBe(
      [
        'rules/iam/root.yaml:3:7 error CTA1002 unknown key "severty" (did you mean "severity"?)',
        '  3 |       severty: high',
        '    |       ^^^^^^^',
      ].join('\n'),
    );
  });

  test('is one line when there is no source text, or no such line in it', () => {
    const diagnostic = createDiagnostic('CTA1009', { file, line: 9, column: 1, length: 1 }, 'empty');
    expect(renderDiagnostic(diagnostic, undefined, { color: false })).toBe('rules/iam/root.yaml:9:1 error CTA1009 empty');
    expect(renderDiagnostic(diagnostic, 'one line', { color: false })).toBe('rules/iam/root.yaml:9:1 error CTA1009 empty');
  });
});

describe('the drawn line', () => {
  test.each<{ name: string; text: string; column: number; length: number; line: string; caret: string }>([
    { name: 'tabs become blanks', text: '\ta:\tb', column: 5, length: 1, line: '  1 |     a:  b', caret: '    |         ^' },
    { name: 'wide characters take two columns', text: '漢字: x', column: 3, length: 1, line: '  1 | 漢字: x', caret: '    |     ^' },
    { name: 'an emoji is one character of two columns', text: '😀: x', column: 3, length: 1, line: '  1 | 😀: x', caret: '    |   ^' },
    { name: 'combining marks take none', text: 'e\u0301: x', column: 3, length: 1, line: '  1 | e\u0301: x', caret: '    |  ^' },
    {
      name: 'control characters are escaped',
      text: '\u001b[31mx',
      column: 6,
      length: 1,
      line: '  1 | \\u001b[31mx',
      caret: '    |           ^',
    },
    { name: 'a carriage return ends the line', text: 'ab\r\ncd', column: 2, length: 1, line: '  1 | ab', caret: '    |  ^' },
    { name: 'a byte order mark is no column', text: '\uFEFFab', column: 2, length: 1, line: '  1 | ab', caret: '    |  ^' },
    { name: 'a place behind the line has one caret', text: 'ab', column: 3, length: 4, line: '  1 | ab', caret: '    |   ^' },
  ])('$name', ({ text, column, length, line, caret }) => {
    expect(render(text, column, length).slice(1)).toEqual([line, caret]);
  });

  test('cuts a long line around the caret', () => {
    const text = `${'a'.repeat(300)}BAD${'c'.repeat(300)}`;
    const [, line = '', caret = ''] = render(text, 301, 3);
    expect(line).toBe(`  1 | …${'a'.repeat(40)}BAD${'c'.repeat(56)}…`);
    expect(line.indexOf('BAD')).toBe(caret.indexOf('^^^'));
  });
});

describe('the headline', () => {
  test('escapes control characters of file, message and hint', () => {
    const diagnostic = createDiagnostic('CTA1002', { file: 'a\u001b.yaml', line: 1, column: 1, length: 1 }, 'b\u001b', 'c\n');
    expect(renderDiagnostic(diagnostic, undefined, { color: false })).toBe('a\\u001b.yaml:1:1 error CTA1002 b\\u001b (c\\n)');
  });

  test('colours only on demand', () => {
    const diagnostic = createDiagnostic('CTA1002', { file, line: 1, column: 1, length: 1 }, 'm');
    expect(renderDiagnostic(diagnostic, 'x', { color: true })).toContain('\u001b[31m');
    expect(renderDiagnostic(diagnostic, 'x', { color: false })).not.toContain('\u001b');
  });
});
