import fc from 'fast-check';

/** Small enough that short texts meet every limit: windows of a few bytes, records over the limit, a search that is exhausted. */
export const TIGHT = { recordBytes: 700, windowBytes: 16, recoveryBytes: 2000, recoveryRatio: 3 };

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.integer(),
    fc.constantFrom(null, true, -1.5e3, 'x{y}, [z"\\', 'é€', '},{"eventVersion":"1.08"', {}, []),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'eventName', 'eventVersion'), tie('any'), { maxKeys: 2 }),
  ),
})).any;

export const record: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .tuple(
    fc.shuffledSubarray(['eventVersion', 'eventSource', 'awsRegion', 'requestParameters', 'zeit', 'Records', 'eventTime']),
    fc.oneof({ weight: 9, arbitrary: fc.string({ maxLength: 4 }) }, fc.constant('none')),
    value,
  )
  .map(([keys, name, held]) =>
    Object.fromEntries<unknown>([
      ...keys.map((key) => [key, key === 'requestParameters' || key === 'Records' ? held : 'text'] as const),
      // What has neither is no record.
      ...(name === 'none' ? [] : [['eventName', name] as const]),
    ]),
  );

export const wrap = (form: number, records: readonly object[]): string => {
  const each = (make: (made: object) => unknown, separator: string): string =>
    records.map((made) => JSON.stringify(make(made))).join(separator);
  switch (form) {
    case 0:
      return JSON.stringify({ Records: records });
    case 1:
      return JSON.stringify({ version: 1, Records: records, more: [1] }, null, 2);
    case 2:
      return JSON.stringify(records);
    case 3:
      return each((made) => made, '\n');
    case 4:
      return each((made) => ({ 'detail-type': 'AWS API Call via CloudTrail', detail: made }), '');
    default:
      return JSON.stringify({ Events: records.map((made) => ({ CloudTrailEvent: JSON.stringify(made) })) });
  }
};

const documents = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(5), fc.array(record, { maxLength: most, size: 'max' })), { minLength: 1, maxLength: 3 })
    .map((made) => made.map(([form, records]) => wrap(form, records)).join('\n'));

/** Bytes lost, added or changed at a place between 0 and 1 of the text. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  lost: fc.constantFrom(0, 1, 2, 40, 100_000),
  added: fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', '\n', '\0', 'x', '\xff', '{"eventName":"Z"}'),
});

/** The bytes of documents with up to so many records each, most often with some damage. */
export const damagedLogs = (most: number): fc.Arbitrary<Buffer> =>
  fc.tuple(documents(most), fc.array(change, { maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((bytes, { at, lost, added }) => {
      const place = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, place), Buffer.from(added, 'latin1'), bytes.subarray(place + lost)]);
    }, Buffer.from(text)),
  );
