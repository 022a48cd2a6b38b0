import { buffer } from 'node:stream/consumers';

import { type Problem } from '../../model/problem.js';
import { InvalidSourceError } from '../invalid-source-error.js';
import { type TrailObject, type TrailRead, type TrailStore } from '../trail-store.js';
import { type AwsOptions } from './aws-options.js';
import { describeAwsError } from './describe-aws-error.js';
import { readObject } from './read-object.js';
import { S3Reader } from './s3-client.js';
import { parseS3Uri, s3Uri } from './s3-uri.js';

/** Where a trail puts its files, with what stands before it and behind it in a key. */
const AWS_LOGS = /^(?<prefix>(?:.*\/)?)(?<below>AWSLogs(?:\/.*)?)$/s;

/** Folders are looked into for `AWSLogs/` down to this depth. */
const DEEPEST_ROOT = 6;

/** Where objects lie: keys of the store are what stands behind `prefix`. */
interface Root {
  readonly prefix: string;
  /** What every key begins with: `AWSLogs/`, or more where the argument lies in it. */
  readonly below: string;
}

/**
 * The bucket of a trail: `s3://bucket`, a folder with `AWSLogs/` somewhere below it, or one in `AWSLogs/`. Undefined where there is none.
 * @throws InvalidSourceError for a folder that holds several of them, because keys could not be told apart
 */
export async function openS3TrailStore(argument: string, aws: AwsOptions, signal?: AbortSignal): Promise<TrailStore | undefined> {
  const location = parseS3Uri(argument);
  if (location === undefined || location.isPrefix) return undefined;
  const { bucket, key } = location;
  const reader = await S3Reader.open(aws);
  const inside = AWS_LOGS.exec(key)?.groups;
  if (inside !== undefined) {
    const { prefix = '', below = '' } = inside;
    return await new S3TrailStore(reader, bucket, { prefix, below: asFolder(below) }, signal).ifThere();
  }
  const store = new S3TrailStore(reader, bucket, { prefix: asFolder(key), below: '' }, signal);
  const roots = await store.findRoots('', DEEPEST_ROOT);
  if (roots.length > 1) {
    const names = roots.map((prefix) => s3Uri(bucket, `${asFolder(key)}${prefix}AWSLogs/`)).join(', ');
    throw new InvalidSourceError(`${argument} holds the logs of several trails: name one of ${names}`);
  }
  const [found] = roots;
  if (found !== undefined) return new S3TrailStore(reader, bucket, { prefix: asFolder(key) + found, below: 'AWSLogs/' }, signal);
  return store.problems().length > 0 ? store : undefined;
}

class S3TrailStore implements TrailStore {
  private readonly reader: S3Reader;
  private readonly bucket: string;
  private readonly root: Root;
  private readonly signal: AbortSignal | undefined;
  private readonly found: Problem[] = [];

  constructor(reader: S3Reader, bucket: string, root: Root, signal: AbortSignal | undefined) {
    this.reader = reader;
    this.bucket = bucket;
    this.root = root;
    this.signal = signal;
  }

  get uri(): string {
    return this.uriOf(this.root.below);
  }

  get origin(): { readonly bucket: string; readonly prefix: string } {
    return { bucket: this.bucket, prefix: this.root.prefix };
  }

  uriOf(key: string): string {
    return s3Uri(this.bucket, this.root.prefix + key);
  }

  async folders(prefix: string): Promise<readonly string[]> {
    const { below } = this.root;
    if (below.startsWith(prefix) && below !== prefix) return below.slice(prefix.length).split('/').slice(0, 1);
    const names: string[] = [];
    for await (const { folders } of this.pages(prefix, '/'))
      names.push(...folders.map((folder) => this.keyOf(folder).slice(prefix.length, -1)));
    return names;
  }

  list(prefix: string): AsyncIterable<TrailObject> {
    return this.objects(prefix);
  }

  objectsIn(prefix: string): AsyncIterable<TrailObject> {
    return this.objects(prefix, '/');
  }

  async read(key: string): Promise<TrailRead> {
    const fullKey = this.root.prefix + key;
    let metadata: Readonly<Record<string, string>> = {};
    const onAnswer = (answered: typeof metadata): void => {
      metadata = answered;
    };
    try {
      const bytes = await buffer(readObject(this.reader, { bucket: this.bucket, object: { key: fullKey }, signal: this.signal, onAnswer }));
      return { kind: 'found', bytes, metadata };
    } catch (error) {
      return readFailure(error, `arn:aws:s3:::${this.bucket}/${fullKey}`);
    }
  }

  problems(): readonly Problem[] {
    return this.found;
  }

  /** This store, if there is anything in it, or nobody can say. */
  async ifThere(): Promise<this | undefined> {
    try {
      const first = await this.reader.first(this.bucket, this.root.prefix + this.root.below, this.signal);
      return first && this;
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchBucket') return undefined;
      this.listingFailed(this.root.below, error);
      return this;
    }
  }

  /** What stands before each `AWSLogs/` below a folder. */
  async findRoots(folder: string, depth: number): Promise<readonly string[]> {
    const names = await this.folders(folder);
    const roots = names.includes('AWSLogs') ? [folder] : [];
    const others = depth > 0 ? names.filter((name) => name !== 'AWSLogs') : [];
    for (const name of others) roots.push(...(await this.findRoots(`${folder}${name}/`, depth - 1)));
    return roots;
  }

  private keyOf(fullKey: string): string {
    return fullKey.slice(this.root.prefix.length);
  }

  private async *objects(prefix: string, delimiter?: string): AsyncGenerator<TrailObject, void, undefined> {
    for await (const { objects } of this.pages(prefix, delimiter)) yield* objects.map(({ key, size }) => ({ key: this.keyOf(key), size }));
  }

  private async *pages(prefix: string, delimiter?: string): ReturnType<S3Reader['list']> {
    try {
      yield* this.reader.list(
        { bucket: this.bucket, prefix: this.root.prefix + prefix, ...(delimiter !== undefined && { delimiter }) },
        this.signal,
      );
    } catch (error) {
      if (!(error instanceof Error && error.name === 'NoSuchBucket' && prefix === '')) this.listingFailed(prefix, error);
    }
  }

  private listingFailed(prefix: string, error: unknown): void {
    const reason = describeAwsError(error, { permission: 's3:ListBucket', resource: `arn:aws:s3:::${this.bucket}` });
    const message = `The objects cannot be listed, or not to the end (${reason}).`;
    this.found.push({ code: 'CTA4050', uri: this.uriOf(prefix), message });
  }
}

function readFailure(error: unknown, resource: string): TrailRead {
  const { name, $metadata: metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if (name === 'NoSuchKey' || metadata?.httpStatusCode === 404) return { kind: 'missing' };
  const reason = describeAwsError(error, { permission: 's3:GetObject', resource });
  return { kind: metadata?.httpStatusCode === 403 ? 'refused' : 'failed', reason };
}

function asFolder(key: string): string {
  return key === '' || key.endsWith('/') ? key : `${key}/`;
}
