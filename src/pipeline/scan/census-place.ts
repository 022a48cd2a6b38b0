import { type Asked, type BlockScanner, VALUE } from '../../scanner/block-scanner.js';
import { type Census, type CensusPart } from './census.js';
import { CENSUS_KEYS, type EventReader } from './event-reader.js';

/**
 * Reads from its slots where a record is counted: account, Region and category; undefined where one of them is written in a way that the
 * scanner leaves to the parser. Most records of a file are counted where the one before was.
 */
export function placeReader(scanner: BlockScanner, asked: Asked, reader: EventReader): (at: number) => CensusPart | undefined {
  const [accountSlot = 0, regionSlot = 0, categorySlot = 0] = CENSUS_KEYS.map((key) => slotOf(key, asked));
  const textOf = (value: number): string => (value === VALUE.absent ? '' : scanner.text(value));
  const placeOf = (of: Census, ...numbers: readonly number[]): CensusPart | undefined => {
    if (numbers.includes(VALUE.unknown)) return undefined;
    const [account = '', region = '', category = ''] = numbers.map(textOf);
    return of.partOf(account, region, category);
  };
  let census: Census | undefined;
  let place: CensusPart | undefined;
  let [lastAccount, lastRegion, lastCategory] = [0, 0, 0];
  return (at) => {
    const { words } = scanner;
    const account = words[at + accountSlot] ?? 0;
    const region = words[at + regionSlot] ?? 0;
    const category = words[at + categorySlot] ?? 0;
    const isSame = account === lastAccount && region === lastRegion && category === lastCategory && census === reader.census;
    if (isSame) return place;
    [lastAccount, lastRegion, lastCategory, census] = [account, region, category, reader.census];
    place = placeOf(census, account, region, category);
    return place;
  };
}

/** Of a key that is an aside or a path. */
function slotOf(key: string, { paths, asides = [] }: Asked): number {
  const aside = asides.indexOf(key);
  return aside < 0 ? paths.findIndex((path) => path.length === 1 && path[0] === key) : paths.length + aside;
}
