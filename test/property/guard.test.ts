import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { deriveGuard } from '../../src/compiler/derive-guard.js';
import { holdsNaively } from '../../src/engine/oracle/naive-condition.js';
import { condition, record } from './arbitraries.js';
import { runs } from './runs.js';

test('a guard holds wherever its condition does, and is no idle one', () => {
  const seen = { held: 0, turnedAway: 0 };
  fc.assert(
    fc.property(condition, record, (when, event) => {
      const guard = deriveGuard(when);
      if (guard === undefined) return;
      const isPassed = holdsNaively(guard, { record: event });
      if (!isPassed) seen.turnedAway++;
      if (!holdsNaively(when, { record: event })) return;
      seen.held++;
      expect(isPassed).toBe(true);
    }),
    runs(4_000),
  );
  expect(seen.held).toBeGreaterThan(50);
  expect(seen.turnedAway).toBeGreaterThan(50);
});
