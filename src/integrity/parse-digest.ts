import { parseTime } from '../model/time.js';

/** One log file as a digest lists it. */
export interface DigestLog {
  readonly bucket: string;
  readonly object: string;
  /** SHA-256 of the uncompressed content, in lower-case hex. */
  readonly sha256: string;
}

/** What a digest says of the one before it. */
interface PreviousDigest {
  readonly bucket: string;
  readonly object: string;
  /** SHA-256 of its uncompressed content, in lower-case hex. */
  readonly sha256: string;
  /** In hex. */
  readonly signature: string;
}

/** The parts of a digest file that a check needs; times in milliseconds since 1970. */
export interface Digest {
  readonly account: string;
  readonly start: number;
  readonly end: number;
  /** As written, which is how it is signed. */
  readonly endText: string;
  readonly bucket: string;
  readonly object: string;
  readonly fingerprint: string;
  /** Undefined in a digest that starts a chain. */
  readonly previous: PreviousDigest | undefined;
  readonly logs: readonly DigestLog[];
}

export type ParsedDigest =
  | { readonly kind: 'digest'; readonly digest: Digest }
  /** `reason`: the part of a sentence that names what is wrong, such as `digestEndTime is not a time`. */
  | { readonly kind: 'malformed'; readonly reason: string };

type Fields = Readonly<Record<string, unknown>>;

/** The only algorithms that the format knows. */
const SIGNED_WITH = 'SHA256withRSA';
const HASHED_WITH = 'SHA-256';

const SHA256 = /^[0-9a-f]{64}$/;
const HEX = /^(?:[0-9A-Fa-f]{2})+$/;

const PREVIOUS = [
  'previousDigestS3Bucket',
  'previousDigestS3Object',
  'previousDigestHashValue',
  'previousDigestHashAlgorithm',
  'previousDigestSignature',
] as const;

/**
 * Reads the uncompressed content of a digest file
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html). Never throws.
 */
export function parseDigest(content: Uint8Array): ParsedDigest {
  try {
    return { kind: 'digest', digest: digestOf(objectOf(JSON.parse(Buffer.from(content).toString('utf8')), 'it')) };
  } catch (error) {
    return { kind: 'malformed', reason: error instanceof Malformed ? error.message : 'it is not JSON' };
  }
}

/** Ends the reading of one digest; goes no further than `parseDigest`. */
class Malformed extends Error {}

function digestOf(fields: Fields): Digest {
  const { text, time } = reader(fields, '');
  oneOf(text('digestSignatureAlgorithm'), SIGNED_WITH, 'digestSignatureAlgorithm');
  return {
    account: text('awsAccountId'),
    start: time('digestStartTime'),
    end: time('digestEndTime'),
    endText: text('digestEndTime'),
    bucket: text('digestS3Bucket'),
    object: text('digestS3Object'),
    fingerprint: text('digestPublicKeyFingerprint'),
    previous: previousOf(fields),
    logs: listOf(fields['logFiles'], 'logFiles').map((log, index) => logOf(objectOf(log, `logFiles[${index}]`), `logFiles[${index}].`)),
  };
}

/** A digest that starts a chain has null in all five fields. */
function previousOf(fields: Fields): PreviousDigest | undefined {
  if (PREVIOUS.every((name) => fields[name] === null)) return undefined;
  const { text, hash } = reader(fields, '');
  oneOf(text('previousDigestHashAlgorithm'), HASHED_WITH, 'previousDigestHashAlgorithm');
  const signature = text('previousDigestSignature');
  if (!HEX.test(signature)) throw new Malformed('previousDigestSignature is not hexadecimal');
  return {
    bucket: text('previousDigestS3Bucket'),
    object: text('previousDigestS3Object'),
    sha256: hash('previousDigestHashValue'),
    signature,
  };
}

function logOf(fields: Fields, place: string): DigestLog {
  const { text, hash } = reader(fields, place);
  oneOf(text('hashAlgorithm'), HASHED_WITH, `${place}hashAlgorithm`);
  return { bucket: text('s3Bucket'), object: text('s3Object'), sha256: hash('hashValue') };
}

interface Reader {
  readonly text: (name: string) => string;
  readonly time: (name: string) => number;
  readonly hash: (name: string) => string;
}

function reader(fields: Fields, place: string): Reader {
  const text = (name: string): string => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (typeof value === 'string' && value !== '') return value;
    throw new Malformed(`${place}${name} ${value === undefined ? 'is missing' : 'is not a text'}`);
  };
  return {
    text,
    time: (name) => parseTime(text(name)) ?? fault(`${place}${name} is not a time`),
    hash: (name) => {
      const hash = text(name).toLowerCase();
      return SHA256.test(hash) ? hash : fault(`${place}${name} is not a SHA-256`);
    },
  };
}

function fault(reason: string): never {
  throw new Malformed(reason);
}

function oneOf(value: string, expected: string, place: string): void {
  if (value !== expected) throw new Malformed(`${place} is not ${expected}`);
}

function objectOf(value: unknown, place: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Malformed(`${place} is not an object`);
}

function listOf(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Malformed(`${place} is not a list`);
}
