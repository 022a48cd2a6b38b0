import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { ACCOUNT, answerCaller, answerLookups, inTurn, page, quickClock, refusal, type WireAnswer } from '../../../support/aws-wire.js';
import { closeWorld, FILE, hour, NOW, open, openFiles, recordsOf, summaryOf, textsOf, TODAY } from '../../../support/event-history.js';

let restore: () => void;

beforeEach(() => {
  restore = closeWorld();
});

afterEach(() => {
  restore();
});

describe('pages', () => {
  test('of a day become one log file, byte for byte, two requests a second', async () => {
    answerCaller('eu-west-1');
    const events = [hour(11), hour(10), hour(9)];
    const requests = answerLookups('eu-west-1', inTurn([page(events.slice(0, 2), 'next'), page(events.slice(2))]));
    const clock = quickClock(NOW);
    const history = await open('lookup-events:eu-west-1', clock);
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf(events) });
    expect(requests).toEqual([
      { StartTime: TODAY / 1000, EndTime: NOW / 1000, MaxResults: 50 },
      { StartTime: TODAY / 1000, EndTime: NOW / 1000, MaxResults: 50, NextToken: 'next' },
    ]);
    expect(clock.slept).toEqual([500]);
    expect(history.counts()).toEqual({ problems: [], skipped: 0, damaged: 0 });
    expect(history.account).toBe(ACCOUNT);
  });

  test('without an event still lead on', async () => {
    answerCaller('eu-west-1');
    answerLookups('eu-west-1', inTurn([page([], 'a'), page([hour(3)], 'b'), page([])]));
    expect(await textsOf(await open('lookup-events:eu-west-1'))).toEqual({ [FILE]: recordsOf([hour(3)]) });
  });

  test('can be of one attribute alone', async () => {
    answerCaller('eu-west-1');
    const requests = answerLookups('eu-west-1', inTurn([page([])]));
    await textsOf(await open('lookup-events:eu-west-1', { filter: { key: 'EventName', value: 'ConsoleLogin' } }));
    expect(requests[0]?.LookupAttributes).toEqual([{ AttributeKey: 'EventName', AttributeValue: 'ConsoleLogin' }]);
  });

  test('have what is no record counted as damage', async () => {
    answerCaller('eu-west-1');
    const odd = [{ EventId: 'a' }, { EventId: 'b', CloudTrailEvent: ']},{"eventName":"X"' }, { EventId: 'c', CloudTrailEvent: '[1]' }];
    answerLookups('eu-west-1', inTurn([page([hour(2), ...odd, hour(1)])]));
    const [file] = await openFiles(await open('lookup-events:eu-west-1'));
    const summary = await summaryOf(file);
    expect(summary).toMatchObject({ outcome: 'read', evaluated: 2, damaged: 3, skipped: 0 });
    expect(summary.problems.map(({ code, uri }) => [code, uri])).toEqual([
      ['CTA4023', FILE],
      ['CTA4023', FILE],
      ['CTA4023', FILE],
    ]);
  });
});

describe('throttling', () => {
  test.each<{ name: string; answer: WireAnswer; waits: readonly number[] }>([
    { name: 'as HTTP 400', answer: refusal('ThrottlingException', 400), waits: [500, 1000] },
    { name: 'as HTTP 429', answer: refusal('TooManyRequestsException', 429), waits: [500, 1000] },
    { name: 'as HTTP 503', answer: refusal('Unknown', 503), waits: [500, 1000] },
    { name: 'with a time to wait', answer: refusal('ThrottlingException', 400, { 'Retry-After': '7' }), waits: [7000, 7000] },
    {
      name: 'with a date to wait for',
      answer: refusal('Slow', 503, { 'Retry-After': new Date(NOW + 3000).toUTCString() }),
      waits: [3000, 1000],
    },
  ])('$name costs no event', async ({ answer, waits }) => {
    answerCaller('eu-west-1');
    const requests = answerLookups('eu-west-1', inTurn([answer, answer, page([hour(5)])]));
    const clock = quickClock(NOW);
    const history = await open('lookup-events:eu-west-1', clock);
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf([hour(5)]) });
    expect(clock.slept).toEqual(waits);
    expect(requests).toHaveLength(3);
    expect(history.counts().problems).toEqual([]);
  });

  test('that does not end is told', async () => {
    answerCaller('eu-west-1');
    answerLookups('eu-west-1', inTurn([refusal('ThrottlingException')]));
    const history = await open('lookup-events:eu-west-1');
    expect(await textsOf(history)).toEqual({});
    expect(history.counts()).toMatchObject({
      damaged: 1,
      problems: [
        {
          code: 'CTA4056',
          uri: 'lookup-events:eu-west-1',
          message: expect.stringMatching(
            /^Event history of eu-west-1 cannot be read from 2026-02-01 on \(ThrottlingException: AWS still asks/,
          ),
        },
      ],
    });
  });
});

describe('a way to the next page that AWS no longer takes', () => {
  test('is found anew from the last event on', async () => {
    answerCaller('eu-west-1');
    const [a, b, c] = [hour(9, 'A'), hour(9, 'B'), hour(9, 'C')];
    const answers = [page([hour(11), a, b], 'old'), refusal('InvalidNextTokenException'), page([b, c, a, hour(7)])];
    const requests = answerLookups('eu-west-1', inTurn(answers));
    const history = await open('lookup-events:eu-west-1');
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf([hour(11), a, b, c, hour(7)]) });
    expect(requests[2]).toEqual({ StartTime: TODAY / 1000, EndTime: TODAY / 1000 + 9 * 3600, MaxResults: 50 });
    expect(history.counts().problems).toEqual([]);
  });

  test('is given up when nothing new ever comes', async () => {
    answerCaller('eu-west-1');
    const requests = answerLookups('eu-west-1', ({ NextToken: token }) =>
      token === undefined ? page([hour(9)], 'old') : refusal('InvalidNextTokenException'),
    );
    const history = await open('lookup-events:eu-west-1');
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf([hour(9)]) });
    expect(history.counts().problems).toMatchObject([{ code: 'CTA4056' }]);
    expect(requests.length).toBeLessThan(20);
  });
});
