import { describe, expect, test } from '@jest/globals';
import { type ParsedPath, parsePath } from '../../../../src/language/native/parse-path.js';

function shown(path: ParsedPath): string {
  if (path.kind === 'error') return `error at ${path.start}: ${path.message}${path.hint === undefined ? '' : ` (${path.hint})`}`;
  const names = path.steps.map((step) => (step.kind === 'key' ? `<${step.key}>` : step.kind));
  return [...(path.fromTop ? ['top'] : []), ...names].join(' ');
}

describe('parsePath', () => {
  test.each([
    ['eventName', '<eventName>'],
    ['userIdentity.sessionContext.attributes', '<userIdentity> <sessionContext> <attributes>'],
    ['criterion."resource.resourceType"', '<criterion> <resource.resourceType>'],
    ['"all"', '<all>'],
    ['"a \\"b\\" \\\\c"', '<a "b" \\c>'],
    ['requestParameters.*.name', '<requestParameters> anyKey <name>'],
    ['requestParameters.**', '<requestParameters> anyDepth'],
    ['"*"', '<*>'],
    ['.', ''],
    ['$.recipientAccountId', 'top <recipientAccountId>'],
    ['a.$.b', '<a> <$> <b>'],
    ['x-amz-acl', '<x-amz-acl>'],
    ['aws:SourceIp', '<aws:SourceIp>'],
    ['ключ.漢字', '<ключ> <漢字>'],
  ])('%s', (text, expected) => {
    expect(shown(parsePath(text))).toBe(expected);
  });

  test.each([
    ['', 'error at 0: an empty path'],
    ['$', 'error at 0: a path has a key behind "$" (write $.eventName, for example)'],
    ['.name', 'error at 0: a path starts with a key, not with a dot (write name)'],
    ['a..b', 'error at 2: a key is missing beside a dot'],
    ['a.', 'error at 2: a key is missing beside a dot'],
    ['a[0].b', 'error at 1: brackets in a path: a path goes into every element of an array by itself (write a.b)'],
    ['a.b*', 'error at 3: "*" and "**" in a path stand for whole keys (quote a key that has "*" in it)'],
    ['a.***', 'error at 2: "*" and "**" in a path stand for whole keys (quote a key that has "*" in it)'],
    ['a."b', 'error at 2: a quote in the path is never closed'],
    ['a."b"c', 'error at 5: "c" in a path must stand in double quotes'],
    ['a.b c.d', 'error at 3: " " in a path must stand in double quotes (write a."b c".d)'],
    ['a.b@json', 'error at 3: "@" in a path has no meaning yet (quote a key that has "@" in it)'],
    ['a.b\u0000', 'error at 3: "\\u0000" in a path must stand in double quotes (write a."b\u0000")'],
  ])('%j is refused', (text, expected) => {
    expect(shown(parsePath(text))).toBe(expected);
  });
});
