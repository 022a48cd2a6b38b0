import { describe, expect, test } from '@jest/globals';
import { type MatchRow } from '../../../src/model/finding.js';
import { renderMatchRow } from '../../../src/reporters/jsonl.js';
import { HOSTILE } from './fixtures.js';
import { publishedValidator } from './schemas.js';

const row: MatchRow = {
  fingerprint: 'fedcba9876543210'.repeat(4),
  byteLength: 1310,
  byteOffset: 8120,
  index: 7,
  uri: 'logs/a.json.gz',
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventTime: '2023-07-10T12:00:05Z',
  eventID: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  severity: 'high',
  ruleId: 'root-user-activity',
};

describe('A line of the jsonl report', () => {
  const validate = publishedValidator('match.schema.json');

  test('has the published keys in their order, whatever the order of the row', () => {
    expect(renderMatchRow(row)).toBe(
      '{"ruleId":"root-user-activity","severity":"high","eventID":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","eventTime":"2023-07-10T12:00:05Z",' +
        '"eventName":"ConsoleLogin","eventSource":"signin.amazonaws.com","uri":"logs/a.json.gz","index":7,"byteOffset":8120,"byteLength":1310,' +
        `"fingerprint":"${row.fingerprint}"}\n`,
    );
  });

  test('keeps to its published schema', () => {
    expect(validate(JSON.parse(renderMatchRow(row)))).toEqual([]);
    expect(validate({})).toHaveLength(11);
  });

  test('is one line, whatever an attacker wrote', () => {
    const line = renderMatchRow({ ...row, eventName: HOSTILE, uri: HOSTILE });
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line)).toMatchObject({ eventName: HOSTILE, uri: HOSTILE });
  });

  test('has no key that a row has beside the published ones', () => {
    const wider = { ...row, secret: 'x' };
    expect(renderMatchRow(wider)).toBe(renderMatchRow(row));
  });
});
