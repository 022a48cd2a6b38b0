import { printable } from '../../model/safe-text.js';
import { InvalidSourceError } from '../invalid-source-error.js';
import { isRegionName, regionsOfPartition } from './aws-regions.js';

/** What an argument that stands for Event history begins with. */
export const HISTORY_SCHEME = 'lookup-events:';

export interface RegionChoice {
  /** Every Region of the partition. */
  readonly allRegions: boolean;
  /** Of flags; default: the Region of the environment. */
  readonly regions?: readonly string[] | undefined;
  /** Events of others are not wanted; empty: all are. */
  readonly selected?: readonly string[] | undefined;
}

/**
 * The Regions that an argument `lookup-events:REGION,REGION` names, each once; none for `lookup-events:`.
 * @throws InvalidSourceError for what can't be a Region's name
 */
export function parseHistoryArgument(argument: string): readonly string[] {
  const text = argument.slice(HISTORY_SCHEME.length);
  if (text === '') return [];
  const regions = text.split(',').map((name) => name.trim());
  const wrong = regions.find((name) => !isRegionName(name));
  if (wrong === undefined) return [...new Set(regions)];
  throw new InvalidSourceError(`${printable(argument)}: "${printable(wrong)}" is no Region such as eu-west-1`);
}

/**
 * The Regions to read, sorted. What the argument names outweighs the flags, and these the environment.
 * @param named by the argument
 * @param own of the environment or the profile; undefined where it names none
 */
export function chooseRegions(
  named: readonly string[],
  { allRegions, regions = [], selected = [] }: RegionChoice,
  { partition, own }: { readonly partition: string; readonly own: string | undefined },
): readonly string[] {
  const candidates = [
    named,
    allRegions ? regionsOfPartition(partition) : [],
    regions,
    selected.filter(isRegionName),
    own === undefined ? [] : [own],
  ];
  const chosen = candidates.find((list) => list.length > 0) ?? [];
  return [...new Set(chosen)].filter((region) => selected.length === 0 || selected.includes(region)).sort();
}
