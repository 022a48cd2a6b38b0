import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JsonWalker } from '../../../src/envelopes/json-walker.js';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Whether the walker takes the whole text as one value; a number ends only at what follows it. */
const walks = (text: string): boolean => {
  const bytes = Buffer.from(`${text} `);
  const walker = new JsonWalker();
  if (walker.start(bytes, 0, bytes.length) !== 'done') return false;
  return bytes.subarray(walker.at).toString().trim() === '';
};

describe('JsonWalker', () => {
  test.each([
    ['{}', 2],
    ['[]', 2],
    ['  {"a":1}', 9],
    ['{"a":1}rest', 7],
    ['[1,2.5e+3,-0,0.1E-2]', 20],
    ['"\\ud800 \\"\\\\ é"', 16],
    ['true,', 4],
    ['17,', 2],
    ['[[1],{"a":[2]}]', 15],
  ])('finds the end of %s', (text, end) => {
    const bytes = Buffer.from(text);
    const walker = new JsonWalker();
    expect([walker.start(bytes, 0, bytes.length), walker.at]).toEqual(['done', end]);
  });

  test.each([
    ['{"a":NaN}', 5],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['{"a" 1}', 5],
    ['{"a":"x\ny"}', 7],
    ['{"a":01}', 6],
    ['{"a":1]', 6],
    ['{a:1}', 1],
    ['"\\x"', 2],
    ['"\\u12g4"', 5],
    ['[1 2]', 3],
    ['tru ', 3],
    ['-a', 1],
    ['1.]', 2],
    ['}', 0],
  ])('stops at the byte of %j that does not fit', (text, at) => {
    const bytes = Buffer.from(text);
    const walker = new JsonWalker();
    expect([walker.start(bytes, 0, bytes.length), walker.at]).toEqual(['broken', at]);
  });
});

describe('JsonWalker, of any text,', () => {
  test('goes on where the bytes ended', () => {
    const bytes = Buffer.from('{"key\\u0041":[-1.5e3,"text",null,{"a":true}]}');
    for (let cut = 1; cut < bytes.length; cut++) {
      const walker = new JsonWalker();
      expect(walker.start(bytes, 0, cut)).toBe('more');
      expect([walker.resume(bytes, cut, bytes.length), walker.at]).toEqual(['done', bytes.length]);
    }
  });

  test('takes what JSON.parse takes', () => {
    fc.assert(fc.property(fc.json(), (text) => walks(text)));
  });

  test('takes nothing that JSON.parse refuses', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      ' ',
      '\n',
      '0',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      '"a":',
      'u12',
      '\u00e9',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const text = tokens.join('');
        expect(walks(text)).toBe(parses(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('walks over three million levels without recursion', () => {
    const bytes = Buffer.from('['.repeat(3e6) + ']'.repeat(3e6));
    const walker = new JsonWalker();
    expect([walker.start(bytes, 0, bytes.length), walker.at]).toEqual(['done', bytes.length]);
  });
});
