import { type LogFile } from '../log-file.js';
import { type SourceCounts } from '../log-source.js';
import { type AwsOptions } from './aws-options.js';
import { type HistoryCache } from './history-cache.js';
import { HistoryClient, type LookupAttribute } from './history-client.js';
import { historyStart, versionOf } from './history-slices.js';
import { type Clock } from './patience.js';
import { type HistoryPlan, type RegionPlan } from './plan-history.js';
import { RegionHistory } from './region-history.js';
import { type SharedCredentials } from './shared-credentials.js';

export interface ReadingOptions {
  readonly aws: AwsOptions;
  readonly account: string;
  readonly filter: LookupAttribute | undefined;
  readonly isKnown: (file: Pick<LogFile, 'uri' | 'version'>, account: string) => boolean;
  readonly cache: HistoryCache | undefined;
  readonly credentials: SharedCredentials;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Aborts the signal when nobody reads on. */
  readonly stop: AbortController;
  /** The Regions are all of a partition. */
  readonly isOneOfAll: boolean;
}

/** Regions that are read at the same time. */
const LANES = 4;

/** Reads several Regions side by side, and gives their files one Region after the other. */
export class HistoryReading {
  readonly account: string;
  readonly files: AsyncIterable<LogFile>;
  private readonly plan: HistoryPlan;
  private readonly options: ReadingOptions;
  private readonly regions: readonly RegionHistory[];

  constructor(plan: HistoryPlan, options: ReadingOptions) {
    this.plan = plan;
    this.options = options;
    this.account = options.account;
    this.regions = plan.regions.map((region) => this.open(region));
    this.files = this.read();
  }

  counts(): SourceCounts {
    const problems = [...this.plan.problems, ...this.regions.flatMap((region) => region.problems)];
    return { problems, skipped: this.regions.filter(({ isSkipped }) => isSkipped).length, damaged: problems.length };
  }

  notes(): readonly string[] {
    return this.regions.flatMap(({ notes }) => notes);
  }

  isFinal(uri: string): boolean {
    if (this.regions.some(({ brokenUri }) => brokenUri === uri)) return false;
    return this.plan.regions.some(({ slices }) => slices.some((slice) => slice.uri === uri && slice.isFinal));
  }

  private async *read(): AsyncGenerator<LogFile, void, undefined> {
    const waiting = [...this.regions];
    const lanes = Array.from({ length: LANES }, async () => {
      for (let region = waiting.shift(); region !== undefined; region = waiting.shift()) await region.read();
    });
    try {
      for (const { queue } of this.regions) yield* queue.take();
    } finally {
      this.options.stop.abort();
      await Promise.all(lanes);
    }
  }

  private open({ region, slices }: RegionPlan): RegionHistory {
    const { account, isKnown, cache, clock, signal, isOneOfAll } = this.options;
    const client = new HistoryClient({ ...this.options, region });
    return new RegionHistory({
      region,
      account,
      slices: slices.filter((slice) => !isKnown({ uri: slice.uri, ...versionOf(slice, account) }, account)),
      client,
      oldest: () => Math.ceil(historyStart(clock.now()) / 1000),
      cache,
      signal,
      isOneOfAll,
    });
  }
}
