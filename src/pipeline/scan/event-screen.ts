import { type FastEngine } from '../../engine/fast-engine.js';
import { type RecordScreen } from '../../envelopes/record-screen.js';
import { comparePaths } from '../../scanner/path-tree.js';
import { MOST_PATHS, RecordScanner } from '../../scanner/record-scanner.js';
import { type EventIntake } from './event-intake.js';
import { type Selection } from './select-events.js';

/**
 * The screen that takes the records that no rule can match, or undefined where each record must be seen whole: a selection by account or
 * Region asks for more than the screen knows.
 */
export function screenFor(engine: FastEngine, intake: EventIntake, selection: Partial<Selection> = {}): RecordScreen | undefined {
  const { since = -Infinity, until = Infinity, accounts = [], regions = [] } = selection;
  if (accounts.length > 0 || regions.length > 0) return undefined;
  const paths = engine.guardedPaths(MOST_PATHS).toSorted(comparePaths);
  const scanner = new RecordScanner(paths);
  const filter = engine.rawFilter(paths, scanner);
  const takes = (record: number): boolean => {
    const time = scanner.hasOddKey(record) ? undefined : scanner.timeOf(record);
    if (time === undefined) return false;
    const isSelected = time >= since && time < until;
    const at = scanner.slotsOf(record);
    const isTaken = isSelected ? filter.excludes(at) : filter.isRecord(at);
    if (isTaken) intake.pass(time, isSelected);
    return isTaken;
  };
  return { scanner, takes };
}
