import { setMaxListeners } from 'node:events';

import { type AwsOptions } from './aws/aws-options.js';
import { type TrailSelection } from './aws/trail-layout.js';
import { listLogFiles, type ListOptions } from './list-log-files.js';
import { type LogFile } from './log-file.js';
import { type LogSource, type SourceCounts } from './log-source.js';
import { mergeFiles } from './merge-files.js';
import { readAhead } from './read-ahead.js';

export interface FindOptions extends ListOptions {
  readonly aws?: AwsOptions | undefined;
  readonly selection: TrailSelection;
  /** Keeps what is downloaded. */
  readonly cacheDir?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Files that are left out, and counted. */
  readonly isKnown?: ((file: LogFile) => boolean) | undefined;
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
}

/** Finds what arguments name: files, folders, globs, `-` for standard input, and `s3://bucket/folder`. */
export async function findLogs(args: readonly string[], options: FindOptions): Promise<FoundLogs> {
  const signal = options.signal && signalOfMany(options.signal);
  const isRemote = args.map((argument) => argument.startsWith('s3://'));
  const list = await listLogFiles(
    args.filter((_, i) => isRemote[i] === false),
    options,
  );
  const remote = await openSources(
    args.filter((_, i) => isRemote[i] === true),
    { ...options, signal },
  );
  const news = new News(options.isKnown);
  const here = list.files.filter((file) => news.take(file));
  const hasStream = here.some(({ path }) => path === undefined);
  const unmatched = [...list.unmatched, ...remote.unmatched];
  const counts = (): FoundCounts => ({ ...addCounts([list, ...remote.sources.map((source) => source.counts())]), known: news.known });
  if (remote.sources.length === 0) {
    const total = { files: here.length, bytes: here.reduce((sum, { size }) => sum + size, 0) };
    return { files: inTurn(here), total, hasStream, unmatched, counts };
  }
  const files = mergeFiles([inTurn(here), ...remote.sources.map((source) => news.of(source.files))]);
  return { files: readAhead(files, { signal }), hasStream, unmatched, counts };
}

/** Leaves out files that are known, and counts them. */
class News {
  known = 0;
  private readonly isKnown: (file: LogFile) => boolean;

  constructor(isKnown: (file: LogFile) => boolean = () => false) {
    this.isKnown = isKnown;
  }

  take(file: LogFile): boolean {
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

async function openSources(
  args: readonly string[],
  { aws = {}, selection, cacheDir, signal }: FindOptions,
): Promise<{ readonly sources: readonly LogSource[]; readonly unmatched: readonly string[] }> {
  const sources: LogSource[] = [];
  const unmatched: string[] = [];
  for (const argument of args) {
    // AWS's library takes longer to load than a small scan takes.
    const { openS3 } = await import('./aws/s3-source.js');
    const source = await openS3(argument, { aws, selection, cacheDir, signal });
    if (source === undefined) unmatched.push(argument);
    else sources.push(source);
  }
  return { sources, unmatched };
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
