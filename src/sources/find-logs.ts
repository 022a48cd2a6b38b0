import { setMaxListeners } from 'node:events';

import { type AwsOptions } from './aws/aws-options.js';
import { type TrailSelection } from './aws/trail-layout.js';
import { listLogFiles, type ListOptions } from './list-log-files.js';
import { type LogFile } from './log-file.js';
import { type LogSource, type SourceCounts } from './log-source.js';
import { mergeFiles } from './merge-files.js';
import { readAhead } from './read-ahead.js';

const S3_SCHEME = 's3://';
const SCHEMES = [S3_SCHEME, 'lookup-events:'];

type IsKnown = (file: Pick<LogFile, 'uri' | 'version'>) => boolean;

interface HistoryWish {
  /** Every Region of the partition, where the argument names none. */
  readonly allRegions: boolean;
  /** Regions to read where the argument names none; empty: the selected ones, else that of the environment. */
  readonly regions: readonly string[];
  /** Only events that have it. */
  readonly filter?: { readonly key: 'EventName' | 'EventSource' | 'ReadOnly'; readonly value: string } | undefined;
}

export interface FindOptions extends ListOptions {
  readonly aws?: AwsOptions | undefined;
  readonly selection: TrailSelection;
  /** Which Regions of Event history are read, and what of them. */
  readonly history?: HistoryWish | undefined;
  /** Keeps what is downloaded. */
  readonly cacheDir?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Files that are left out, and counted. */
  readonly isKnown?: IsKnown | undefined;
}

/** What is known of all sources when the last file was given. */
export interface FoundCounts extends SourceCounts {
  /** Files that were left out because they are known. */
  readonly known: number;
}

/** The log files that arguments name, here or at AWS. */
export interface FoundLogs {
  /** By URI, in the order of code points, each once; to be read once. */
  readonly files: AsyncIterable<LogFile>;
  /** How many files there are, with how many bytes on disk; undefined where they are still to be found. */
  readonly total?: { readonly files: number; readonly bytes: number };
  /** Whether some file is neither of a known size nor to be opened twice, as standard input. */
  readonly hasStream: boolean;
  /** Arguments that match nothing, as written. */
  readonly unmatched: readonly string[];
  /** To be asked when `files` has ended. */
  counts(): FoundCounts;
  /** What went otherwise than one might think, in full sentences; to be asked when `files` has ended. */
  notes(): readonly string[];
}

/** Finds what arguments name: files, folders, globs, `-` for standard input, `s3://bucket/folder`, and `lookup-events:`. */
export async function findLogs(args: readonly string[], options: FindOptions): Promise<FoundLogs> {
  const news = new News(options.isKnown);
  const signal = options.signal && signalOfMany(options.signal);
  const isRemote = args.map((argument) => SCHEMES.some((scheme) => argument.startsWith(scheme)));
  const list = await listLogFiles(
    args.filter((_, i) => isRemote[i] === false),
    options,
  );
  const remote = await openSources(
    args.filter((_, i) => isRemote[i] === true),
    { ...options, signal },
    news,
  );
  const hasStream = list.files.some(({ path }) => path === undefined);
  const unmatched = [...list.unmatched, ...remote.unmatched];
  const counts = (): FoundCounts => ({ ...addCounts([list, ...remote.sources.map((source) => source.counts())]), known: news.known });
  if (remote.sources.length === 0) {
    const here = list.files.filter((file) => news.take(file));
    const total = { files: here.length, bytes: here.reduce((sum, { size }) => sum + size, 0) };
    return { files: inTurn(here), total, hasStream, unmatched, counts, notes: () => [] };
  }
  const files = news.of(mergeFiles([inTurn(list.files), ...remote.sources.map((source) => source.files)]));
  return {
    files: readAhead(files, { signal }),
    hasStream,
    unmatched,
    counts,
    notes: () => remote.sources.flatMap((source) => source.notes?.() ?? []),
  };
}

/** Leaves out files that are known, and counts them. */
class News {
  known = 0;
  private readonly isKnown: IsKnown;

  constructor(isKnown: IsKnown = () => false) {
    this.isKnown = isKnown;
  }

  /** Whether a file is new. */
  take(file: Pick<LogFile, 'uri' | 'version'>): boolean {
    if (!this.isKnown(file)) return true;
    this.known++;
    return false;
  }

  async *of(files: AsyncIterable<LogFile>): AsyncGenerator<LogFile, void, undefined> {
    for await (const file of files) if (this.take(file)) yield file;
  }
}

/** A signal that any number of requests may listen to, which Node takes for a leak. */
function signalOfMany(signal: AbortSignal): AbortSignal {
  const own = AbortSignal.any([signal]);
  setMaxListeners(0, own);
  return own;
}

interface Opened {
  readonly sources: readonly LogSource[];
  readonly unmatched: readonly string[];
}

async function openSources(args: readonly string[], options: FindOptions, news: News): Promise<Opened> {
  const sources: LogSource[] = [];
  const unmatched: string[] = [];
  for (const argument of args) {
    const source = await openSource(argument, options, news);
    if (source === undefined) unmatched.push(argument);
    else sources.push(source);
  }
  return { sources, unmatched };
}

/** AWS's library takes longer to load than a small scan takes: it is loaded for these alone. */
async function openSource(argument: string, options: FindOptions, news: News): Promise<LogSource | undefined> {
  const { aws = {}, selection, history, cacheDir, signal } = options;
  if (argument.startsWith(S3_SCHEME)) {
    const { openS3 } = await import('./aws/s3-source.js');
    const source = await openS3(argument, { aws, selection, cacheDir, signal });
    return source;
  }
  const { openEventHistory } = await import('./aws/open-event-history.js');
  const { since, until, accounts, regions: selectedRegions } = selection;
  const isKnown = (file: Pick<LogFile, 'uri' | 'version'>): boolean => !news.take(file);
  return await openEventHistory(argument, {
    ...{ allRegions: false, ...history },
    ...{ aws, since, until, accounts, selectedRegions, cacheDir, isKnown, signal },
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- files that are known, as those that are still to be found
async function* inTurn(files: readonly LogFile[]): AsyncGenerator<LogFile, void, undefined> {
  yield* files;
}

function addCounts(counts: readonly SourceCounts[]): SourceCounts {
  return {
    problems: counts.flatMap(({ problems }) => problems),
    skipped: counts.reduce((sum, { skipped }) => sum + skipped, 0),
    damaged: counts.reduce((sum, { damaged }) => sum + damaged, 0),
  };
}
