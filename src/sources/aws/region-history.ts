import { type Problem } from '../../model/problem.js';
import { printable } from '../../model/safe-text.js';
import { type LogFile, memoryFile, regularFile } from '../log-file.js';
import { reasonOf } from '../log-read-error.js';
import { codeOf, faultOf } from './aws-fault.js';
import { isOptInRegion } from './aws-regions.js';
import { describeAwsError } from './describe-aws-error.js';
import { FileQueue } from './file-queue.js';
import { type HistoryCache } from './history-cache.js';
import { HistoryContent } from './history-content.js';
import { type HistoryClient } from './history-client.js';
import { type HistorySlice, versionOf } from './history-slices.js';
import { readHistory } from './read-history.js';

export interface RegionHistoryOptions {
  readonly region: string;
  readonly account: string;
  readonly slices: readonly HistorySlice[];
  readonly client: Pick<HistoryClient, 'lookUp' | 'close'>;
  /** The second that Event history begins at by now. */
  readonly oldest: () => number;
  readonly cache: HistoryCache | undefined;
  readonly signal: AbortSignal;
  /** Nobody named the Region: it may be one that the account is without. */
  readonly isOneOfAll: boolean;
}

/** Event history of one Region on its way: a file for each day. A failure ends it, named, and what came before stands. */
export class RegionHistory {
  readonly queue = new FileQueue();
  readonly problems: Problem[] = [];
  readonly notes: string[] = [];
  /** The account is without the Region. */
  isSkipped = false;
  /** The file that holds only what came before a failure. */
  brokenUri: string | undefined;
  private readonly options: RegionHistoryOptions;

  constructor(options: RegionHistoryOptions) {
    this.options = options;
  }

  /** Never fails. */
  async read(): Promise<void> {
    const { slices, signal, client } = this.options;
    try {
      for (const slice of slices) {
        if (signal.aborted || !(await this.readSlice(slice))) break;
      }
    } finally {
      client.close();
      this.queue.end();
    }
  }

  /** Gives whether the next slice is worth an attempt. */
  private async readSlice(slice: HistorySlice): Promise<boolean> {
    const { cache, client, oldest, signal } = this.options;
    const kept = await cache?.find(slice);
    if (kept !== undefined) {
      this.queue.push(this.keptFile(slice, kept));
      return true;
    }
    const content = new HistoryContent();
    try {
      for await (const events of readHistory(slice, client.lookUp, oldest)) await content.add(events);
    } catch (error) {
      this.brokenUri = slice.uri;
      if (content.events > 0) this.queue.push(memoryFile(slice.uri, await content.finish(), false));
      if (!signal.aborted) this.fail(slice, error);
      return false;
    }
    this.queue.push(await this.keep(slice, await content.finish()));
    return true;
  }

  private async keep(slice: HistorySlice, bytes: Uint8Array): Promise<LogFile> {
    const { cache } = this.options;
    if (cache === undefined || !slice.isFinal) return this.inMemory(slice, bytes);
    try {
      return this.keptFile(slice, await cache.keep(slice, bytes));
    } catch (error) {
      this.notes.push(`${slice.uri} cannot be kept for a later run (${printable(reasonOf(error))}).`);
      return this.inMemory(slice, bytes);
    }
  }

  private keptFile(slice: HistorySlice, { path, size }: { readonly path: string; readonly size: number }): LogFile {
    return regularFile({ uri: slice.uri, path, named: false, ...versionOf(slice, this.options.account) }, size);
  }

  private inMemory(slice: HistorySlice, bytes: Uint8Array): LogFile {
    return { ...memoryFile(slice.uri, bytes, false), ...versionOf(slice, this.options.account) };
  }

  private fail(slice: HistorySlice, error: unknown): void {
    const { region, account, isOneOfAll } = this.options;
    const reason = describeAwsError(error, { permission: 'cloudtrail:LookupEvents', resource: '*' });
    const uri = `lookup-events:${region}`;
    if (faultOf(error) !== 'unknown') {
      const message = `Event history of ${region} cannot be read from ${slice.day.replaceAll('/', '-')} on (${reason}).`;
      this.problems.push({ code: 'CTA4056', uri, message });
      return;
    }
    // STS has accepted the credentials, so it is the Region that does not know them.
    const message = `The Region ${region} answers ${printable(codeOf(error))}: it is not enabled for account ${account}, does not exist, or the credentials come from the global endpoint of STS, whose sessions hold in Regions enabled by default alone.`;
    if (isOneOfAll && isOptInRegion(region)) {
      this.isSkipped = true;
      this.notes.push(`${uri} was not read. ${message}`);
    } else this.problems.push({ code: 'CTA4057', uri, message });
  }
}
