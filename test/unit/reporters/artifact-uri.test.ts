import { describe, expect, test } from '@jest/globals';
import { artifactUri } from '../../../src/reporters/sarif/artifact-uri.js';

describe('artifactUri', () => {
  test.each([
    ['logs/a.json.gz', 'logs/a.json.gz'],
    ['a b.json', 'a%20b.json'],
    ['a#b?c.json', 'a%23b%3Fc.json'],
    ['100%.json', '100%25.json'],
    ['a:b.json', 'a%3Ab.json'],
    ["it's (1)*!.json", 'it%27s%20%281%29%2A%21.json'],
    ['new\nline.json', 'new%0Aline.json'],
    ['日本.json', '%E6%97%A5%E6%9C%AC.json'],
    ['half\ud800.json', 'half%EF%BF%BD.json'],
    ['../logs/a.json', '../logs/a.json'],
    ['/var/log/a b.json', 'file:///var/log/a%20b.json'],
    ['C:\\logs\\a b.json', 'file:///C:/logs/a%20b.json'],
    ['s3://bucket/a b/c.json.gz', 's3://bucket/a%20b/c.json.gz'],
  ])('of %j is %s', (path, expected) => {
    expect(artifactUri(path)).toBe(expected);
  });
});
