import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type _Object as Listed,
} from '@aws-sdk/client-s3';

import { type AwsOptions } from './aws-options.js';
import { clientConfig, regionOf } from './client-config.js';

export interface S3Object {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  readonly etag: string | undefined;
  /** Tells its content from what another time stands or stood under the key. */
  readonly version: string;
}

/** Keys that begin with `prefix`, in the order of their UTF-8 bytes. */
export interface ListRequest {
  readonly bucket: string;
  readonly prefix: string;
  /** Puts keys that go on behind the next one of these together, as a folder does. */
  readonly delimiter?: string;
  /** Only keys behind it. */
  readonly after?: string | undefined;
}

interface PageRequest {
  /** What the page before gave for this one. */
  readonly token?: string;
  readonly pageSize?: number;
  readonly signal: AbortSignal | undefined;
}

export interface ListPage {
  readonly objects: readonly S3Object[];
  /** Folders, each with its `/`. */
  readonly folders: readonly string[];
}

interface NumberedPage extends ListPage {
  /** What the next page is asked for with. */
  readonly next: string | undefined;
}

export interface GetRequest {
  readonly bucket: string;
  readonly key: string;
  /** Refuses an object that is no longer the one with this tag. */
  readonly etag?: string | undefined;
  /** Offset of the first byte wanted. */
  readonly from?: number;
}

export type S3Answer = GetObjectCommandOutput;

/** How long AWS may take to accept a connection, and to begin an answer, in milliseconds. */
const CONNECTION_TIMEOUT = 10_000;
const ANSWER_TIMEOUT = 60_000;

/** What is asked of S3. All calls throw the SDK's errors, after its own attempts. */
export class S3Reader {
  private readonly client: S3Client;
  private readonly requestPayer: { readonly RequestPayer?: 'requester' };

  private constructor(client: S3Client, requestPayer: boolean) {
    this.client = client;
    this.requestPayer = requestPayer ? { RequestPayer: 'requester' } : {};
  }

  static async open(options: AwsOptions): Promise<S3Reader> {
    const endpoint = options.endpoint ?? process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'];
    const config = {
      ...clientConfig(options),
      // A bucket may lie in another Region than the user works in.
      followRegionRedirects: true,
      // Servers other than AWS's have no host name for each bucket.
      forcePathStyle: endpoint !== undefined,
      // The logs are gzip, which has its own checksum, and the SDK takes as long for another one as a scan does.
      responseChecksumValidation: 'WHEN_REQUIRED' as const,
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: ANSWER_TIMEOUT, throwOnRequestTimeout: true },
    };
    const region = await regionOf(new S3Client(config));
    return new S3Reader(new S3Client({ ...config, region }), options.requestPayer ?? false);
  }

  /** Pages, each asked for while the one before is looked at. */
  async *list(request: ListRequest, signal?: AbortSignal): AsyncGenerator<ListPage, void, undefined> {
    let pending: Promise<NumberedPage> | undefined = this.page(request, { signal });
    while (pending !== undefined) {
      const page: NumberedPage = await pending;
      pending = page.next === undefined ? undefined : this.page(request, { token: page.next, signal });
      // It is awaited above, unless whoever reads has enough.
      pending?.catch(() => undefined);
      yield page;
    }
  }

  /** The first object whose key begins so. */
  async first(bucket: string, prefix: string, signal?: AbortSignal): Promise<S3Object | undefined> {
    const { objects } = await this.page({ bucket, prefix }, { pageSize: 1, signal });
    return objects[0];
  }

  private async page({ bucket, prefix, delimiter, after }: ListRequest, { token, pageSize, signal }: PageRequest): Promise<NumberedPage> {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: delimiter,
      StartAfter: after,
      ContinuationToken: token,
      MaxKeys: pageSize,
      // XML, in which S3 answers, can't hold every character that a key may have.
      EncodingType: 'url',
      ...this.requestPayer,
    });
    const answer = await this.client.send(command, { ...(signal && { abortSignal: signal }) });
    if (answer.IsTruncated === true && answer.NextContinuationToken === undefined)
      throw new Error('the list goes on, and does not say where');
    const textOf = answer.EncodingType === 'url' ? decodeKey : (key: string): string => key;
    return {
      objects: (answer.Contents ?? []).map((object) => objectOf(object, textOf)),
      folders: (answer.CommonPrefixes ?? []).map(({ Prefix = '' }) => textOf(Prefix)),
      next: answer.IsTruncated === true ? answer.NextContinuationToken : undefined,
    };
  }

  /** An object's own metadata, by names in lower case, without `x-amz-meta-`. */
  async metadata(bucket: string, key: string, signal?: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key, ...this.requestPayer });
    return (await this.client.send(command, { ...(signal && { abortSignal: signal }) })).Metadata ?? {};
  }

  get({ bucket, key, etag, from = 0 }: GetRequest, signal?: AbortSignal): Promise<S3Answer> {
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      IfMatch: etag,
      ...(from > 0 && { Range: `bytes=${from}-` }),
      ...this.requestPayer,
    });
    return this.client.send(command, { ...(signal && { abortSignal: signal }) });
  }
}

/** A server other than AWS's may give no tag. */
function objectOf({ Key = '', Size = 0, ETag = '', LastModified }: Listed, textOf: (key: string) => string): S3Object {
  const etag = ETag === '' ? undefined : ETag;
  return { key: textOf(Key), size: Size, etag, version: etag ?? `${Size} ${LastModified?.toISOString() ?? ''}` };
}

/** As in the query of a URL: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html (encoding-type) */
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
