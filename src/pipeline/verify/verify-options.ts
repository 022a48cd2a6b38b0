import { type PublicKey } from '../../integrity/public-keys.js';
import { type LogCounts } from '../../model/verify-report.js';
import { type AwsAccess } from '../aws-access.js';

/** What one log came to. */
interface LogResult {
  /** Where it lies, or should. */
  readonly uri: string;
  readonly status: keyof LogCounts;
}

/** Which digests and logs a check is about; all where nothing is said. */
export interface VerifySelection {
  /** Milliseconds since 1970: the time in a log's name is at or after it, and an hour of digests begins at or after it. */
  readonly since?: number;
  /** Milliseconds since 1970: before it. */
  readonly until?: number;
  /** Account IDs. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** A time in milliseconds since 1970, both ends in. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export type KeyAnswer =
  | {
      readonly kind: 'keys';
      readonly keys: readonly PublicKey[];
      /** Whether these are all that AWS has for the Region and the time. */
      readonly isComplete: boolean;
    }
  /** `reason`: the part of a sentence that stands in brackets. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Gives the keys that the digests of a Region and a time may be signed with. Never fails. */
export type KeySource = (region: string, period: Period) => Promise<KeyAnswer>;

export interface VerifyOptions {
  /** `s3://bucket/folder`, or a folder that holds a copy of a bucket or of a part of one. */
  readonly source: string;
  /** The folder that a relative source begins in; default: the process's own. */
  readonly cwd?: string;
  /** How AWS is reached. Default: as the AWS CLI does it. */
  readonly aws?: AwsAccess;
  readonly selection?: VerifySelection;
  /** Default: AWS's ListPublicKeys. */
  readonly publicKeys?: KeySource;
  /** Told of each log of the period what it came to. */
  readonly onLog?: (log: LogResult) => void;
  /** Ends the check early; what it then says is worth nothing. */
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970; default: the clock. */
  readonly now?: number;
}
