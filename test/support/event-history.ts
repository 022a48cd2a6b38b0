import { gunzipSync } from 'node:zlib';

import nock from 'nock';

import { type FileSummary, readLogFile } from '../../src/envelopes/read-log-file.js';
import { type EventHistory, type EventHistoryOptions, openEventHistory } from '../../src/sources/aws/open-event-history.js';
import { type LogFile } from '../../src/sources/log-file.js';
import { quickClock, setAwsEnvironment, wireEvent, type WireEvent } from './aws-wire.js';

/** When the tests run, as Event history sees it. */
export const NOW = Date.parse('2026-02-01T12:00:00Z');
export const TODAY = Date.parse('2026-02-01T00:00:00Z');
export const DAY = 86_400_000;

/** Today's file of eu-west-1. */
export const FILE = 'lookup-events:eu-west-1/2026/02/01';

/** No credentials but the given ones, and no network; gives what takes it back. */
export function closeWorld(environment: Readonly<Record<string, string>> = {}): () => void {
  const restore = setAwsEnvironment(environment);
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  return () => {
    restore();
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  };
}

export async function open(argument: string, options: Partial<EventHistoryOptions> = {}): Promise<EventHistory> {
  return openEventHistory(argument, { aws: {}, allRegions: false, since: TODAY, ...quickClock(NOW), ...options });
}

export async function openFiles({ files }: EventHistory): Promise<readonly LogFile[]> {
  const found: LogFile[] = [];
  for await (const file of files) found.push(file);
  return found;
}

/** Reads all, and gives the text of each file by its URI. */
export async function textsOf(history: EventHistory): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const file of await openFiles(history)) {
    const content = await file.open();
    if (content.kind !== 'whole') throw new Error('a small file is there at once');
    found[file.uri] = gunzipSync(content.bytes).toString();
  }
  return found;
}

/** What a file comes to when it is read as a log file. */
export async function summaryOf(file: LogFile | undefined): Promise<FileSummary> {
  if (file === undefined) throw new Error('there is no file');
  const reading = readLogFile({ uri: file.uri, named: file.named, content: await file.open() });
  for (;;) {
    const step = await reading.next();
    if (step.done === true) return step.value;
  }
}

/** The text of a log file of these events. */
export function recordsOf(events: readonly WireEvent[]): string {
  return `{"Records":[${events.map(({ CloudTrailEvent: text = '' }) => text).join(',')}]}`;
}

/** An event of today. */
export function hour(number: number, name?: string): WireEvent {
  return wireEvent(`2026-02-01T${String(number).padStart(2, '0')}:00:00Z`, name);
}
