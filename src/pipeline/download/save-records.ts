import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { readLogFile, type ReadRecord } from '../../envelopes/read-log-file.js';
import { type Problem } from '../../model/problem.js';
import { parseTime } from '../../model/time.js';
import { isRegionName } from '../../sources/aws/aws-regions.js';
import { type LogFile } from '../../sources/log-file.js';
import { type DownloadFolder } from './download-folder.js';
import { SavedRecords } from './saved-records.js';

/** The most that a file gets; those of a trail have as many at busy times. */
const FILE_RECORDS = 5_000;

/** What one file of Event history came to. */
export interface SavedSlice {
  readonly written: number;
  readonly records: number;
  /** Records that an earlier download has saved. */
  readonly known: number;
  readonly bytes: number;
  readonly problems: readonly Problem[];
}

/** Where records stand that say nothing of their own place. */
export interface SlicePlace {
  readonly account: string;
  readonly region: string;
  /** `YYYY/MM/DD`. */
  readonly day: string;
}

/** The records of one account, Region and day that wait for a file. */
interface Group {
  readonly place: SlicePlace;
  readonly saved: SavedRecords;
  records: { readonly text: string; readonly time: number | undefined }[];
}

/**
 * Saves the records of Event history as files of a trail: `AWSLogs/ACCOUNT/CloudTrail/REGION/YYYY/MM/DD`, by what each record says of itself.
 * Names come from the contents, and what an earlier download has saved is left out, so that nothing is there twice.
 */
export class RecordSaver {
  private readonly folder: DownloadFolder;
  private readonly root: string;

  /** @param root the folder's path */
  constructor(folder: DownloadFolder, root: string) {
    this.folder = folder;
    this.root = root;
  }

  /** @throws OutputError */
  async save(file: LogFile, place: SlicePlace, signal: AbortSignal | undefined): Promise<SavedSlice> {
    const groups = new Map<string, Group>();
    const total = { written: 0, records: 0, known: 0, bytes: 0 };
    const flush = async (group: Group): Promise<void> => {
      const { written, bytes } = await this.write(group);
      total.written += written;
      total.bytes += bytes;
      total.records += group.records.length;
      group.records = [];
    };
    const reading = readLogFile({ uri: file.uri, named: file.named, content: await file.open(signal) });
    for (;;) {
      const step = await reading.next();
      if (step.done === true) {
        for (const group of groups.values()) await flush(group);
        return { ...total, problems: step.value.problems };
      }
      for (const record of step.value.records) {
        const group = await this.groupOf(record, place, groups);
        if (group.saved.has(record.bytes)) total.known++;
        else group.records.push({ text: Buffer.from(record.bytes).toString(), time: timeOf(record) });
        if (group.records.length >= FILE_RECORDS) await flush(group);
      }
    }
  }

  private async groupOf(record: ReadRecord, fallback: SlicePlace, groups: Map<string, Group>): Promise<Group> {
    const place = placeOf(record, fallback);
    const path = folderOf(place);
    let group = groups.get(path);
    if (group === undefined) {
      group = { place, saved: await SavedRecords.read(join(this.root, path)), records: [] };
      groups.set(path, group);
    }
    return group;
  }

  private async write({ place, records }: Group): Promise<{ readonly written: number; readonly bytes: number }> {
    if (records.length === 0) return { written: 0, bytes: 0 };
    const text = `{"Records":[${records.map((record) => record.text).join(',')}]}`;
    const path = `${folderOf(place)}/${nameOf(place, text, newest(records))}`;
    const { outcome, bytes } = await this.folder.save(path, [gzipSync(text)]);
    return outcome === 'written' ? { written: 1, bytes } : { written: 0, bytes: 0 };
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html */
function folderOf({ account, region, day }: SlicePlace): string {
  return `AWSLogs/${account}/CloudTrail/${region}/${day}`;
}

/**
 * As a trail names its files, with the newest event's minute for the time of delivery:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html#cloudtrail-log-filename-format
 */
function nameOf({ account, region, day }: SlicePlace, text: string, time: number | undefined): string {
  const minute = time === undefined ? `${day.replaceAll('/', '')}T0000` : new Date(time).toISOString().replaceAll(/[-:]/g, '').slice(0, 13);
  const unique = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${account}_CloudTrail_${region}_${minute}Z_${unique}.json.gz`;
}

function newest(records: readonly { readonly time: number | undefined }[]): number | undefined {
  return records.reduce<number | undefined>(
    (best, { time }) => (time !== undefined && time > (best ?? -Infinity) ? time : best),
    undefined,
  );
}

function placeOf(record: ReadRecord, fallback: SlicePlace): SlicePlace {
  const { recipientAccountId: account, awsRegion: region } = record.value;
  const time = timeOf(record);
  return {
    account: typeof account === 'string' && /^\d{12}$/.test(account) ? account : fallback.account,
    region: typeof region === 'string' && isRegionName(region) ? region : fallback.region,
    day: time === undefined ? fallback.day : new Date(time).toISOString().slice(0, 10).replaceAll('-', '/'),
  };
}

/** Milliseconds since 1970; undefined for a time that has no day of four digits' year. */
function timeOf({ value: { eventTime } }: ReadRecord): number | undefined {
  const time = typeof eventTime === 'string' ? parseTime(eventTime) : undefined;
  return time !== undefined && time >= 0 ? time : undefined;
}
