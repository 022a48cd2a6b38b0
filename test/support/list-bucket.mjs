/**
 * Lists a bucket to its end: node --expose-gc list-bucket.mjs ENDPOINT BUCKET sdk|ctaudit. Prints how many objects there are, how long that
 * took and the most memory that was in use, as JSON.
 */
import { performance } from 'node:perf_hooks';

import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

import { openS3 } from '../../dist/sources/aws/s3-source.js';

const [endpoint, bucket, how] = process.argv.slice(2);

async function* keysOfSdk() {
  const client = new S3Client({ endpoint, forcePathStyle: true });
  let token;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    yield* page.Contents;
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

async function* keysOfCtaudit() {
  const source = await openS3(`s3://${bucket}`, { aws: { endpoint }, selection: { accounts: [], regions: [] } });
  yield* source.files;
}

const start = performance.now();
let objects = 0;
let heap = 0;
for await (const object of how === 'sdk' ? keysOfSdk() : keysOfCtaudit()) {
  if (object === undefined) throw new Error('a page without objects');
  objects++;
  if (objects % 5000 !== 0) continue;
  globalThis.gc();
  heap = Math.max(heap, process.memoryUsage().heapUsed);
}
process.stdout.write(JSON.stringify({ objects, milliseconds: performance.now() - start, heap }));
