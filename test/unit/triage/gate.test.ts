import { describe, expect, test } from '@jest/globals';
import { type GateResult, type RunVerdict } from '../../../src/model/report.js';
import { type Severity } from '../../../src/model/severity.js';
import { evaluateGate, verdict } from '../../../src/triage/gate.js';

describe('evaluateGate', () => {
  test.each<{ name: string; found: Severity[]; failOn: Severity; maxFindings: number; expected: Pick<GateResult, 'counted' | 'passed'> }>([
    { name: 'no findings', found: [], failOn: 'informational', maxFindings: 0, expected: { counted: 0, passed: true } },
    { name: 'one under', found: ['medium'], failOn: 'high', maxFindings: 0, expected: { counted: 0, passed: true } },
    { name: 'one at', found: ['high', 'low'], failOn: 'high', maxFindings: 0, expected: { counted: 1, passed: false } },
    { name: 'one over', found: ['critical'], failOn: 'high', maxFindings: 0, expected: { counted: 1, passed: false } },
    {
      name: 'as many as allowed',
      found: ['high', 'critical', 'low'],
      failOn: 'high',
      maxFindings: 2,
      expected: { counted: 2, passed: true },
    },
    { name: 'one too many', found: ['high', 'high', 'high'], failOn: 'high', maxFindings: 2, expected: { counted: 3, passed: false } },
    {
      name: 'the weakest severity',
      found: ['informational'],
      failOn: 'informational',
      maxFindings: 0,
      expected: { counted: 1, passed: false },
    },
  ])('with $name', ({ found, failOn, maxFindings, expected }) => {
    const findings = found.map((severity) => ({ severity }));
    expect(evaluateGate(findings, { failOn, maxFindings })).toEqual({ failOn, maxFindings, ...expected });
  });
});

describe('verdict', () => {
  test.each<{ passed: boolean; complete: boolean; expected: RunVerdict }>([
    { passed: true, complete: true, expected: 'pass' },
    { passed: true, complete: false, expected: 'incomplete' },
    { passed: false, complete: true, expected: 'fail' },
    { passed: false, complete: false, expected: 'fail' },
  ])('of a gate that passed: $passed, and an input that is complete: $complete', ({ passed, complete, expected }) => {
    expect(verdict({ passed }, complete)).toBe(expected);
  });
});
