import { type ReadPart } from '../../envelopes/part-source.js';
import { type EventCounts } from './event-reader.js';
import { type PackedHits } from './packed-hits.js';

/** A part of a file, scanned as if it were a file of its own. */
export interface ScannedPart extends ReadPart {
  readonly scan: EventCounts;
  readonly hits: PackedHits;
}
