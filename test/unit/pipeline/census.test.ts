import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { type JsonObject } from '../../../src/model/json.js';
import { type CensusRow } from '../../../src/model/report.js';
import { Census } from '../../../src/pipeline/scan/census.js';
import { ENGINE_NAMES } from '../../../src/pipeline/scan/scan-options.js';
import { scan } from '../../../src/pipeline/scan/scan.js';
import { compileTexts } from '../../support/compile.js';
import { cloudTrailRecord, logFile } from '../../support/records.js';
import { inWorkspace } from '../../support/workspace.js';

const HOUR = 3_600_000;

test('records are counted by account, Region, category and hour, with the first and last of each hour', () => {
  const census = new Census();
  const part = census.partOf('111122223333', 'us-east-1', 'Management');
  const start = Date.UTC(2026, 0, 31, 23);
  for (const time of [start + 5000, start + HOUR - 1, start + 1000, start + HOUR, undefined]) census.count(part, time);
  census.count(census.partOf('000000000012', 'us-east-1', 'Data'), start);
  expect(census.rows()).toEqual([
    expect.objectContaining({ account: '000000000012', category: 'Data', events: 1 }),
    {
      account: '111122223333',
      region: 'us-east-1',
      category: 'Management',
      events: 5,
      unplaced: 1,
      firstEventTime: '2026-01-31T23:00:01Z',
      lastEventTime: '2026-02-01T00:00:00Z',
      hours: [
        { hour: '2026-01-31T23:00:00Z', events: 3, firstEventTime: '2026-01-31T23:00:01Z', lastEventTime: '2026-01-31T23:59:59.999Z' },
        { hour: '2026-02-01T00:00:00Z', events: 1, firstEventTime: '2026-02-01T00:00:00Z', lastEventTime: '2026-02-01T00:00:00Z' },
      ],
    },
  ]);
});

test('a time before 1970 is in its own hour', () => {
  const census = new Census();
  census.count(census.partOf('', '', ''), Date.UTC(1969, 11, 31, 22, 30));
  expect(census.rows()[0]?.hours).toEqual([
    { hour: '1969-12-31T22:00:00Z', events: 1, firstEventTime: '1969-12-31T22:30:00Z', lastEventTime: '1969-12-31T22:30:00Z' },
  ]);
});

test('what two censuses counted adds up to what one would have', () => {
  const times = [5, HOUR + 7, HOUR + 3, 30 * HOUR, undefined, 3].map((time) => time && Date.UTC(2026, 5, 1) + time);
  const countIn = (census: Census, of: readonly (number | undefined)[]): void => {
    for (const [i, time] of of.entries()) census.count(census.partOf(String(i % 2), 'eu-west-1', ''), time);
  };
  const [whole, left, right] = [new Census(), new Census(), new Census()];
  countIn(whole, times);
  countIn(left, times.slice(0, 4));
  countIn(right, times.slice(4));
  left.add(structuredClone(right.parts));
  expect(left.rows()).toEqual(whole.rows());
});

const sum = (rows: readonly CensusRow[]): number => rows.reduce((total, { events }) => total + events, 0);

test('days and places that no trail has do not fill memory, and no record is left out', () => {
  const census = new Census();
  const part = census.partOf('111122223333', 'us-east-1', '');
  for (let day = 0; day < 400_000; day++) census.count(part, day * 24 * HOUR);
  for (let i = 0; i < 30_000; i++) census.count(census.partOf(`made-up-${i}`, '', ''), 0);
  census.count(census.partOf('x'.repeat(1000), '', ''), 0);
  const rows = census.rows();
  expect(sum(rows)).toBe(430_001);
  expect(rows).toHaveLength(20_001);
  expect(rows.find(({ account }) => account === part.account)?.unplaced).toBe(100_000);
  expect(rows.at(-1)).toMatchObject({ account: '…', events: 10_002 });
});

test('a made-up account cannot pass for what there was no room for', () => {
  const census = new Census();
  for (let i = 0; i < 30_000; i++) census.count(census.partOf('…', `region-${i}`, ''), 0);
  census.count(census.partOf('…', 'x'.repeat(1000), ''), 0);
  const rows = census.rows();
  expect(rows).toHaveLength(20_001);
  expect(sum(rows)).toBe(30_001);
  expect(rows.find(({ region, category }) => region === '…' && category === '…')?.events).toBe(10_001);
});

test('which days there is room for does not depend on who counted them', () => {
  const [whole, part, merged] = [new Census(), new Census(), new Census()];
  const countIn = (census: Census, from: number, to: number): void => {
    for (let i = from; i < to; i++) census.count(census.partOf(String((i * 7) % 11), '', ''), Math.floor(i / 11) * 24 * HOUR);
  };
  countIn(whole, 0, 310_000);
  countIn(merged, 0, 200_000);
  countIn(part, 200_000, 310_000);
  merged.add(part.parts);
  expect(merged.rows().map(({ account, unplaced }) => [account, unplaced])).toEqual(
    whole.rows().map(({ account, unplaced }) => [account, unplaced]),
  );
});

const ruleSet = compileTexts([
  'id: region\ntitle: T\nseverity: low\ndescription: D.\nmessage: M\nwhen: { awsRegion.name: x, eventCategory: Data, eventName: GetObject }\n',
]);

const ODD: readonly JsonObject[] = [
  { recipientAccountId: 111122223333 },
  { recipientAccountId: '111122223333', awsRegion: { name: 'x' } },
  { recipientAccountId: 'é"\\', awsRegion: 'us-east-1', eventCategory: 'Data', eventName: 'GetObject' },
  { awsRegion: ['us-east-1'], eventCategory: null, recipientAccountId: 'x'.repeat(500) },
  { awsRegion: 'us-east-1', eventTime: 'never', eventCategory: 'Management' },
  { eventCategory: 'Data', recipientAccountId: '000000000012', eventName: 'GetObject', awsRegion: '' },
];

test('a record is counted in the same place whether it is parsed or not', async () => {
  await inWorkspace(async (folder) => {
    writeFileSync(join(folder, 'trail.json'), logFile(...[...ODD, ...ODD].map((change) => cloudTrailRecord(change))));
    const [fast, oracle] = await Promise.all(ENGINE_NAMES.map((engine) => scan({ inputs: [folder], ruleSet, engine })));
    expect(fast?.census).toEqual(oracle?.census);
    expect(sum(fast?.census ?? [])).toBe(12);
    const places = fast?.census.map(({ account, region, category }) => [account, region, category]);
    expect(places).toContainEqual(['111122223333', '', '']);
    expect(places).toContainEqual(['é"\\', 'us-east-1', 'Data']);
  });
});
