import { compareText } from '../../model/text.js';
import { type CensusHour, type CensusRow } from '../../model/report.js';
import { formatTime } from '../../model/time.js';

/** The records of one account, Region and category. Plain, so that a worker can send it. */
export interface CensusPart {
  readonly account: string;
  readonly region: string;
  readonly category: string;
  unplaced: number;
  /** By days since 1970: three numbers for each hour, and behind them how many days were met before, of any place. */
  readonly days: Map<number, Uint32Array>;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
const HOURS = 24;

/** What stands for each hour: how many records, and the milliseconds from its start to the first and the last of them. */
const NUMBERS = { events: 0, first: 1, last: 2 } as const;
const NUMBERS_PER_HOUR = 3;
const DAYS_BEFORE = HOURS * NUMBERS_PER_HOUR;

/** A day takes some 400 bytes. An organisation of 500 accounts that works in five Regions has a quarter of a million in a quarter. */
const MOST_DAYS = 300_000;
const MOST_PARTS = 20_000;
/** An account has 12 characters, and the longest Region not many more. */
const LONGEST_TEXT = 64;
/** Stands for the account, Region and category of records that came when there was no room for more, or whose own are too long. */
const OTHERS = '…';
const OTHERS_PLACE = JSON.stringify([OTHERS, OTHERS, OTHERS]);

/** Counts records by account, Region, category and hour. */
export class Census {
  private readonly partsByPlace = new Map<string, CensusPart>();
  private days = 0;

  /** Those that have records: a place may have been asked for in vain. */
  get parts(): readonly CensusPart[] {
    return [...this.partsByPlace.values()].filter(({ unplaced, days }) => unplaced > 0 || days.size > 0);
  }

  partOf(account: string, region: string, category: string): CensusPart {
    const place = JSON.stringify([account, region, category]);
    const known = this.partsByPlace.get(place);
    if (known !== undefined) return known;
    const isTooMuch = this.partsByPlace.size >= MOST_PARTS || [account, region, category].some(({ length }) => length > LONGEST_TEXT);
    if (isTooMuch && place !== OTHERS_PLACE) return this.partOf(OTHERS, OTHERS, OTHERS);
    const part = { account, region, category, unplaced: 0, days: new Map<number, Uint32Array>() };
    this.partsByPlace.set(place, part);
    return part;
  }

  /** @param time in milliseconds since 1970; undefined for a record without a valid one */
  count(part: CensusPart, time: number | undefined): void {
    const day = time === undefined ? undefined : this.dayOf(part, Math.floor(time / DAY));
    if (time === undefined || day === undefined) part.unplaced++;
    else {
      const ofDay = ((time % DAY) + DAY) % DAY;
      const ofHour = Math.floor(ofDay % HOUR);
      countIn(day, Math.floor(ofDay / HOUR), { events: 1, first: ofHour, last: ofHour });
    }
  }

  /** Adds what another one counted, days in the order in which it met them: that decides for which there is room. */
  add(parts: Iterable<CensusPart>): void {
    const met: { readonly part: CensusPart; readonly day: number; readonly numbers: Uint32Array }[] = [];
    for (const { account, region, category, unplaced, days } of parts) {
      const part = this.partOf(account, region, category);
      part.unplaced += unplaced;
      for (const [day, numbers] of days) met.push({ part, day, numbers });
    }
    met.sort((a, b) => (a.numbers[DAYS_BEFORE] ?? 0) - (b.numbers[DAYS_BEFORE] ?? 0));
    for (const { part, day, numbers } of met) this.addDay(part, day, numbers);
  }

  /** By account, Region and category. */
  rows(): readonly CensusRow[] {
    const parts = this.parts.toSorted(
      (a, b) => compareText(a.account, b.account) || compareText(a.region, b.region) || compareText(a.category, b.category),
    );
    return parts.map(rowOf);
  }

  private addDay(part: CensusPart, day: number, numbers: Uint32Array): void {
    const own = this.dayOf(part, day);
    for (let hour = 0; hour < HOURS; hour++) {
      const count = hourOf(numbers, hour);
      if (own === undefined) part.unplaced += count.events;
      else if (count.events > 0) countIn(own, hour, count);
    }
  }

  /** Undefined when there is no room for it. */
  private dayOf({ days }: CensusPart, day: number): Uint32Array | undefined {
    const known = days.get(day);
    if (known !== undefined || this.days === MOST_DAYS) return known;
    const numbers = new Uint32Array(DAYS_BEFORE + 1);
    numbers[DAYS_BEFORE] = this.days++;
    days.set(day, numbers);
    return numbers;
  }
}

interface HourCount {
  readonly events: number;
  readonly first: number;
  readonly last: number;
}

function hourOf(day: Uint32Array, hour: number): HourCount {
  const at = hour * NUMBERS_PER_HOUR;
  return { events: day[at + NUMBERS.events] ?? 0, first: day[at + NUMBERS.first] ?? 0, last: day[at + NUMBERS.last] ?? 0 };
}

function countIn(day: Uint32Array, hour: number, { events, first, last }: HourCount): void {
  const at = hour * NUMBERS_PER_HOUR;
  const before = day[at + NUMBERS.events] ?? 0;
  if (before === 0 || first < (day[at + NUMBERS.first] ?? 0)) day[at + NUMBERS.first] = first;
  if (last > (day[at + NUMBERS.last] ?? 0)) day[at + NUMBERS.last] = last;
  day[at + NUMBERS.events] = before + events;
}

function rowOf({ account, region, category, unplaced, days }: CensusPart): CensusRow {
  const hours = [...days].sort(([a], [b]) => a - b).flatMap(([day, numbers]) => hoursOf(day, numbers));
  const events = hours.reduce((sum, hour) => sum + hour.events, unplaced);
  const firstEventTime = hours[0]?.firstEventTime ?? '';
  const lastEventTime = hours.at(-1)?.lastEventTime ?? '';
  return { account, region, category, events, unplaced, firstEventTime, lastEventTime, hours };
}

function hoursOf(day: number, numbers: Uint32Array): readonly CensusHour[] {
  const hours: CensusHour[] = [];
  for (let hour = 0; hour < HOURS; hour++) {
    const { events, first, last } = hourOf(numbers, hour);
    const start = day * DAY + hour * HOUR;
    if (events > 0)
      hours.push({ hour: formatTime(start), events, firstEventTime: formatTime(start + first), lastEventTime: formatTime(start + last) });
  }
  return hours;
}
