import { createGzip, type Gzip } from 'node:zlib';
import { once } from 'node:events';

import { type Event } from './history-client.js';

/**
 * Writes events as a trail writes a log file: `{"Records":[…,…]}`, as gzip. Each record is the text of its event's `CloudTrailEvent`, as it
 * came; byte offsets and hashes are those of this text. What is no record as JSON stands there as a text, so that whoever reads the file
 * counts and names it as damage.
 */
export class HistoryContent {
  /** How many events there are. */
  events = 0;
  private readonly gzip: Gzip = createGzip();
  private readonly chunks: Buffer[] = [];

  constructor() {
    this.gzip.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.gzip.write('{"Records":[');
  }

  async add(events: readonly Event[]): Promise<void> {
    const texts = events.map((event) => (this.events++ === 0 ? '' : ',') + recordText(event));
    if (!this.gzip.write(texts.join(''))) await once(this.gzip, 'drain');
  }

  /** The whole file. */
  async finish(): Promise<Uint8Array> {
    const ended = once(this.gzip, 'end');
    this.gzip.end(']}');
    await ended;
    return Buffer.concat(this.chunks);
  }
}

function recordText({ EventId: id = '', CloudTrailEvent: text }: Event): string {
  if (text === undefined) return JSON.stringify(`event ${id} came without CloudTrailEvent`);
  return isObjectText(text) ? text : JSON.stringify(text);
}

/** Whether a text is JSON of one object, so that the file around it stays what it is. */
function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false; // JSON.parse has no other way to say no
  }
}
