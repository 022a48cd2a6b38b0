import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { HitPacker, HitUnpacker, type PackedHits } from '../../../src/pipeline/scan/packed-hits.js';
import { type RecordHit, type RecordHits } from '../../../src/pipeline/scan/record-hits.js';
import { type MatchDescription, type MatchedEvent } from '../../../src/triage/match.js';
import { eventRule } from '../engine/event-rule.js';

const RULES = ['one', 'two', 'three'].map((id) => eventRule({ id }));

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', '\0;', '2026-01-31T12:00:00Z'));

const hit = fc.record({
  rule: fc.constantFrom(...RULES),
  excepted: fc.boolean(),
  groupKey: text,
  description: fc.record({
    message: text,
    explanation: fc.constantFrom('{}', '{"kind":"any"}'),
    arns: fc.array(text, { maxLength: 3 }),
    account: text,
    region: text,
  }),
});

const hits = fc.record({
  event: fc.record(
    {
      uri: fc.constant('logs/a.json'),
      index: fc.nat(),
      byteOffset: fc.nat(),
      byteLength: fc.nat(),
      within: text,
      time: fc.option(fc.integer(), { nil: undefined }),
      eventID: text,
      eventTime: text,
      sha256: fc.constantFrom('0123456789abcdef'.repeat(4), 'f'.repeat(64)),
      eventName: text,
      eventSource: fc.constantFrom('s3', 'iam'),
    },
    { requiredKeys: ['uri', 'index', 'byteOffset', 'byteLength', 'time', 'eventID', 'eventTime', 'sha256', 'eventName', 'eventSource'] },
  ),
  hits: fc.array(hit, { minLength: 1, maxLength: 4 }),
});

interface Written {
  readonly event: MatchedEvent;
  readonly hits: readonly (Omit<RecordHit, 'describe'> & { readonly description: MatchDescription })[];
}

const asHits = ({ event, hits: written }: Written): RecordHits => ({
  event,
  hits: written.map(({ description, ...rest }) => ({ ...rest, describe: () => description })),
});

function unpacked(packed: PackedHits): readonly Written[] {
  const unpacker = new HitUnpacker('logs/a.json', packed, RULES);
  const found: Written[] = [];
  for (let next = unpacker.next(); next !== undefined; next = unpacker.next()) {
    found.push({ event: next.event, hits: next.hits.map(({ describe, ...rest }) => ({ ...rest, description: describe() })) });
  }
  return found;
}

test('hits come out as they went in, also after they were sent to another thread, file by file', () => {
  const packer = new HitPacker(RULES);
  fc.assert(
    fc.property(fc.array(hits, { maxLength: 8 }), (records) => {
      for (const record of records) packer.add(asHits(record));
      expect(unpacked(structuredClone(packer.take()))).toEqual(records);
    }),
  );
});

test('a hit of a rule that the packer does not know is refused', () => {
  const packer = new HitPacker([]);
  const [record] = fc.sample(hits, 1);
  if (record !== undefined) packer.add(asHits(record));
  expect(() => new HitUnpacker('a', packer.take(), RULES).next()).toThrow('a worker named rule -1, which there is not');
});
