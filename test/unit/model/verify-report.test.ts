import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';

import { VERIFY_CODES } from '../../../src/model/verify-report.js';

describe('VERIFY_CODES', () => {
  test('has a paragraph in docs/verify.md for each code, under the anchor that SARIF names', () => {
    const text = readFileSync(new URL('../../../docs/verify.md', import.meta.url), 'utf8');
    const missing = Object.entries(VERIFY_CODES).filter(
      ([code, { title }]) => !text.includes(`<a id="${code.toLowerCase()}"></a>**${code}, ${title}.**`),
    );
    expect(missing).toEqual([]);
  });
});
