import { describe, expect, test } from '@jest/globals';
import { isReportFormat, REPORTERS } from '../../../src/reporters/reporters.js';
import { cleanReport } from './fixtures.js';
import { textOf } from './text-of.js';

describe('The reporters', () => {
  test.each(['table', 'sarif', 'json', 'jsonl'])('know the format %s', (name) => {
    expect(isReportFormat(name)).toBe(true);
  });

  test.each(['', 'xml', 'toString', '__proto__', 'JSON'])('do not know the format %j', (name) => {
    expect(isReportFormat(name)).toBe(false);
  });

  test.each(['table', 'sarif', 'json'] as const)('end the %s report with one line feed', async (name) => {
    const text = await textOf(REPORTERS[name].render(cleanReport(), { color: false, width: 100, sarifProfile: 'full' }));
    expect(text).toMatch(/[^\n]\n$/);
  });
});
