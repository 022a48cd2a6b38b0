import { type LogContent } from '../../model/log-content.js';
import { type Problem } from '../../model/problem.js';
import { type LogFile, regularFile } from '../log-file.js';
import { LogReadError, reasonOf } from '../log-read-error.js';
import { type LogSource, type SourceCounts } from '../log-source.js';
import { isTrailName } from '../log-uri.js';
import { type AwsOptions } from './aws-options.js';
import { describeAwsError } from './describe-aws-error.js';
import { ObjectCache } from './object-cache.js';
import { PATIENCE, type Patience, readObject } from './read-object.js';
import { type S3Object, S3Reader } from './s3-client.js';
import { parseS3Uri, type S3Location, s3Uri } from './s3-uri.js';
import { isDigest, isOtherLog, type TrailSelection } from './trail-layout.js';
import { allBelow, walkBucket } from './walk-bucket.js';

export interface S3Options {
  readonly aws: AwsOptions;
  readonly selection: TrailSelection;
  /** Keeps what is downloaded. */
  readonly cacheDir?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Patience;
}

/** Up to this size an object is held in memory. */
const WHOLE_BYTES = 16 * 1024 * 1024;

/** The log files below `s3://bucket/folder`, of the object of that name, or of all that begin with `s3://bucket/begin*`. Undefined where there is none. */
export async function openS3(argument: string, options: S3Options): Promise<LogSource | undefined> {
  const location = parseS3Uri(argument);
  if (location === undefined) return undefined;
  return await new S3Source(location, await S3Reader.open(options.aws), options).open();
}

class S3Source implements LogSource {
  private readonly location: S3Location;
  private readonly reader: S3Reader;
  private readonly options: S3Options;
  private readonly cache: ObjectCache | undefined;
  private readonly problems: Problem[] = [];
  private skipped = 0;
  /** The object that has the very name, if it is there. */
  private named: S3Object | undefined;

  constructor(location: S3Location, reader: S3Reader, options: S3Options) {
    this.location = location;
    this.reader = reader;
    this.options = options;
    this.cache = options.cacheDir === undefined ? undefined : new ObjectCache(options.cacheDir);
  }

  /** Looks whether there is anything; what can't be asked is there, and a problem. */
  async open(): Promise<this | undefined> {
    try {
      return (await this.isThere()) ? this : undefined;
    } catch (error) {
      if (isMissingBucket(error)) return undefined;
      if (this.options.signal?.aborted !== true) this.listingFailed(error);
      return this;
    }
  }

  private async isThere(): Promise<boolean> {
    const { key, isPrefix } = this.location;
    const first = await this.firstBelow(key);
    if (isPrefix) return first !== undefined;
    if (first?.key === key && !key.endsWith('/')) this.named = first;
    return this.named !== undefined || (await this.firstBelow(this.folder)) !== undefined;
  }

  get files(): AsyncIterable<LogFile> {
    return this.problems.length > 0 || this.options.signal?.aborted === true ? nothing() : this.find();
  }

  counts(): SourceCounts {
    return { problems: this.problems, skipped: this.skipped, damaged: this.problems.length };
  }

  private get folder(): string {
    const { key } = this.location;
    return key === '' || key.endsWith('/') ? key : `${key}/`;
  }

  private firstBelow(prefix: string): Promise<S3Object | undefined> {
    return this.reader.first(this.location.bucket, prefix, this.options.signal);
  }

  private async *find(): AsyncGenerator<LogFile, void, undefined> {
    const { signal, selection } = this.options;
    if (this.named !== undefined) yield this.fileOf(this.named, true);
    try {
      for await (const object of this.objects()) {
        if (isFolderMarker(object) || isOtherLog(object.key, selection)) this.skipped++;
        else yield this.fileOf(object, isTrailName(object.key));
      }
    } catch (error) {
      if (signal?.aborted !== true) this.listingFailed(error);
    }
  }

  private objects(): AsyncIterable<S3Object> {
    const { bucket, key, isPrefix } = this.location;
    const walk = { reader: this.reader, bucket, selection: this.options.selection, signal: this.options.signal };
    return isPrefix ? allBelow(key, walk) : walkBucket(this.folder, walk);
  }

  private listingFailed(error: unknown): void {
    const { bucket, key } = this.location;
    const reason = describeAwsError(error, { permission: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` });
    this.problems.push({
      code: 'CTA4050',
      uri: s3Uri(bucket, key),
      message: `The objects cannot be listed, or not to the end (${reason}).`,
    });
  }

  private fileOf(object: S3Object, named: boolean): LogFile {
    const uri = s3Uri(this.location.bucket, object.key);
    const { size, version } = object;
    return {
      uri,
      named,
      size,
      isRemote: true,
      version,
      open: (signal) => this.openObject(uri, object, signal),
      ...(isDigest(object.key) && { metadata: (signal?: AbortSignal) => this.metadataOf(uri, object, signal) }),
    };
  }

  private async openObject(uri: string, object: S3Object, signal: AbortSignal | undefined): Promise<LogContent> {
    const chunks = (): AsyncIterable<Uint8Array> => this.chunksOf(uri, object, signal);
    try {
      const path = await this.cached(uri, object, chunks);
      if (path !== undefined) return await regularFile({ uri, path, named: true }, object.size).open(signal);
      if (object.size > WHOLE_BYTES) return { kind: 'stream', chunks: { [Symbol.asyncIterator]: () => chunks()[Symbol.asyncIterator]() } };
      return { kind: 'whole', bytes: await gather(chunks(), object.size) };
    } catch (error) {
      return { kind: 'stream', chunks: failing(error instanceof LogReadError ? error : cacheFailure(uri, error)) };
    }
  }

  private async cached(uri: string, { etag, size }: S3Object, chunks: () => AsyncIterable<Uint8Array>): Promise<string | undefined> {
    if (this.cache === undefined || etag === undefined) return undefined;
    return (await this.cache.find(uri, etag, size)) ?? (await this.cache.keep(uri, etag, chunks()));
  }

  private async metadataOf(uri: string, { key }: S3Object, signal: AbortSignal | undefined): Promise<Readonly<Record<string, string>>> {
    try {
      return await this.reader.metadata(this.location.bucket, key, signal);
    } catch (error) {
      throw this.refusal(uri, key, error);
    }
  }

  private async *chunksOf(uri: string, object: S3Object, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, undefined> {
    const { bucket } = this.location;
    try {
      yield* readObject(this.reader, { bucket, object, signal, patience: this.options.patience ?? PATIENCE });
    } catch (error) {
      throw this.refusal(uri, object.key, error);
    }
  }

  private refusal(uri: string, key: string, error: unknown): LogReadError {
    const resource = `arn:aws:s3:::${this.location.bucket}/${key}`;
    return new LogReadError(uri, new Error(describeAwsError(error, { permission: 's3:GetObject', resource })));
  }
}

/** The object could be had, and not be kept. */
function cacheFailure(uri: string, error: unknown): LogReadError {
  return new LogReadError(uri, new Error(`the folder of --cache cannot be used: ${reasonOf(error)}`));
}

/** Objects that consoles make so that a folder without files can be seen. */
function isFolderMarker({ key, size }: S3Object): boolean {
  return size === 0 && key.endsWith('/');
}

function isMissingBucket(error: unknown): boolean {
  return error instanceof Error && error.name === 'NoSuchBucket';
}

async function gather(chunks: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for await (const chunk of chunks) {
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
}

// eslint-disable-next-line require-yield, @typescript-eslint/require-await -- fails where a chunk would come, as reading does
async function* failing(error: Error): AsyncGenerator<Uint8Array, void, undefined> {
  throw error;
}

// eslint-disable-next-line @typescript-eslint/no-empty-function -- there is nothing to find
async function* nothing(): AsyncGenerator<LogFile, void, undefined> {}
