import { describe, expect, test } from '@jest/globals';
import { parseTemplate } from '../../../../src/language/native/parse-template.js';

describe('parseTemplate', () => {
  test.each<{ template: string; expected: unknown[] }>([
    { template: '', expected: [] },
    { template: 'no values', expected: ['no values'] },
    { template: '{a} in {b.c}', expected: [{ path: 'a', missing: '–' }, ' in ', { path: 'b.c', missing: '–' }] },
    {
      template: '{a?nobody}{b?}',
      expected: [
        { path: 'a', missing: 'nobody' },
        { path: 'b', missing: '' },
      ],
    },
    { template: '{{literal}} and {{{a}}}', expected: ['{literal} and {', { path: 'a', missing: '–' }, '}'] },
    { template: '{"a?{}".b?c}', expected: [{ path: '"a?{}".b', missing: 'c' }] },
    { template: 'a {b', expected: ['a ', { error: 2 }, 'b'] },
    { template: 'a } b', expected: ['a ', { error: 2 }, ' b'] },
    { template: '{a {b}', expected: [{ error: 0 }, 'a ', { path: 'b', missing: '–' }] },
    { template: '{}', expected: [{ path: '', missing: '–' }] },
  ])('$template', ({ template, expected }) => {
    const parts = parseTemplate(template).map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'error' ? { error: part.start } : { path: part.path, missing: part.missing };
    });
    expect(parts).toEqual(expected);
  });
});
