import { HISTORY_SCHEME, parseHistoryArgument } from '../../sources/aws/history-argument.js';
import { listLogFiles } from '../../sources/list-log-files.js';
import { type LogFile } from '../../sources/log-file.js';
import { type LogSource } from '../../sources/log-source.js';
import { NoSuchInputError } from '../no-such-input-error.js';
import { type DownloadOptions } from './download-options.js';

/** What a source's argument stands for, before anything is written. */
export type FoundSource = { readonly kind: 'history' } | { readonly kind: 'files'; readonly source: LogSource };

/** @throws NoSuchInputError, InvalidSourceError */
export async function findSource(options: DownloadOptions): Promise<FoundSource> {
  const { source } = options;
  if (source.startsWith(HISTORY_SCHEME)) {
    parseHistoryArgument(source);
    return { kind: 'history' };
  }
  return { kind: 'files', source: await (source.startsWith('s3://') ? findObjects(options) : findFiles(options)) };
}

async function findObjects({ source, aws, since, until, accounts, regions, signal }: DownloadOptions): Promise<LogSource> {
  // Who copies files of this machine need not load what AWS takes.
  const { openS3 } = await import('../../sources/aws/s3-source.js');
  const found = await openS3(source, { aws, selection: { since, until, accounts, regions, digests: true }, signal });
  if (found === undefined) throw new NoSuchInputError([source]);
  return found;
}

async function findFiles({ source, cwd, standardInput }: DownloadOptions): Promise<LogSource> {
  const list = await listLogFiles([source], { cwd: cwd ?? process.cwd(), standardInput: standardInput ?? process.stdin });
  if (list.unmatched.length > 0) throw new NoSuchInputError([source]);
  return { files: inTurn(list.files), counts: () => list };
}

// eslint-disable-next-line @typescript-eslint/require-await -- files that are known are there at once
async function* inTurn(files: readonly LogFile[]): AsyncGenerator<LogFile, void, undefined> {
  yield* files;
}
