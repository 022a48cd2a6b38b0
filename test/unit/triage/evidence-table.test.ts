import { describe, expect, test } from '@jest/globals';
import { compareEvidence, EvidenceTable, type TimedEvidence } from '../../../src/triage/evidence-table.js';

const evidence: TimedEvidence = {
  uri: 'logs/a.json.gz',
  index: 3,
  byteOffset: 8_589_934_592,
  byteLength: 200_000_000,
  eventID: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  eventTime: '2023-07-10T12:00:00Z',
  time: Date.UTC(2023, 6, 10, 12),
  sha256: '0123456789abcdef'.repeat(4),
};

describe('EvidenceTable', () => {
  test.each<{ name: string; change: Partial<TimedEvidence> }>([
    { name: 'what CloudTrail usually writes', change: {} },
    { name: 'the way into an envelope', change: { within: 'CloudTrailEvent' } },
    { name: 'no eventID', change: { eventID: '' } },
    { name: 'an eventID that is no UUID', change: { eventID: 'EXAMPLE-ID' } },
    { name: 'an eventID in capitals', change: { eventID: '0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9' } },
    { name: 'no time', change: { eventTime: '', time: undefined } },
    { name: 'a time that is none', change: { eventTime: 'yesterday', time: undefined } },
    { name: 'a time in another zone', change: { eventTime: '2023-07-10T14:00:00+02:00' } },
    { name: 'a time before 1970', change: { eventTime: '1969-12-31T23:59:59.5Z', time: -500 } },
    { name: 'a hash in capitals', change: { sha256: '0123456789ABCDEF'.repeat(4) } },
  ])('gives back $name', ({ change }) => {
    const table = new EvidenceTable();
    const row = table.add({ ...evidence, ...change });
    expect(table.read(row)).toEqual({ ...evidence, ...change });
  });

  test('keeps rows apart over many chunks', () => {
    const table = new EvidenceTable();
    const rows = Array.from({ length: 5000 }, (_, index) => table.add({ ...evidence, uri: `logs/${index % 7}.json`, index }));
    expect(rows.map((row) => table.read(row)).map(({ uri, index }) => `${uri} ${index}`)).toEqual(
      rows.map((_, index) => `logs/${index % 7}.json ${index}`),
    );
  });

  test('forgets everything of what stood in a row', () => {
    const table = new EvidenceTable();
    const row = table.add({ ...evidence, eventID: 'odd', within: 'CloudTrailEvent' });
    table.replace(row, evidence);
    expect(table.read(row)).toEqual(evidence);
  });
});

describe('compareEvidence', () => {
  test.each<{ name: string; smaller: Partial<TimedEvidence>; larger: Partial<TimedEvidence> }>([
    { name: 'time before all else', smaller: { time: 1, eventID: 'b' }, larger: { time: 2, eventID: 'a' } },
    { name: 'a missing time last', smaller: { time: 2 }, larger: { time: undefined, eventTime: '' } },
    {
      name: 'the text of an equal time',
      smaller: { eventTime: '2023-07-10T12:00:00Z' },
      larger: { eventTime: '2023-07-10T14:00:00+02:00' },
    },
    {
      name: 'the text of two times that are none',
      smaller: { time: undefined, eventTime: 'a' },
      larger: { time: undefined, eventTime: 'b' },
    },
    { name: 'eventID', smaller: { eventID: 'a', uri: 'b' }, larger: { eventID: 'b', uri: 'a' } },
    { name: 'URI', smaller: { uri: 'a', index: 2 }, larger: { uri: 'b', index: 1 } },
    { name: 'index as a number', smaller: { index: 9 }, larger: { index: 10 } },
  ])('orders by $name', ({ smaller, larger }) => {
    expect(compareEvidence({ ...evidence, ...smaller }, { ...evidence, ...larger })).toBeLessThan(0);
    expect(compareEvidence({ ...evidence, ...larger }, { ...evidence, ...smaller })).toBeGreaterThan(0);
  });

  test('finds an evidence equal to itself, without a time too', () => {
    expect(compareEvidence(evidence, evidence)).toBe(0);
    expect(compareEvidence({ ...evidence, time: undefined }, { ...evidence, time: undefined })).toBe(0);
  });
});
