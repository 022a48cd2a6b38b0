import { type LogCounts, type VerifyCode } from '../model/verify-report.js';
import { MOST_BYTES, openContent } from './file-content.js';
import { type DigestLog } from './parse-digest.js';

/** What was found where a log file should lie. */
export type LogRead =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  /** `reason`: the part of a sentence that stands in brackets. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface LogJudgement {
  readonly status: keyof LogCounts;
  /** Absent for a log that is as it should be, and for one that only its digest leaves open. */
  readonly finding?: { readonly code: VerifyCode; readonly message: string };
}

/**
 * Holds a log file against what a digest says of it: the SHA-256 of the uncompressed content, so that other compression of the same content
 * is no alteration.
 * @param isTrusted whether the digest is proven
 */
export function checkLog({ sha256 }: DigestLog, read: LogRead, isTrusted: boolean): LogJudgement {
  switch (read.kind) {
    case 'missing':
      return { status: 'missing', finding: { code: 'CTA5011', message: 'The log is listed by a digest, and is not there.' } };
    case 'unreadable':
      return { status: 'unverified', finding: { code: 'CTA5023', message: `The log cannot be read (${read.reason}).` } };
    case 'bytes': {
      const content = openContent(read.bytes, MOST_BYTES.log);
      if (content.kind === 'damaged') return altered(content.reason);
      if (content.sha256 !== sha256) return altered(`the SHA-256 of its content is ${content.sha256}, and its digest says ${sha256}`);
      return { status: isTrusted ? 'verified' : 'unverified' };
    }
  }
}

function altered(reason: string): LogJudgement {
  return { status: 'altered', finding: { code: 'CTA5012', message: `The log is not as CloudTrail delivered it: ${reason}.` } };
}
