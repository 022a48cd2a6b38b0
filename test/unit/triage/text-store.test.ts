import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { TextStore } from '../../../src/triage/text-store.js';

describe('a text store gives back', () => {
  test('every text, in any order', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.constantFrom('', '\xff', '\u0100', '\udc00\ud800'));
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const store = new TextStore();
        const places = texts.map((each) => store.add(each));
        expect(places.toReversed().map((place) => store.read(place))).toEqual(texts.toReversed());
      }),
    );
  });

  test.each([1, 1000, 1024 * 1024 - 6, 1024 * 1024 - 5, 1024 * 1024 - 4, 3_000_000])('texts of %d characters, among others', (length) => {
    const store = new TextStore();
    const texts = ['a', 'b', 'c'].flatMap((letter) => [letter.repeat(length), letter, 'é', '–'.repeat(length)]);
    const places = texts.map((text) => store.add(text));
    expect(places.map((place, i) => store.read(place) === texts[i])).toEqual(texts.map(() => true));
  });
});
