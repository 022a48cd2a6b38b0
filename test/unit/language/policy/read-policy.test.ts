import { describe, expect, test } from '@jest/globals';
import { readPolicy } from '../../../../src/language/policy/read-policy.js';
import { withoutPlaces } from '../without-places.js';

const HEAD = 'id: cis\ntitle: CIS\nframework: CIS AWS Foundations Benchmark\nversion: 3.0\n';

describe('readPolicy', () => {
  test('keeps numbers as they are written, and the place of each rule', () => {
    const text = `${HEAD}gate: { failOn: medium, maxFindings: 3 }
controls:
  - { id: 4.10, title: Ten, basis: section 4.10, rules: [a, b], note: n }
parameters:
  a: { accounts: [012345678901], mode: strict }
severity: { b: low }
`;
    const { policy, diagnostics } = readPolicy('p.yaml', text);
    expect(diagnostics).toEqual([]);
    expect(withoutPlaces(policy)).toEqual({
      kind: 'policy',
      file: 'p.yaml',
      id: { value: 'cis' },
      title: 'CIS',
      framework: 'CIS AWS Foundations Benchmark',
      version: '3.0',
      description: '',
      gate: { failOn: { value: 'medium' }, maxFindings: { value: 3 } },
      controls: [{ id: { value: '4.10' }, title: 'Ten', basis: 'section 4.10', rules: [{ value: 'a' }, { value: 'b' }], note: 'n' }],
      parameters: [
        { ruleId: { value: 'a' }, name: { value: 'accounts' }, values: [{ kind: 'scalar', text: '012345678901', quoted: false }] },
        { ruleId: { value: 'a' }, name: { value: 'mode' }, values: [{ kind: 'scalar', text: 'strict', quoted: false }] },
      ],
      severities: [{ ruleId: { value: 'b' }, severity: { value: 'low' } }],
    });
    expect(policy?.controls[0]?.rules[1]?.place).toEqual({ file: 'p.yaml', line: 7, column: 61, length: 1 });
  });
});

describe('a broken policy', () => {
  test('is read on behind what is broken', () => {
    const text = `${HEAD}controls:
  - { id: 1, title: A, rule: [a] }
  - { title: B, rules: [b] }
  - { id: 3, title: C, rules: [c] }
severity: { b: lowest, c: low }
parameters: { b: { x: [[1]] }, c: 1 }
`;
    const { policy, diagnostics } = readPolicy('p.yaml', text);
    expect(diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`)).toEqual([
      'CTA1020 6:7',
      'CTA1002 6:24',
      'CTA1020 7:7',
      'CTA1022 9:16',
      'CTA1021 10:24',
      'CTA1021 10:35',
    ]);
    expect(policy?.controls.map(({ id }) => id.value)).toEqual(['1', '3']);
    expect(policy?.severities.map(({ ruleId }) => ruleId.value)).toEqual(['c']);
  });

  test('gives nothing for a file that is no mapping', () => {
    expect(readPolicy('p.yaml', '[]').policy).toBeUndefined();
  });
});
