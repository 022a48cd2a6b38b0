import { describe, expect, test } from '@jest/globals';

import { slicesOf, windowOf } from '../../../../src/sources/aws/history-slices.js';

const at = (text: string): number => Date.parse(text);
const NOW = at('2026-03-01T12:00:00.500Z');

describe('the window', () => {
  test.each<{ name: string; since?: string; until?: string; from: string; to: string }>([
    { name: 'of a run that says nothing is 90 days', from: '2025-12-01T12:00:01Z', to: '2026-03-01T12:00:00Z' },
    { name: 'begins where Event history does', since: '2025-01-01T00:00:00Z', from: '2025-12-01T12:00:01Z', to: '2026-03-01T12:00:00Z' },
    {
      name: 'has the second of its start, and not that of its end',
      since: '2026-02-01T00:00:00Z',
      until: '2026-02-02T00:00:00Z',
      from: '2026-02-01T00:00:00Z',
      to: '2026-02-01T23:59:59Z',
    },
    {
      name: 'has seconds that are in it in part',
      since: '2026-02-01T00:00:00.500Z',
      until: '2026-02-02T00:00:00.500Z',
      from: '2026-02-01T00:00:01Z',
      to: '2026-02-02T00:00:00Z',
    },
    {
      name: 'does not reach into the future',
      since: '2026-03-01T00:00:00Z',
      until: '2027-01-01T00:00:00Z',
      from: '2026-03-01T00:00:00Z',
      to: '2026-03-01T12:00:00Z',
    },
  ])('$name', ({ since, until, from, to }) => {
    const window = windowOf(
      { since: since === undefined ? undefined : at(since), until: until === undefined ? undefined : at(until) },
      NOW,
    );
    expect(window).toEqual({ from: at(from) / 1000, to: at(to) / 1000 });
  });
});

describe('slices', () => {
  test('are the days of a window, without gap or overlap', () => {
    const slices = slicesOf('eu-west-1', windowOf({}, NOW), NOW);
    expect(slices).toHaveLength(91);
    for (const [i, slice] of slices.entries()) if (i > 0) expect(slice.from).toBe((slices[i - 1]?.to ?? 0) + 1);
    expect(slices.map(({ uri }) => uri)).toEqual(slices.map(({ uri }) => uri).sort());
  });

  test('are final when they are whole days that ended a day ago', () => {
    const slices = slicesOf('eu-west-1', windowOf({ since: at('2026-02-26T06:00:00Z') }, NOW), NOW);
    expect(slices.map(({ day, isFinal }) => [day, isFinal])).toEqual([
      ['2026/02/26', false],
      ['2026/02/27', true],
      ['2026/02/28', false],
      ['2026/03/01', false],
    ]);
  });

  test('are none of an empty window', () => {
    expect(slicesOf('eu-west-1', { from: 10, to: 9 }, NOW)).toEqual([]);
    expect(slicesOf('eu-west-1', windowOf({ until: at('2020-01-01T00:00:00Z') }, NOW), NOW)).toEqual([]);
  });
});
