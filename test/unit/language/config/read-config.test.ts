import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../../src/language/config/read-config.js';
import { withoutPlaces } from '../without-places.js';

describe('readConfig', () => {
  test('has every setting that is written, and none that is not', () => {
    const text = `rules: [identity, rules/]
policy: cis-aws-foundations-3.0
output: [sarif=out.sarif, report.json]
sarifProfile: github
failOn: medium
maxFindings: 0
jobs: 4
minSeverity: low
since: 2024-01-31
until: 2024-02-01T00:00:00+01:00
account: [012345678901, '123456789012']
region: [us-east-1]
evidence: 3
engine: json-rules-engine
allowIncomplete: true
parameters: { a: { b: c } }
`;
    const { config, diagnostics } = readConfig('ctaudit.yaml', text);
    expect(diagnostics).toEqual([]);
    expect(withoutPlaces(config)).toEqual({
      kind: 'config',
      file: 'ctaudit.yaml',
      rules: [{ value: 'identity' }, { value: 'rules/' }],
      policy: { value: 'cis-aws-foundations-3.0' },
      output: [{ value: 'sarif=out.sarif' }, { value: 'report.json' }],
      sarifProfile: { value: 'github' },
      failOn: { value: 'medium' },
      maxFindings: { value: 0 },
      jobs: { value: 4 },
      minSeverity: { value: 'low' },
      since: { value: '2024-01-31' },
      until: { value: '2024-02-01T00:00:00+01:00' },
      account: [{ value: '012345678901' }, { value: '123456789012' }],
      region: [{ value: 'us-east-1' }],
      evidence: { value: 3 },
      engine: { value: 'json-rules-engine' },
      allowIncomplete: { value: true },
      parameters: [{ ruleId: { value: 'a' }, name: { value: 'b' }, values: [{ kind: 'scalar', text: 'c', quoted: false }] }],
    });
    expect(Object.keys(readConfig('ctaudit.yaml', 'failOn: low\n').config ?? {})).toEqual(['kind', 'file', 'failOn', 'parameters']);
  });
});

describe('a project file that sets nothing or something wrong', () => {
  test.each(['', '# nothing set yet\n', '---\n'])('sets nothing when it holds nothing: %j', (text) => {
    expect(readConfig('ctaudit.yaml', text)).toEqual({ config: { kind: 'config', file: 'ctaudit.yaml', parameters: [] }, diagnostics: [] });
  });

  test.each([
    ['maxFindings: 1.5\n', 'CTA1021 1:14'],
    ['jobs: 0\n', 'CTA1027 1:7'],
    ['jobs: 257\n', 'CTA1027 1:7'],
    ['jobs: many\n', 'CTA1021 1:7'],
    ['evidence: many\n', 'CTA1021 1:11'],
    ['allowIncomplete: yes\n', 'CTA1021 1:18'],
    ['fail-on: low\n', 'CTA1002 1:1'],
    ['until: yesterday\n', 'CTA3003 1:8'],
    ['account: [abc]\n', 'CTA3004 1:11'],
    ['- a\n', 'CTA1021 1:1'],
  ])('refuses %j', (text, expected) => {
    expect(readConfig('c.yaml', text).diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`)).toEqual([expected]);
  });
});
