import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Finding } from '../../../src/model/finding.js';
import { FindingCollector } from '../../../src/triage/finding-collector.js';
import { type Match } from '../../../src/triage/match.js';
import { match, rule } from './matches.js';

function collect(matches: readonly Match[], evidenceLimit = 10): Finding[] {
  const collector = new FindingCollector(evidenceLimit);
  for (const one of matches) collector.add(one);
  return collector.findings();
}

describe('FindingCollector', () => {
  test('has no findings before a match', () => {
    expect(collect([])).toEqual([]);
  });

  test('gathers the matches of one rule and group', () => {
    const findings = collect([
      match({ index: 0, eventTime: '2023-07-10T12:00:05Z' }),
      match({ index: 1, eventTime: '2023-07-10T12:00:01Z' }),
      match({ index: 2, eventTime: '2023-07-10T12:00:09Z' }),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      ruleId: 'stop-logging',
      severity: 'high',
      message: 'alice in logs/a.json@1',
      occurrenceCount: 3,
      firstSeen: '2023-07-10T12:00:01Z',
      lastSeen: '2023-07-10T12:00:09Z',
      group: [{ field: 'identity.name', values: ['alice'] }],
      account: '111122223333',
      region: 'us-east-1',
      eventSource: 'cloudtrail.amazonaws.com',
      explanation: { kind: 'test', text: 'eventName equals StopLogging', holds: true, values: ['StopLogging'] },
    });
    expect(findings[0]?.evidence.map(({ index }) => index)).toEqual([1, 0, 2]);
  });

  test('keeps groups and rules apart, a missing value too', () => {
    const findings = collect([match({ actor: 'alice' }), match({ actor: 'bob' }), match({ actor: '' }), match({ rule: rule('other') })]);
    expect(findings.map(({ ruleId, group }) => [ruleId, group[0]?.values])).toEqual([
      ['other', ['alice']],
      ['stop-logging', []],
      ['stop-logging', ['alice']],
      ['stop-logging', ['bob']],
    ]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });

  test('orders findings by severity, rule id and the values of the group', () => {
    const findings = collect([
      match({ rule: rule('a-low', 'low') }),
      match({ rule: rule('z-high', 'high') }),
      match({ rule: rule('b-high', 'high'), actor: 'bob' }),
      match({ rule: rule('b-high', 'high'), actor: 'alice' }),
      match({ rule: rule('critical', 'critical') }),
    ]);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['critical', 'b-high', 'b-high', 'z-high', 'a-low']);
    expect(findings.slice(1, 3).map(({ group }) => group[0]?.values)).toEqual([['alice'], ['bob']]);
  });
});

describe('The evidence of a finding', () => {
  test('is no more than the limit, the smallest', () => {
    const times = ['07', '03', '09', '01', '05'].map((second) => `2023-07-10T12:00:${second}Z`);
    const findings = collect(
      times.map((eventTime, index) => match({ index, eventTime })),
      2,
    );
    expect(findings[0]?.occurrenceCount).toBe(5);
    expect(findings[0]?.evidence.map(({ eventTime }) => eventTime)).toEqual(['2023-07-10T12:00:01Z', '2023-07-10T12:00:03Z']);
  });

  test('may be none, and the finding is still described by its smallest match', () => {
    const findings = collect(
      [match({ index: 1, eventTime: '2023-07-10T12:00:09Z' }), match({ index: 2, eventTime: '2023-07-10T12:00:01Z' })],
      0,
    );
    expect(findings[0]).toMatchObject({ message: 'alice in logs/a.json@2', occurrenceCount: 2, evidence: [] });
  });

  test('leaves the times empty when no event has a valid one', () => {
    const [finding] = collect([match({ eventTime: 'yesterday' }), match({ eventTime: '', index: 1 })]);
    expect(finding).toMatchObject({ firstSeen: '', lastSeen: '' });
    expect(finding?.evidence.map(({ eventTime }) => eventTime)).toEqual(['', 'yesterday']);
  });

  test('takes times from the events that have a valid one', () => {
    const [finding] = collect([match({ eventTime: 'yesterday' }), match({ index: 1 })]);
    expect(finding).toMatchObject({
      firstSeen: '2023-07-10T12:00:00Z',
      lastSeen: '2023-07-10T12:00:00Z',
      message: 'alice in logs/a.json@1',
    });
  });
});

describe('The description of a finding', () => {
  test('is asked for only when a match becomes the first', () => {
    let asked = 0;
    const counting = (index: number, eventTime: string): Match => {
      const plain = match({ index, eventTime });
      return { ...plain, describe: () => ((asked += 1), plain.describe()) };
    };
    collect([counting(0, '2023-07-10T12:00:05Z'), counting(1, '2023-07-10T12:00:06Z'), counting(2, '2023-07-10T12:00:01Z')]);
    expect(asked).toBe(2);
  });

  test('keeps a lone surrogate as it was', () => {
    expect(collect([match({ message: 'a\ud800b' })])[0]?.message).toBe('a\ud800b');
  });
});

describe('Many findings', () => {
  const at = (second: number): string => new Date(Date.UTC(2023, 6, 10) + 1000 * second).toISOString().replace('.000Z', 'Z');

  test('keep what describes them, over chunks of texts of any length', () => {
    const long = (i: number): string => (i % 500 === 0 ? '😀'.repeat(300_000) : 'é\ud800\0;7'.repeat(i % 90));
    const matches = Array.from({ length: 3000 }, (_, i) => match({ index: i, actor: `a${i}`, message: `${i}${long(i)}` }));
    const findings = collect(matches);
    expect(findings.map(({ message }) => message).toSorted()).toEqual(matches.map((_, i) => `${i}${long(i)}`).toSorted());
    expect(new Set(findings.map(({ arns, account }) => `${arns.join()} ${account}`)).size).toBe(1);
  });

  test('come out the same when each match is earlier than the one before, which describes them anew each time', () => {
    const matches = Array.from({ length: 40_000 }, (_, i) => {
      const plain = match({ index: i, actor: `a${i % 7}`, eventTime: at(50_000 - i), message: `message ${i}` });
      const explanation = JSON.stringify({ kind: 'test', text: `${i}`, holds: true });
      return { ...plain, describe: () => ({ ...plain.describe(), explanation }) };
    });
    const findings = collect(matches, 2);
    expect(findings.map(({ message, explanation }) => `${message} ${explanation.text}`)).toEqual(
      findings.map(({ evidence }) => `message ${evidence[0]?.index} ${evidence[0]?.index}`),
    );
    expect(JSON.stringify(findings)).toBe(JSON.stringify(collect(matches.toReversed(), 2)));
  });
});

const anyMatch: fc.Arbitrary<Match> = fc
  .record({
    rule: fc.constantFrom(rule('one', 'low'), rule('two', 'critical')),
    uri: fc.constantFrom('a', 'b'),
    eventID: fc.constantFrom('', 'x', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'),
    eventTime: fc.constantFrom(
      '',
      'soon',
      '2023-07-10T12:00:00Z',
      '2023-07-10T14:00:00+02:00',
      '2023-07-10T12:00:01Z',
      '2023-07-10T12:00:00.5Z',
    ),
    actor: fc.constantFrom('', 'alice', 'bob'),
  })
  .map(match);

describe('The order of adding', () => {
  test('changes nothing, whatever the limit of evidence', () => {
    const inTwoOrders = fc
      .array(anyMatch, { maxLength: 40 })
      // An index is the place of one record, so no two matches of a rule share it.
      .map((matches) => matches.map((one, index): Match => ({ ...one, event: { ...one.event, index } })))
      .chain((matches) => fc.tuple(fc.constant(matches), fc.shuffledSubarray(matches, { minLength: matches.length })));
    fc.assert(
      fc.property(inTwoOrders, fc.integer({ min: 0, max: 5 }), ([matches, shuffled], limit) => {
        expect(JSON.stringify(collect(shuffled, limit))).toBe(JSON.stringify(collect(matches, limit)));
      }),
    );
  });

  test('keeps the evidence that sorting all of it would keep', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        (seconds, limit) => {
          const matches = seconds.map((second, index) =>
            match({ index, eventTime: `2023-07-10T12:00:${String(second).padStart(2, '0')}Z`, eventID: '' }),
          );
          const expected = seconds.map((second, index) => ({ second, index })).sort((a, b) => a.second - b.second || a.index - b.index);
          expect(collect(matches, limit)[0]?.evidence.map(({ index }) => index)).toEqual(
            expected.slice(0, limit).map(({ index }) => index),
          );
        },
      ),
    );
  });
});
