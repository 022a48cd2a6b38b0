import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { REPORTERS } from '../../../src/reporters/reporters.js';
import { terminalSafeJson } from '../../../src/reporters/terminal-safe-json.js';
import { hostileReport } from './fixtures.js';
import { textOf } from './text-of.js';

describe('terminalSafeJson', () => {
  test.each([
    ['plain', '"plain"'],
    ['日本 é 😀', '"日本 é 😀"'],
    ['\u001b[31m', '"\\u001b[31m"'],
    ['\u009b31m', '"\\u009b31m"'],
    ['\u007f', '"\\u007f"'],
    ['\u202egpj', '"\\u202egpj"'],
    ['\u2028', '"\\u2028"'],
    ['\u{e0041}', '"\\udb40\\udc41"'],
    ['\ud800', '"\\ud800"'],
  ])('of %j', (text, expected) => {
    expect(terminalSafeJson(text)).toBe(expected);
  });

  test('parses to what it was, and nothing in it acts on a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = terminalSafeJson({ [text]: [text] });
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
        expect(json).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test.each(['json', 'sarif'] as const)('holds for the whole %s report', async (format) => {
    const text = await textOf(REPORTERS[format].render(hostileReport(), { color: false, width: 100, sarifProfile: 'full' }));
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  });
});
