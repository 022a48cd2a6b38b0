import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { joinTexts, splitTexts } from '../../../src/triage/text-list.js';

test('texts come out of one as they went in', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\0', ';', '\0;1;', '3;', '\ud800'));
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      expect(splitTexts(joinTexts(texts))).toEqual(texts);
    }),
  );
});
