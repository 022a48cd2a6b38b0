import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type Event, type LookUp } from '../../../../src/sources/aws/history-client.js';
import { readHistory } from '../../../../src/sources/aws/read-history.js';

/** Event history of some events, in pages of given sizes; tokens fail as told. */
function service(events: readonly Event[], sizes: readonly number[], fails: readonly boolean[]): LookUp {
  const listed = [...events].sort((left, right) => secondOf(right) - secondOf(left));
  let requests = 0;
  return ({ from, to }, token) => {
    const number = requests++;
    if (token !== undefined && fails[number % fails.length] === true)
      return Promise.reject(Object.assign(new Error('token'), { name: 'InvalidNextTokenException' }));
    const inside = listed.filter((event) => secondOf(event) >= from && secondOf(event) <= to);
    const start = Number(token ?? 0);
    const end = start + (sizes[number % sizes.length] ?? 1);
    return Promise.resolve({ events: inside.slice(start, end), nextToken: end < inside.length ? String(end) : undefined });
  };
}

const secondOf = (event: Event): number => (event.EventTime?.getTime() ?? 0) / 1000;

const eventTimes = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 40 });

test('each event comes once, whatever the sizes of pages are and whichever tokens fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      eventTimes,
      fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 5 }).filter((sizes) => sizes.some((size) => size > 0)),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
      async (seconds, sizes, fails) => {
        const events = seconds.map((second, i) => ({ EventId: String(i), EventTime: new Date(second * 1000), CloudTrailEvent: '{}' }));
        const wanted = events.filter((event) => secondOf(event) >= 2 && secondOf(event) <= 10).map(({ EventId: id }) => id);
        const read: (string | undefined)[] = [];
        let failure: unknown;
        try {
          const pages = readHistory({ from: 2, to: 10 }, service(events, sizes, fails), () => 0);
          for await (const page of pages) read.push(...page.map(({ EventId: id }) => id));
        } catch (error) {
          failure = error;
        }
        expect(new Set(read).size).toBe(read.length);
        // Where tokens fail before there is anything new, again and again, the reading ends with an error, and never as if it were whole.
        if (failure === undefined) expect(read.sort()).toEqual(wanted.sort());
        else expect(failure).toMatchObject({ name: 'InvalidNextTokenException' });
      },
    ),
    { numRuns: 500 },
  );
});

test('an event without a time or an ID comes once, too', async () => {
  const events: Event[] = [{ CloudTrailEvent: '{"a":1}' }, { CloudTrailEvent: '{"a":2}' }, {}];
  let requests = 0;
  const lookUp: LookUp = () => Promise.resolve({ events, nextToken: requests++ === 0 ? 'again' : undefined });
  const read: Event[] = [];
  for await (const page of readHistory({ from: 0, to: 9 }, lookUp, () => 0)) read.push(...page);
  expect(read).toEqual(events);
});

test('events that have grown too old are not asked for', async () => {
  const asked: number[] = [];
  const lookUp: LookUp = ({ from }) => {
    asked.push(from);
    return Promise.resolve({ events: [], nextToken: undefined });
  };
  for (const oldest of [3, 10]) for await (const page of readHistory({ from: 0, to: 9 }, lookUp, () => oldest)) expect(page).toEqual([]);
  expect(asked).toEqual([3]);
});
