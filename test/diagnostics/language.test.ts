import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { DIAGNOSTICS } from '../../src/diagnostics/codes.js';
import { type Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { renderDiagnostic } from '../../src/diagnostics/render-diagnostic.js';
import { readConfig } from '../../src/language/config/read-config.js';
import { readRule } from '../../src/language/native/read-rule.js';
import { readPolicy } from '../../src/language/policy/read-policy.js';

type Kind = 'rule' | 'policy' | 'config';

interface Case {
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
  readonly expected: string;
}

const cases = parse(readFileSync(new URL('language.yaml', import.meta.url), 'utf8')) as readonly Case[];

function diagnosticsOf(kind: Kind, text: string): readonly Diagnostic[] {
  switch (kind) {
    case 'rule':
      return readRule('rule.yaml', text).diagnostics;
    case 'policy':
      return readPolicy('policy.yaml', text).diagnostics;
    case 'config':
      return readConfig('config.yaml', text).diagnostics;
  }
}

describe('reading', () => {
  test.each(cases)('$name is said with code, place and caret', ({ kind, text, expected }) => {
    const rendered = diagnosticsOf(kind, text).map((diagnostic) => renderDiagnostic(diagnostic, text, { color: false }));
    expect(`${rendered.join('\n')}\n`).toBe(expected);
  });

  test('a rule with ten different errors gives ten different codes in one run', () => {
    const ten = cases.find(({ name }) => name === 'ten different errors');
    const codes = diagnosticsOf('rule', ten?.text ?? '').map(({ code }) => code);
    expect(new Set(codes).size).toBe(10);
    expect(codes).toHaveLength(10);
  });

  test('every code of reading has a case', () => {
    const own = Object.keys(DIAGNOSTICS).filter((code) => /^CTA(?:10..|300[1-4])$/.test(code));
    const shown = new Set(cases.flatMap(({ expected }) => [...expected.matchAll(/ error (CTA\d{4}) /g)].map(([, code]) => code)));
    expect(own.filter((code) => !shown.has(code))).toEqual([]);
  });
});
