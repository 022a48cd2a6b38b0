import { faultOf } from './aws-fault.js';
import { type Event, type LookUp } from './history-client.js';
import { type Seconds } from './history-slices.js';

/** How often in a row a lookup may begin anew without a new event. */
const VAIN_STARTS = 5;

/**
 * Reads the events of some time, newest first, each once, a page at a time. A token that AWS no longer takes costs no event and repeats none:
 * the lookup begins anew at the last event's second, since "only events that occur before or at the specified time are returned", and passes
 * over what it has of that second. Events that have grown too old meanwhile are gone.
 *
 * @param oldest the second that Event history begins at by now
 * @throws what `lookUp` throws
 */
export async function* readHistory(
  times: Seconds,
  lookUp: LookUp,
  oldest: () => number,
): AsyncGenerator<readonly Event[], void, undefined> {
  const seen = new SeenEvents(times.to);
  let asked = within(times, seen.second, oldest());
  let token: string | undefined;
  for (let vain = 0; asked.from <= asked.to;) {
    const page = await lookUp(asked, token).catch((error: unknown) => {
      const mayBeginAnew = token !== undefined || asked.from < oldest();
      if (faultOf(error) === 'stale' && mayBeginAnew && vain < VAIN_STARTS) return undefined;
      throw error;
    });
    const fresh = page === undefined ? [] : seen.add(page.events);
    if (fresh.length > 0) {
      vain = 0;
      yield fresh;
    }
    if (page !== undefined && page.nextToken === undefined) return;
    if (page === undefined) {
      vain++;
      asked = within(times, seen.second, oldest());
    }
    token = page?.nextToken;
  }
}

function within({ from }: Seconds, to: number, oldest: number): Seconds {
  return { from: Math.max(from, oldest), to };
}

/** Which events of the last second there have been. */
class SeenEvents {
  /** Of the oldest event so far: what comes is as old, or older. */
  second: number;
  private readonly keys = new Set<string>();

  constructor(second: number) {
    this.second = second;
  }

  /** Gives the events that are new. */
  add(events: readonly Event[]): readonly Event[] {
    return events.filter((event) => {
      const second = secondOf(event) ?? this.second;
      // An event out of order stays known: it may come again when the lookup begins anew.
      if (second < this.second) this.keys.clear();
      this.second = Math.min(this.second, second);
      const key = `${event.EventId ?? ''} ${event.CloudTrailEvent ?? ''}`;
      if (this.keys.has(key)) return false;
      this.keys.add(key);
      return true;
    });
  }
}

function secondOf({ EventTime: time }: Event): number | undefined {
  const second = time === undefined ? Number.NaN : Math.floor(time.getTime() / 1000);
  return Number.isNaN(second) ? undefined : second;
}
