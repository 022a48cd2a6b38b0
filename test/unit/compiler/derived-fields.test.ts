import { describe, expect, test } from '@jest/globals';

import { DERIVED_FIELDS } from '../../../src/compiler/derived-fields.js';
import { walkCondition } from '../../../src/compiler/walk-ir.js';
import { type Expression } from '../../../src/ir/expression.js';
import { parsePattern } from '../../../src/model/pattern.js';

describe('each definition', () => {
  test.each([...DERIVED_FIELDS])('of %s has one line and a page', (_name, { doc, source }) => {
    expect(doc).toMatch(/^[^\n]+[^.]$/);
    expect(source).toMatch(/^https:\/\/(?:docs\.aws\.amazon\.com|www\.iana\.org)\//);
  });

  test.each([...DERIVED_FIELDS])('of %s has patterns that RE2 and JavaScript read alike', (_name, { expression }) => {
    for (const pattern of patternsOf(expression)) {
      expect(parsePattern(pattern, false)).not.toHaveProperty('error');
      expect(pattern).not.toMatch(/\\[swb]|\(\?[^:]|(?<![\\[])\.(?!\])/);
    }
  });
});

function patternsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'extract':
      return [expression.pattern, ...patternsOf(expression.from)];
    case 'first':
      return expression.of.flatMap(patternsOf);
    case 'concat':
      return expression.parts.flatMap(patternsOf);
    case 'cases': {
      const found = expression.otherwise === undefined ? [] : [...patternsOf(expression.otherwise)];
      for (const { when, then } of expression.cases) {
        found.push(...patternsOf(then));
        walkCondition(when, { operand: (operand) => found.push(...patternsOf(operand.expression)) });
      }
      return found;
    }
    default:
      return [];
  }
}
