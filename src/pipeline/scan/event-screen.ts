import { type FastEngine } from '../../engine/fast-engine.js';
import { type RuleSelection } from '../../engine/rule-selection.js';
import { type PartialRecord, type RecordScreen } from '../../envelopes/record-screen.js';
import { type JsonObject } from '../../model/json.js';
import { comparePaths } from '../../scanner/path-tree.js';
import { type BlockScanner, MOST_PATHS } from '../../scanner/block-scanner.js';
import { openScanner } from '../../scanner/open-scanner.js';
import { placeReader } from './census-place.js';
import { CENSUS_KEYS, type EventReader, READER_KEYS } from './event-reader.js';
import { type Selection } from './select-events.js';

/**
 * The screen that takes the records that no rule can match, and leaves of the others what rules and findings read; undefined where each
 * record must be seen whole: a selection by account or Region asks for more than the screen knows.
 */
export function screenFor(engine: FastEngine, reader: EventReader, selection: Partial<Selection> = {}): RecordScreen | undefined {
  const { since = -Infinity, until = Infinity, accounts = [], regions = [] } = selection;
  if (accounts.length > 0 || regions.length > 0) return undefined;
  const guarded = engine.guardedPaths(MOST_PATHS - CENSUS_KEYS.length);
  const shared = CENSUS_KEYS.filter((key) => guarded.some(([first]) => first === key));
  const paths = uniquePaths([...guarded, ...shared.map((key) => [key])]);
  const asked = {
    paths,
    keys: [...new Set([...READER_KEYS, ...engine.keys])],
    asides: CENSUS_KEYS.filter((key) => !shared.includes(key)),
  };
  const scanner = openScanner(asked);
  const filter = engine.rawFilter({ paths, values: scanner });
  const maskOf = maskReader(scanner);
  const placeOf = placeReader(scanner, asked, reader);

  const ask = (record: number): 'none' | 'whole' | PartialRecord => {
    const time = scanner.isOdd(record) ? undefined : scanner.timeOf(record);
    if (time === undefined) return 'whole';
    const at = scanner.slotsOf(record);
    const place = placeOf(at);
    if (place === undefined) return 'whole';
    if (time < since || time >= until) {
      if (!filter.isRecord(at)) return 'whole';
      reader.count(place, time);
      reader.pass(false);
      return 'none';
    }
    const selected = filter.select(at, scanner.rowOf(record));
    if (selected === undefined) return 'whole';
    if (selected.rules.length === 0) {
      selected.candidates.count++;
      reader.count(place, time);
      reader.pass(true);
      return 'none';
    }
    const mask = maskOf(selected);
    if (mask === undefined) return 'whole';
    reader.count(place, time);
    return { value: JSON.parse(scanner.partOf(record, mask)) as JsonObject, selection: selected };
  };
  return { scanner, ask };
}

function uniquePaths(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()].toSorted(comparePaths);
}

/** Which members of a record the rules of a selection and its findings read, worked out once for each selection. */
function maskReader(scanner: BlockScanner): (selection: RuleSelection) => number | undefined {
  const masks = new WeakMap<RuleSelection, { readonly mask: number | undefined }>();
  return (selection) => {
    let known = masks.get(selection);
    if (known === undefined) {
      const mask = selection.keys && scanner.maskOf([...READER_KEYS, ...selection.keys]);
      masks.set(selection, (known = { mask }));
    }
    return known.mask;
  };
}
