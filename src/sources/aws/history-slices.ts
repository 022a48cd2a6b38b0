/** Days that Event history goes back: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
export const HISTORY_DAYS = 90;

const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1000;

/**
 * How long after its end a day of Event history may still get events, in milliseconds. CloudTrail delivers within about 5 minutes on
 * average, and AWS guarantees no time (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html).
 */
const LATENESS_MS = DAY_MS;

/** From one second to another, both in it, counted since 1970: events have no finer time. */
export interface Seconds {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds since 1970, open where undefined; `until` itself is not asked for. */
export interface AskedTimes {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** A day (UTC) of one Region, or the part of it that is asked for. */
export interface HistorySlice extends Seconds {
  readonly region: string;
  /** Such as `2026/01/31`. */
  readonly day: string;
  /** `lookup-events:REGION/YYYY/MM/DD`. */
  readonly uri: string;
  /** It is all of its day, and so long ago that no event comes any more. */
  readonly isFinal: boolean;
}

/** What tells a day that is over from the same day of another account; nothing for a day to which events may still come. */
export function versionOf({ isFinal }: HistorySlice, account: string): { readonly version?: string } {
  return isFinal ? { version: `all of ${account}` } : {};
}

/** Milliseconds since 1970 of the oldest event that Event history has. */
export function historyStart(now: number): number {
  return now - HISTORY_DAYS * DAY_MS;
}

/**
 * What a run reads, fixed at its start, so that events that come in meanwhile shift no page. Empty, with its end before its start, where
 * nothing is asked for that Event history could have.
 */
export function windowOf({ since = -Infinity, until = Infinity }: AskedTimes, now: number): Seconds {
  return {
    from: Math.ceil(Math.max(since, historyStart(now)) / 1000),
    to: Math.min(Math.floor(now / 1000), Math.ceil(until / 1000) - 1),
  };
}

/** The days of a window, the oldest first. */
export function slicesOf(region: string, { from, to }: Seconds, now: number): readonly HistorySlice[] {
  const slices: HistorySlice[] = [];
  if (from > to) return slices;
  for (let start = from - (from % DAY_SECONDS); start <= to; start += DAY_SECONDS) {
    const last = start + DAY_SECONDS - 1;
    const day = new Date(start * 1000).toISOString().slice(0, 10).replaceAll('-', '/');
    const isWhole = from <= start && last <= to;
    slices.push({
      region,
      day,
      uri: `lookup-events:${region}/${day}`,
      from: Math.max(from, start),
      to: Math.min(to, last),
      isFinal: isWhole && (last + 1) * 1000 + LATENESS_MS <= now,
    });
  }
  return slices;
}
