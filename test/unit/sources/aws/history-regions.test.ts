import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { ACCOUNT, answerCaller, answerLookups, inTurn, page, refusal } from '../../../support/aws-wire.js';
import { closeWorld, DAY, FILE, open, openFiles, recordsOf, summaryOf, textsOf, TODAY } from '../../../support/event-history.js';

let restore: () => void;

beforeEach(() => {
  restore = closeWorld();
});

afterEach(() => {
  restore();
});

describe('Regions', () => {
  test('without an event are read', async () => {
    answerCaller('eu-west-1');
    answerLookups('eu-west-1', inTurn([page([])]));
    const history = await open('lookup-events:eu-west-1');
    const [file] = await openFiles(history);
    expect(file).toMatchObject({ uri: FILE, named: false });
    expect(await summaryOf(file)).toMatchObject({ outcome: 'read', evaluated: 0, problems: [] });
    expect(history.counts().problems).toEqual([]);
  });

  test('come sorted, with their days, whichever is read first', async () => {
    answerCaller('us-east-1');
    for (const region of ['us-east-1', 'eu-west-1']) answerLookups(region, inTurn([page([])]));
    const history = await open('lookup-events:us-east-1,eu-west-1', { since: TODAY - DAY });
    expect(Object.keys(await textsOf(history))).toEqual([
      'lookup-events:eu-west-1/2026/01/31',
      'lookup-events:eu-west-1/2026/02/01',
      'lookup-events:us-east-1/2026/01/31',
      'lookup-events:us-east-1/2026/02/01',
    ]);
  });
});

describe('Regions', () => {
  test.each(['UnrecognizedClientException', 'AuthFailure', 'OptInRequired'])('that are named and answer %s are told', async (code) => {
    answerCaller('af-south-1');
    answerLookups('af-south-1', inTurn([refusal(code)]));
    const history = await open('lookup-events:af-south-1');
    expect(await textsOf(history)).toEqual({});
    expect(history.counts()).toMatchObject({ damaged: 1, problems: [{ code: 'CTA4057', uri: 'lookup-events:af-south-1' }] });
  });

  test('are all of the partition: those the account is without are noted, and one that it must have is told', async () => {
    restore();
    restore = closeWorld({ AWS_REGION: 'eu-west-1' });
    answerCaller('eu-west-1');
    for (const region of ['eu-west-1', 'us-east-1']) answerLookups(region, inTurn([page([])]));
    for (const region of ['eu-west-2', 'af-south-1']) answerLookups(region, inTurn([refusal('UnrecognizedClientException')]));
    const selectedRegions = ['eu-west-1', 'us-east-1', 'eu-west-2', 'af-south-1'];
    const history = await open('lookup-events:', { allRegions: true, selectedRegions });
    expect(await textsOf(history)).toEqual({ [FILE]: recordsOf([]), 'lookup-events:us-east-1/2026/02/01': recordsOf([]) });
    expect(history.counts()).toMatchObject({ skipped: 1, damaged: 1, problems: [{ code: 'CTA4057', uri: 'lookup-events:eu-west-2' }] });
    expect(history.notes()).toEqual([
      expect.stringMatching(/^lookup-events:af-south-1 was not read\. .* not enabled for account 111122223333/),
    ]);
  });

  test('of a partition are those of the caller', async () => {
    restore();
    restore = closeWorld({ AWS_REGION: 'us-gov-west-1' });
    answerCaller('us-gov-west-1', `arn:aws-us-gov:iam::${ACCOUNT}:user/ann`);
    for (const region of ['us-gov-east-1', 'us-gov-west-1']) answerLookups(region, inTurn([page([])]));
    expect(Object.keys(await textsOf(await open('lookup-events:', { allRegions: true })))).toEqual([
      'lookup-events:us-gov-east-1/2026/02/01',
      'lookup-events:us-gov-west-1/2026/02/01',
    ]);
  });

  test('that nothing names are told', async () => {
    answerCaller('us-east-1');
    const history = await open('lookup-events:');
    expect(await textsOf(history)).toEqual({});
    expect(history.counts().problems).toMatchObject([{ code: 'CTA4056', message: expect.stringContaining('There is no Region to read') }]);
  });

  test.each(['EU-WEST-1', 'eu-west-1,', '../x', 'all'])('cannot be named "%s"', async (name) => {
    await expect(open(`lookup-events:${name}`)).rejects.toThrow('is no Region such as eu-west-1');
  });
});
