import { type Problem } from '../model/problem.js';

/** An object that a trail has delivered, or that somebody has put beside its own. */
export interface TrailObject {
  /** From `AWSLogs/` on, with `/` between its parts. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
}

/** What reading one object came to. `reason`: the part of a sentence that stands in brackets, free of control characters. */
export type TrailRead =
  | {
      readonly kind: 'found';
      readonly bytes: Uint8Array;
      /** The object's own metadata by names in lower case, without `x-amz-meta-`; empty where it is lost. */
      readonly metadata: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'missing' }
  /** It may not be read: permissions, a key of KMS, an archive that has to be restored. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It is there, and reading it failed. */
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Where a trail's objects lie: a bucket, or a copy of one in folders. Keys begin at `AWSLogs/`
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html); what stands before is the store's own.
 * Nothing here fails: what cannot be listed is among the problems, and what cannot be read says why.
 */
export interface TrailStore {
  /** As the user named it, normalised. */
  readonly uri: string;
  /** Where the objects lie, with the prefix before `AWSLogs/` (its last slash included, or empty); undefined for a copy, which may lie anywhere. */
  readonly origin: { readonly bucket: string; readonly prefix: string } | undefined;
  /** Where an object with this key lies, or would. */
  uriOf(key: string): string;
  /** The parts of keys that follow a prefix which ends in `/`, up to the next `/`: names of folders, in the order of code points. */
  folders(prefix: string): Promise<readonly string[]>;
  /** The objects whose keys begin with the prefix, which ends in `/`, in the order of code points of their keys. */
  list(prefix: string): AsyncIterable<TrailObject>;
  /** Those of them whose keys have no `/` behind the prefix. */
  objectsIn(prefix: string): AsyncIterable<TrailObject>;
  read(key: string): Promise<TrailRead>;
  /** What could not be listed until now. */
  problems(): readonly Problem[];
}

/** A digest's signature, in hex, in the metadata of its object. */
export const SIGNATURE = 'signature';
