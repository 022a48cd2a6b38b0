import { firstKey, isRecordStart } from './record-keys.js';

/** How many first keys are learnt of one file. */
const LEARNT_KEYS = 8;
const MOST_GLANCES = 64;

/** How the first of the records began that share a glance, and its first key where that was not known anyway. */
export interface FirstKey {
  readonly glance: number;
  readonly key: string | undefined;
}

/** The first keys of the records of one file. Most records begin as the one before did, so that comparing a few bytes is all that it takes. */
export class RecordStarts {
  /** First keys of whole records, beside those that are known anyway. */
  private readonly learnt = new Set<string>();
  /** What was looked at last: from its `{` to before the value of its first key. */
  private last: Uint8Array = Buffer.from('{');
  private lastKey: string | undefined;
  private isLastKnown = false;
  /** By the glances at the records that were looked at. */
  private readonly glances = new Map<number, FirstKey>();

  /** Takes note of how the record at `start` begins, so that others are known by it. */
  learn(bytes: Buffer, start: number): void {
    // Of each record, so a glance has to do: what begins nearly as one before adds little.
    const glance = glanceAt(bytes, start);
    if (this.glances.has(glance)) return;
    const isUsual = this.isUsual(bytes, start);
    // Without a key a glance sees what may not be there yet.
    if ((this.lastKey ?? '') !== '') this.take({ glance, key: isUsual ? undefined : this.lastKey });
  }

  /** What was learnt so far, in its order. */
  get firstKeys(): readonly FirstKey[] {
    return [...this.glances.values()];
  }

  /** Learns what another one learnt of records that follow. */
  take(firstKey: FirstKey): void {
    const { glance, key } = firstKey;
    if (this.glances.has(glance) || this.glances.size === MOST_GLANCES) return;
    this.glances.set(glance, firstKey);
    if (key !== undefined && this.learnt.size < LEARNT_KEYS) this.learnt.add(key);
  }

  /** Whether the object at `start` begins as records do in the logs that are known. */
  isUsual(bytes: Buffer, start: number): boolean {
    if (this.lastKey !== undefined && this.beginsAsLast(bytes, start)) return this.isLastKnown;
    const first = firstKey(bytes, start);
    this.lastKey = first?.key;
    this.isLastKnown = first !== undefined && isRecordStart(first.key);
    // A copy: the window moves.
    if (first !== undefined) this.last = Uint8Array.from(bytes.subarray(start, first.value));
    return this.isLastKnown;
  }

  /** Whether an object that begins with this key may be a record. */
  has(key: string): boolean {
    return isRecordStart(key) || this.learnt.has(key);
  }

  private beginsAsLast(bytes: Buffer, start: number): boolean {
    const { last } = this;
    for (let i = 0; i < last.length; i++) if (bytes[start + i] !== last[i]) return false;
    return true;
  }
}

/** The first bytes of the first key, where it stands next to the bracket. */
function glanceAt(bytes: Buffer, start: number): number {
  return (bytes[start + 2] ?? 0) | ((bytes[start + 3] ?? 0) << 8) | ((bytes[start + 4] ?? 0) << 16) | ((bytes[start + 5] ?? 0) << 24);
}
