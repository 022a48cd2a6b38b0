import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface TrailKey {
  readonly fingerprint: string;
  readonly privateKey: KeyObject;
  /** DER of PKCS #1 as base64, as ListPublicKeys gives it. */
  readonly value: string;
}

/** A key pair as CloudTrail has one for each Region. */
export function makeTrailKey(): TrailKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'pkcs1', format: 'der' });
  return { fingerprint: createHash('md5').update(der).digest('hex'), privateKey, value: der.toString('base64') };
}

/** What `aws cloudtrail list-public-keys` prints. */
export function listedKeys(keys: readonly TrailKey[]): string {
  const list = keys.map(({ fingerprint, value }) => ({
    Value: value,
    ValidityStartTime: '2024-01-01T00:00:00+00:00',
    ValidityEndTime: '2025-12-31T00:00:00+00:00',
    Fingerprint: fingerprint,
  }));
  return JSON.stringify({ PublicKeyList: list });
}

/** An object as the trail delivered it. */
export interface Delivered {
  /** From `AWSLogs/` on. */
  readonly key: string;
  readonly bytes: Uint8Array;
  /** What the bytes decompress to. */
  readonly content: string;
  /** Of a digest. */
  readonly signature?: string;
}

export interface TrailSettings {
  readonly key: TrailKey;
  readonly account?: string;
  readonly region?: string;
  readonly trail?: string;
  readonly bucket?: string;
  /** Before `AWSLogs/`, with its last slash. */
  readonly prefix?: string;
  /** Between `AWSLogs/` and the account, with its last slash. */
  readonly organization?: string;
}

interface PreviousFields {
  readonly previousDigestS3Bucket: string | null;
  readonly previousDigestS3Object: string | null;
  readonly previousDigestHashValue: string | null;
  readonly previousDigestHashAlgorithm: string | null;
  readonly previousDigestSignature: string | null;
}

const NO_PREVIOUS: PreviousFields = {
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
};

export const HOUR = 60 * 60 * 1000;

/** Digests end when the trail's hour does, not the clock's. */
export const START = Date.parse('2024-05-01T00:01:31Z');

const compact = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.000/g, '');
const rfc = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');
const dayPath = (time: number): string => rfc(time).slice(0, 10).replaceAll('-', '/');
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/**
 * Delivers logs and digests as CloudTrail does, in the published format
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html), signed with a key of
 * one's own.
 */
export class TestTrail {
  private previous: PreviousFields = NO_PREVIOUS;
  private settings: Required<TrailSettings>;
  private serial = 0;

  constructor(settings: TrailSettings) {
    this.settings = {
      account: '111122223333',
      region: 'us-east-2',
      trail: 'your_trail-name',
      bucket: 'amzn-s3-demo-bucket',
      prefix: '',
      organization: '',
      ...settings,
    };
  }

  /** Goes on with another key, bucket or prefix. */
  change(settings: Partial<TrailSettings>): void {
    this.settings = { ...this.settings, ...settings };
  }

  /** The next digest starts a chain. */
  restart(): void {
    this.previous = NO_PREVIOUS;
  }

  /** A log of a minute. */
  log(time: number, content = `{"Records":[{"eventName":"Call${this.serial}"}]}`): Delivered {
    const { account, region } = this.settings;
    const unique = `u${(this.serial++).toString(36).padStart(15, '0')}`;
    const name = `${account}_CloudTrail_${region}_${compact(time).slice(0, 13)}Z_${unique}.json.gz`;
    return { key: `${this.root()}/CloudTrail/${region}/${dayPath(time)}/${name}`, bytes: gzipSync(content), content };
  }

  /** The digest of the time between two others, with the logs that were delivered then. */
  digest(start: number, end: number, logs: readonly Delivered[]): Delivered {
    const delivered = this.write(start, end, logs, { previous: this.previous, suffix: '' });
    this.previous = this.fieldsOf(delivered);
    return delivered;
  }

  /** A digest of logs that came too late for that of their hour. */
  backfill(start: number, end: number, logs: readonly Delivered[]): Delivered {
    return this.write(start, end, logs, { previous: NO_PREVIOUS, suffix: '_backfill' });
  }

  private root(): string {
    return `AWSLogs/${this.settings.organization}${this.settings.account}`;
  }

  private write(
    start: number,
    end: number,
    logs: readonly Delivered[],
    { previous, suffix }: { readonly previous: PreviousFields; readonly suffix: string },
  ): Delivered {
    const { account, region, trail, bucket, prefix, key } = this.settings;
    const name = `${account}_CloudTrail-Digest_${region}_${trail}_us-east-2_${compact(end)}${suffix}.json.gz`;
    const tail = `${this.root()}/CloudTrail-Digest/${region}/${dayPath(end)}/${name}`;
    const content = JSON.stringify({
      awsAccountId: account,
      digestStartTime: rfc(start),
      digestEndTime: rfc(end),
      digestS3Bucket: bucket,
      digestS3Object: prefix + tail,
      digestPublicKeyFingerprint: key.fingerprint,
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime: logs.length === 0 ? null : rfc(end),
      oldestEventTime: logs.length === 0 ? null : rfc(start),
      ...previous,
      logFiles: logs.map((log) => ({
        s3Bucket: bucket,
        s3Object: prefix + log.key,
        hashValue: sha256(log.content),
        hashAlgorithm: 'SHA-256',
        newestEventTime: rfc(end),
        oldestEventTime: rfc(start),
      })),
    });
    const data = `${rfc(end)}\n${bucket}/${prefix}${tail}\n${sha256(content)}\n${previous.previousDigestSignature ?? 'null'}`;
    return { key: tail, bytes: gzipSync(content), content, signature: sign('sha256', Buffer.from(data), key.privateKey).toString('hex') };
  }

  private fieldsOf({ key, content, signature = '' }: Delivered): PreviousFields {
    const { bucket, prefix } = this.settings;
    return {
      previousDigestS3Bucket: bucket,
      previousDigestS3Object: prefix + key,
      previousDigestHashValue: sha256(content),
      previousDigestHashAlgorithm: 'SHA-256',
      previousDigestSignature: signature,
    };
  }
}

/** So many hours of a trail from a time on, each with one log; from the oldest on, each log before its digest. */
export function deliverHours(trail: TestTrail, count: number, from = START): Delivered[] {
  return Array.from({ length: count }, (_, hour) => {
    const start = from + hour * HOUR;
    const log = trail.log(start + 20 * 60 * 1000);
    return [log, trail.digest(start, start + HOUR, [log])];
  }).flat();
}

export const isDigest = ({ signature }: Delivered): boolean => signature !== undefined;

/** Writes the objects below a folder, and beside each digest the metadata that a download would keep. */
export function writeCopy(folder: string, objects: readonly Delivered[], { metadata = true } = {}): void {
  for (const { key, bytes, signature } of objects) {
    const path = join(folder, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    if (metadata && signature !== undefined)
      writeFileSync(`${path}.metadata.json`, JSON.stringify({ signature, 'signature-algorithm': 'SHA256withRSA' }));
  }
}
