import { isJsonObject, type JsonObject } from '../model/json.js';
import { type ByteWindow } from './byte-window.js';
import { parseJson } from './parse-json.js';
import { type Frame } from './place-in-file.js';
import { shapeOf } from './record-shape.js';
import { type RecordSink } from './record-sink.js';
import { type Envelope, unwrapAwslogs, unwrapEventBridge, unwrapLogEvents, unwrapLookupItem } from './unwrap.js';

/** Takes whole values from the window into the sink: records as they are, envelopes unwrapped, others counted and named. */
export class ValueIntake {
  private readonly window: ByteWindow;
  private readonly sink: RecordSink;
  private readonly recordBytes: number;

  constructor(window: ByteWindow, sink: RecordSink, recordBytes: number) {
    this.window = window;
    this.sink = sink;
    this.recordBytes = recordBytes;
  }

  /** Takes the value of a range; `list` when it is an object with an array of records, which is to be read piece by piece. */
  take(start: number, end: number, frame: Frame): 'record' | 'other' | 'list' {
    const text = this.window.text(start, end);
    if (text === undefined) return this.damaged('CTA4022', start, 'The record holds bytes that are not valid UTF-8.');
    const value = parseJson(text);
    if (!isJsonObject(value)) return this.damaged('CTA4023', start, 'What stands where a record should is not an object.');
    return this.takeObject(value, { start, end }, frame);
  }

  private takeObject(value: JsonObject, { start, end }: { start: number; end: number }, frame: Frame): 'record' | 'other' | 'list' {
    const shape = shapeOf(value);
    switch (shape) {
      case 'record':
        this.sink.record(value, { window: this.window, start, end });
        return 'record';
      case 'lookup-item':
        this.sink.unwrapped(unwrapLookupItem(this.envelope(value, start, frame)));
        return 'other';
      case 'event-bridge':
        this.sink.unwrapped(unwrapEventBridge(this.envelope(value, start, frame)));
        return 'other';
      case 'log-events':
        return this.takeAll(unwrapLogEvents(this.envelope(value, start, frame)));
      case 'awslogs':
        return this.takeAll(unwrapAwslogs(this.envelope(value, start, frame)));
      case 'skipped':
        this.sink.skip();
        return 'other';
      case 'list':
        if (frame.kind !== 'list') return 'list';
        return this.damaged('CTA4024', start, 'The object has neither eventName nor eventSource.');
      case 'bad-list':
        return this.damaged('CTA4026', start, 'Records is not an array.');
      case 'unknown':
        return this.damaged('CTA4024', start, 'The object has neither eventName nor eventSource.');
    }
  }

  private takeAll(items: ReturnType<typeof unwrapAwslogs>): 'other' {
    for (const item of items) this.sink.unwrapped(item);
    return 'other';
  }

  private damaged(code: 'CTA4022' | 'CTA4023' | 'CTA4024' | 'CTA4026', start: number, message: string): 'other' {
    this.sink.damage(code, this.window.offsetOf(start), message);
    return 'other';
  }

  private envelope(value: JsonObject, start: number, frame: Frame): Envelope {
    return {
      value,
      start,
      bytes: this.window.bytes,
      offsetOf: (position) => this.window.offsetOf(position),
      prefix: frame.kind === 'list' ? `${frame.key}[${frame.count}].` : '',
      limit: this.recordBytes,
    };
  }
}
