import { type YamlMapping } from '../yaml/yaml-node.js';
import { scalarAt } from './read-texts.js';
import { type Located } from './syntax.js';

/** The word under a key, if it is one of those known. */
export function wordAt<Word extends string>(mapping: YamlMapping, key: string, words: readonly Word[]): Located<Word> | undefined {
  const scalar = scalarAt(mapping, key);
  const word = words.find((each) => each === scalar?.text);
  return scalar === undefined || word === undefined ? undefined : { value: word, place: scalar.place };
}

/** The whole number under a key, if there is one of 0 or more. */
export function countAt(mapping: YamlMapping, key: string): Located<number> | undefined {
  const scalar = scalarAt(mapping, key);
  const value = scalar?.type === 'number' ? Number(scalar.text) : undefined;
  return scalar !== undefined && value !== undefined && Number.isSafeInteger(value) && value >= 0
    ? { value, place: scalar.place }
    : undefined;
}

/** The plain true or false under a key. */
export function flagAt(mapping: YamlMapping, key: string): Located<boolean> | undefined {
  const scalar = scalarAt(mapping, key);
  return scalar?.type === 'boolean' ? { value: scalar.text === 'true', place: scalar.place } : undefined;
}
