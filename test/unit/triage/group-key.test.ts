import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeGroupValues, encodeGroupValues } from '../../../src/triage/group-key.js';

const fields = ['identity.account', 'identity.name', 'requestParameters.keyId'];
const values = fc.array(fc.string({ unit: fc.constantFrom('a', '1', ':', '*', '"', 'é', '\ud800') }), { maxLength: 3 });
const anyGroup = fc
  .tuple(values, values, values)
  .map((lists) => lists.map((list, index) => ({ field: fields[index] ?? '', values: list })));

describe('A key of group values', () => {
  test('gives back the group that it came from', () => {
    fc.assert(
      fc.property(anyGroup, (group) => {
        expect(decodeGroupValues(encodeGroupValues(group), fields)).toEqual(group);
      }),
    );
  });

  test('of no field at all is empty', () => {
    expect(decodeGroupValues(encodeGroupValues([]), [])).toEqual([]);
  });
});
