import { GetObjectCommand, type GetObjectCommandOutput, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

import { type AwsOptions } from './aws-options.js';
import { clientConfig, regionOf } from './client-config.js';

export interface S3Object {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  readonly etag: string | undefined;
}

/** Keys that begin with `prefix`, in the order of their UTF-8 bytes. */
export interface ListRequest {
  readonly bucket: string;
  readonly prefix: string;
  /** Puts keys that go on behind the next one of these together, as a folder does. */
  readonly delimiter?: string;
  /** Only keys behind it. */
  readonly after?: string | undefined;
  /** At most this many on a page. */
  readonly pageSize?: number;
}

export interface ListPage {
  readonly objects: readonly S3Object[];
  /** Folders, each with its `/`. */
  readonly folders: readonly string[];
}

export interface GetRequest {
  readonly bucket: string;
  readonly key: string;
  /** Refuses an object that is no longer the one with this tag. */
  readonly etag?: string | undefined;
  /** Offset of the first byte wanted. */
  readonly from?: number;
}

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
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: ANSWER_TIMEOUT, throwOnRequestTimeout: true },
    };
    const region = await regionOf(new S3Client(config));
    return new S3Reader(new S3Client({ ...config, region }), options.requestPayer ?? false);
  }

  /** Pages, each asked for while the one before is looked at. */
  async *list(
    { bucket, prefix, delimiter, after, pageSize }: ListRequest,
    signal?: AbortSignal,
  ): AsyncGenerator<ListPage, void, undefined> {
    const ask = async (token?: string): Promise<ListPage & { readonly next?: string | undefined }> => {
      const command = new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        Delimiter: delimiter,
        StartAfter: after,
        ContinuationToken: token,
        MaxKeys: pageSize,
        ...this.requestPayer,
      });
      const answer = await this.client.send(command, { ...(signal && { abortSignal: signal }) });
      const objects = (answer.Contents ?? []).map(({ Key = '', Size = 0, ETag }) => ({ key: Key, size: Size, etag: ETag }));
      const folders = (answer.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix);
      return { objects, folders, next: answer.IsTruncated === true ? answer.NextContinuationToken : undefined };
    };
    let pending: ReturnType<typeof ask> | undefined = ask();
    while (pending !== undefined) {
      const page: Awaited<ReturnType<typeof ask>> = await pending;
      pending = page.next === undefined ? undefined : ask(page.next);
      // It is awaited above, unless whoever reads has enough.
      pending?.catch(() => undefined);
      yield page;
    }
  }

  get({ bucket, key, etag, from = 0 }: GetRequest, signal?: AbortSignal): Promise<GetObjectCommandOutput> {
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
