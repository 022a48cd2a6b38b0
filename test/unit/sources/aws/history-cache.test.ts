import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import nock from 'nock';

import { ACCOUNT, answerCaller, answerLookups, inTurn, page, wireEvent } from '../../../support/aws-wire.js';
import { closeWorld, DAY, FILE, NOW, open, textsOf } from '../../../support/event-history.js';

let restore: () => void;

beforeEach(() => {
  restore = closeWorld();
});

afterEach(() => {
  restore();
});

let cacheDir: string;
const since = NOW - 3 * DAY - 12 * 3_600_000;

beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'ctaudit-'));
});

afterEach(async () => {
  await rm(cacheDir, { recursive: true });
});

test('are kept, and read from there', async () => {
  answerCaller('eu-west-1');
  const first = answerLookups('eu-west-1', ({ EndTime: end }) => page([wireEvent(new Date(end * 1000).toISOString())]));
  const read = await textsOf(await open('lookup-events:eu-west-1', { since, cacheDir }));
  expect(first).toHaveLength(4);
  // The last one that is kept ended 36 hours ago.
  expect(await readdir(join(cacheDir, 'event-history', ACCOUNT, 'eu-west-1', 'all'))).toEqual(['2026-01-29.json.gz', '2026-01-30.json.gz']);
  nock.cleanAll();
  answerCaller('eu-west-1');
  const second = answerLookups('eu-west-1', ({ EndTime: end }) => page([wireEvent(new Date(end * 1000).toISOString())]));
  expect(await textsOf(await open('lookup-events:eu-west-1', { since, cacheDir }))).toEqual(read);
  expect(second).toHaveLength(2);
});

test('are kept although the run is interrupted later', async () => {
  answerCaller('eu-west-1');
  const interruption = new AbortController();
  answerLookups('eu-west-1', (_, number) => {
    if (number === 1) interruption.abort();
    return page([]);
  });
  const history = await open('lookup-events:eu-west-1', { since, cacheDir, signal: interruption.signal });
  await textsOf(history);
  expect(history.counts().problems).toEqual([]);
  expect(await readdir(join(cacheDir, 'event-history', ACCOUNT, 'eu-west-1', 'all'))).toEqual(['2026-01-29.json.gz']);
});

test('are others for another filter', async () => {
  for (const filter of [undefined, { key: 'EventName', value: 'A' }, { key: 'EventName', value: 'B' }] as const) {
    answerCaller('eu-west-1');
    const requests = answerLookups('eu-west-1', inTurn([page([])]));
    await textsOf(await open('lookup-events:eu-west-1', { since, cacheDir, filter }));
    expect(requests).toHaveLength(4);
    nock.cleanAll();
  }
});

test('need not be read by whoever has them', async () => {
  answerCaller('eu-west-1');
  answerLookups('eu-west-1', inTurn([page([])]));
  const history = await open('lookup-events:eu-west-1', { since, isKnown: ({ uri }) => uri.endsWith('29') || uri.endsWith('31') });
  const uris = Object.keys(await textsOf(history));
  expect(uris).toEqual(['lookup-events:eu-west-1/2026/01/30', FILE]);
  expect(uris.map((uri) => history.isFinal(uri))).toEqual([true, false]);
});
