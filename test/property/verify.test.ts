import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';

import { type Delivered, deliverHours, HOUR, isDigest, makeTrailKey, START, TestTrail } from '../support/trail-copy.js';
import { at, named, nameOf, verifyCopy } from '../support/verify-copy.js';
import { runs } from './runs.js';

const HOURS = 8;
const SECONDS = 300;
const key = makeTrailKey();
const trail = new TestTrail({ key });
const all = deliverHours(trail, HOURS);
const digests = all.filter(isDigest);
const logs = all.filter((one) => !isDigest(one));
/** One of each hour, delivered by nobody. */
const forged = logs.map((_, hour) => trail.log(START + hour * HOUR + 40 * 60 * 1000, `forged ${hour}`));

/** What somebody did in one hour. */
interface Deed {
  readonly digest: 'kept' | 'removed' | 'altered';
  readonly log: 'kept' | 'removed' | 'altered';
  readonly isForged: boolean;
}

const deed = fc.record<Deed>({
  digest: fc.constantFrom('kept', 'kept', 'kept', 'removed', 'altered'),
  log: fc.constantFrom('kept', 'kept', 'removed', 'altered'),
  isForged: fc.boolean(),
});

/** The newest hour is left alone: what is cut off there shows only in time. */
const deeds = fc.array(deed, { minLength: HOURS - 1, maxLength: HOURS - 1 });

const altered = (one: Delivered): Delivered => ({ ...one, bytes: gzipSync(`${one.content} `) });

const left = (one: Delivered, fate: Deed['log']): Delivered[] => (fate === 'removed' ? [] : [fate === 'altered' ? altered(one) : one]);

function copyAfter(done: readonly Deed[]): Delivered[] {
  const newest = [at(digests, HOURS - 1), at(logs, HOURS - 1)];
  return [
    ...newest,
    ...done.flatMap(({ digest, log, isForged }, hour) => [
      ...left(at(digests, hour), digest),
      ...left(at(logs, hour), log),
      ...(isForged ? [at(forged, hour)] : []),
    ]),
  ];
}

const isKept = (next: Deed | undefined): boolean => next === undefined || next.digest === 'kept';

function digestNames({ digest }: Deed, hour: number, done: readonly Deed[]): string[] {
  const name = nameOf(at(digests, hour));
  const next = done[hour + 1];
  switch (digest) {
    case 'kept':
      return [];
    case 'altered':
      // The next digest has its hash, and without that its own signature shows it.
      return [`${isKept(next) ? 'CTA5002' : 'CTA5003'} ${name}`];
    case 'removed': {
      // Of digests cut off the oldest end the next one names the last, if it can be believed; how many there were nobody knows.
      const isCutOff = done.slice(0, hour).every((one) => one.digest === 'removed');
      return isCutOff && !isKept(next) ? [] : [`CTA5001 ${name}`];
    }
  }
}

/** Where a digest is not proven, nothing is said of its logs; a log may be listed an hour late, so of a forged one both hours count. */
function logNames({ digest, log, isForged }: Deed, hour: number, done: readonly Deed[]): string[] {
  if (digest !== 'kept') return [];
  const name = nameOf(at(logs, hour));
  return [
    ...(log === 'removed' ? [`CTA5011 ${name}`] : []),
    ...(log === 'altered' ? [`CTA5012 ${name}`] : []),
    ...(isForged && isKept(done[hour + 1]) ? [`CTA5013 ${nameOf(at(forged, hour))}`] : []),
  ];
}

function expectedNames(done: readonly Deed[]): string[] {
  return done.flatMap((one, hour) => [...digestNames(one, hour, done), ...logNames(one, hour, done)]);
}

describe('Whatever was done to a trail', () => {
  test(
    'each deed that digests can show is named, nothing else is, and every log is counted once',
    async () => {
      await fc.assert(
        fc.asyncProperty(deeds, async (done) => {
          const report = await verifyCopy(copyAfter(done), { keys: [key] });
          expect(
            named(report)
              .filter((one) => /^CTA50[01]/.test(one))
              .toSorted(),
          ).toEqual(expectedNames(done).toSorted());
          const { verified, unverified, altered: other, missing, added } = report.logs;
          const unknown = done.filter(({ digest, log }) => digest !== 'kept' && log === 'removed').length;
          const total = HOURS + done.filter(({ isForged }) => isForged).length - unknown;
          expect(verified + unverified + other + missing + added).toBe(total);
          const isClean = done.every(({ digest, log, isForged }) => digest === 'kept' && log === 'kept' && !isForged);
          expect(report.verdict === 'pass').toBe(isClean);
        }),
        runs(150),
      );
    },
    SECONDS * 1000,
  );
});
