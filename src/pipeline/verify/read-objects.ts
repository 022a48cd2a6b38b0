import { type LogRead } from '../../integrity/check-log.js';
import { MOST_BYTES, openContent } from '../../integrity/file-content.js';
import { type DigestRead } from '../../integrity/judge-digest.js';
import { type DigestLog, parseDigest } from '../../integrity/parse-digest.js';
import { SIGNATURE, type TrailStore } from '../../sources/trail-store.js';

export async function readDigest(store: TrailStore, key: string): Promise<DigestRead> {
  const read = await store.read(key);
  if (read.kind === 'missing') return { kind: 'unreadable', reason: 'it has gone since it was listed' };
  if (read.kind !== 'found') return { kind: 'unreadable', reason: read.reason };
  const content = openContent(read.bytes, MOST_BYTES.digest);
  if (content.kind === 'damaged') return content;
  const parsed = parseDigest(content.bytes);
  if (parsed.kind === 'malformed') return parsed;
  return { kind: 'digest', digest: parsed.digest, sha256: content.sha256, signature: read.metadata[SIGNATURE] };
}

/** @param key of the log, from `AWSLogs/` on */
export async function readLog(store: TrailStore, key: string, { bucket, object }: DigestLog): Promise<LogRead> {
  const { origin } = store;
  if (origin !== undefined && (origin.bucket !== bucket || origin.prefix + key !== object))
    return { kind: 'unreadable', reason: `it lies in ${bucket}, at ${object}` };
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
