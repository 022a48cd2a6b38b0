import { type Problem } from '../../model/problem.js';
import { formatTime } from '../../model/time.js';
import { HISTORY_SCHEME } from './history-argument.js';
import { type AskedTimes, HISTORY_DAYS, historyStart, type HistorySlice, slicesOf, windowOf } from './history-slices.js';

export interface HistoryWish extends AskedTimes {
  /** The argument as written. */
  readonly argument: string;
  /** Of the credentials. */
  readonly account: string;
  /** Account IDs that events are wanted of; empty: any. */
  readonly accounts: readonly string[];
  /** Sorted. */
  readonly regions: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface RegionPlan {
  readonly region: string;
  /** The oldest first. */
  readonly slices: readonly HistorySlice[];
}

export interface HistoryPlan {
  readonly regions: readonly RegionPlan[];
  /** What was asked for, and Event history cannot give. */
  readonly problems: readonly Problem[];
}

/** What there is to read. */
export function planHistory(wish: HistoryWish): HistoryPlan {
  const { regions, now } = wish;
  const problems = [...problemsOfPlace(wish), ...problemsOfTime(wish)];
  const window = windowOf(wish, now);
  return {
    regions: isOthers(wish) ? [] : regions.map((region) => ({ region, slices: slicesOf(region, window, now) })),
    problems,
  };
}

function problemsOfPlace(wish: HistoryWish): readonly Problem[] {
  const { argument: uri, regions, account, accounts } = wish;
  const none = regions.length === 0;
  const messages = [
    ...(none ? [`There is no Region to read: write ${HISTORY_SCHEME}REGION or --regions all, or set AWS_REGION.`] : []),
    ...(isOthers(wish) ? [`The credentials are of account ${account}, and events of ${accounts.join(', ')} alone are asked for.`] : []),
  ];
  return messages.map((message) => ({ code: 'CTA4056', uri, message }));
}

function isOthers({ accounts, account }: HistoryWish): boolean {
  return accounts.length > 0 && !accounts.includes(account);
}

/** Who does not say since when asks for what there is, and there must be something. */
function problemsOfTime({ argument: uri, since, until = Infinity, now }: HistoryWish): readonly Problem[] {
  const start = Math.ceil(historyStart(now) / 1000) * 1000;
  if (Math.min(since ?? start, until) >= start) return [];
  const missing = `${since === undefined ? '' : `from ${formatTime(since)} `}to ${formatTime(Math.min(start, until))}`;
  return [{ code: 'CTA4055', uri, message: `Event history goes back ${HISTORY_DAYS} days: what happened ${missing} is not in it.` }];
}
