import { setMaxListeners } from 'node:events';

import { type Problem } from '../../model/problem.js';
import { type LogFile } from '../log-file.js';
import { type LogSource } from '../log-source.js';
import { type AwsOptions } from './aws-options.js';
import { askCaller, type Caller, ownRegion } from './caller.js';
import { DEFAULT_REGION } from './client-config.js';
import { describeAwsError } from './describe-aws-error.js';
import { chooseRegions, parseHistoryArgument } from './history-argument.js';
import { HistoryCache } from './history-cache.js';
import { type LookupAttribute } from './history-client.js';
import { HistoryReading, type ReadingOptions } from './history-reading.js';
import { type Clock, SYSTEM_CLOCK } from './patience.js';
import { planHistory } from './plan-history.js';
import { SharedCredentials } from './shared-credentials.js';

export interface EventHistoryOptions {
  readonly aws: AwsOptions;
  /** Milliseconds since 1970: eventTime at or after it. Default: as far back as there is any. */
  readonly since?: number | undefined;
  /** Milliseconds since 1970: eventTime before it. */
  readonly until?: number | undefined;
  /** Account IDs that events are wanted of; empty: any. */
  readonly accounts?: readonly string[] | undefined;
  /** Regions that events are wanted of; empty: any. */
  readonly selectedRegions?: readonly string[] | undefined;
  /** Regions to read where the argument names none. Default: the selected ones, else that of the environment. */
  readonly regions?: readonly string[] | undefined;
  /** Every Region of the partition, where the argument names none. */
  readonly allRegions: boolean;
  /** Only events that have it. */
  readonly filter?: LookupAttribute | undefined;
  /** Files that need not be read, because somebody has them; asked once for each. */
  readonly isKnown?: ReadingOptions['isKnown'] | undefined;
  /** Default: the system's. */
  readonly now?: Clock['now'] | undefined;
  readonly sleep?: Clock['sleep'] | undefined;
  readonly random?: Clock['random'] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where days that are over are kept, so that another run need not read them. */
  readonly cacheDir?: string | undefined;
}

/** Event history, a file for each Region and day: `lookup-events:REGION/YYYY/MM/DD`, which is no damage when it holds no event. */
export interface EventHistory extends LogSource {
  /** Whose it is; undefined where that could not be found out. */
  readonly account: string | undefined;
  /** What went otherwise than one might think, in full sentences. To be asked when `files` has ended. */
  notes(): readonly string[];
  /** Whether a file that was given holds all of its day, and no event comes to it any more. */
  isFinal(uri: string): boolean;
}

/**
 * Opens `lookup-events:` or `lookup-events:REGION,REGION` through LookupEvents. STS is asked whose credentials they are; what goes wrong is
 * in the counts.
 * @throws InvalidSourceError for an argument of another form
 */
export async function openEventHistory(argument: string, options: EventHistoryOptions): Promise<EventHistory> {
  const named = parseHistoryArgument(argument);
  const own = await ownRegion(options.aws);
  const region = named[0] ?? options.regions?.[0] ?? own ?? DEFAULT_REGION;
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  // Every request listens, which Node takes for a leak.
  setMaxListeners(0, signal);
  const credentials = new SharedCredentials(options.aws, region);
  let caller: Caller;
  try {
    caller = await askCaller(options.aws, { region, credentials, signal });
  } catch (error) {
    if (signal.aborted) return failed([]);
    const reason = describeAwsError(error, { permission: 'sts:GetCallerIdentity', resource: '*' });
    return failed([{ code: 'CTA4056', uri: argument, message: `Event history cannot be read (${reason}).` }]);
  }
  const clock = clockOf(options, caller.clockOffset);
  const { accounts = [], selectedRegions, since, until } = options;
  const regions = chooseRegions(named, { ...options, selected: selectedRegions }, { partition: caller.partition, own });
  const plan = planHistory({ argument, account: caller.account, accounts, regions, since, until, now: clock.now() });
  const isOneOfAll = named.length === 0 && options.allRegions;
  return new HistoryReading(plan, { ...readingOptions(options, caller.account), credentials, clock, signal, stop, isOneOfAll });
}

function readingOptions(
  { aws, filter, isKnown, cacheDir }: EventHistoryOptions,
  account: string,
): Pick<ReadingOptions, 'aws' | 'account' | 'filter' | 'isKnown' | 'cache'> {
  const cache = cacheDir === undefined ? undefined : new HistoryCache(cacheDir, { account, filter, endpoint: aws.endpoint });
  return { aws, account, filter, cache, isKnown: isKnown ?? (() => false) };
}

/** The window of time is AWS's: a machine whose clock is slow would miss the latest events. */
function clockOf(
  { now = SYSTEM_CLOCK.now, sleep = SYSTEM_CLOCK.sleep, random = SYSTEM_CLOCK.random }: EventHistoryOptions,
  offset: number,
): Clock {
  return { now: () => now() + offset, sleep, random };
}

/** Of what cannot be opened. */
function failed(problems: readonly Problem[]): EventHistory {
  return {
    account: undefined,
    files: noFiles(),
    counts: () => ({ problems, skipped: 0, damaged: problems.length }),
    notes: () => [],
    isFinal: () => false,
  };
}

// eslint-disable-next-line @typescript-eslint/require-await, require-yield -- an iterable without files is one still
async function* noFiles(): AsyncGenerator<LogFile, void, undefined> {
  return;
}
