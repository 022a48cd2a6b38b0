import { type LogRead } from '../../integrity/check-log.js';
import { openContent } from '../../integrity/file-content.js';
import { type DigestRead } from '../../integrity/judge-digest.js';
import { parseDigest } from '../../integrity/parse-digest.js';
import { SIGNATURE, type TrailStore } from '../../sources/trail-store.js';

export async function readDigest(store: TrailStore, key: string): Promise<DigestRead> {
  const read = await store.read(key);
  if (read.kind === 'missing') return { kind: 'unreadable', reason: 'it has gone since it was listed' };
  if (read.kind !== 'found') return { kind: 'unreadable', reason: read.reason };
  const content = openContent(read.bytes);
  if (content.kind === 'damaged') return content;
  const parsed = parseDigest(content.bytes);
  if (parsed.kind === 'malformed') return parsed;
  return { kind: 'digest', digest: parsed.digest, sha256: content.sha256, signature: read.metadata[SIGNATURE] };
}

/** @param bucket where a digest says that the log lies */
export async function readLog(store: TrailStore, key: string, bucket: string): Promise<LogRead> {
  if (store.origin !== undefined && store.origin.bucket !== bucket)
    return { kind: 'unreadable', reason: `it lies in the bucket ${bucket}` };
  const read = await store.read(key);
  switch (read.kind) {
    case 'found':
      return { kind: 'bytes', bytes: read.bytes };
    case 'missing':
      return read;
    case 'refused':
    case 'failed':
      return { kind: 'unreadable', reason: read.reason };
  }
}
