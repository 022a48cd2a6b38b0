import { describe, expect, test } from '@jest/globals';
import { isReportFormat, REPORTERS } from '../../../src/reporters/reporters.js';
import { cleanReport } from './fixtures.js';

describe('The reporters', () => {
  test.each(['table', 'sarif', 'json', 'jsonl'])('know the format %s', (name) => {
    expect(isReportFormat(name)).toBe(true);
  });

  test.each(['', 'xml', 'toString', '__proto__', 'JSON'])('do not know the format %j', (name) => {
    expect(isReportFormat(name)).toBe(false);
  });

  test.each(['table', 'sarif', 'json'] as const)('end the %s report with one line feed', (name) => {
    const text = [...REPORTERS[name].render(cleanReport(), { color: false, width: 100, sarifProfile: 'full' })].join('');
    expect(text).toMatch(/[^\n]\n$/);
  });
});
