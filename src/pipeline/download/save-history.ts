import { openEventHistory } from '../../sources/aws/open-event-history.js';
import { type DownloadFolder } from './download-folder.js';
import { type DownloadOptions } from './download-options.js';
import { type DownloadTally } from './download-tally.js';
import { RecordSaver, type SlicePlace } from './save-records.js';

interface Destination {
  readonly folder: DownloadFolder;
  /** The folder's path. */
  readonly root: string;
  readonly tally: DownloadTally;
}

/**
 * Saves Event history day by day. A day that is over and saved whole is noted, and not asked for again.
 * @throws InvalidSourceError, OutputError
 */
export async function saveHistory(options: DownloadOptions, { folder, root, tally }: Destination): Promise<void> {
  const { source, aws, since, until, accounts, regions, allRegions, signal } = options;
  const history = await openEventHistory(source, {
    aws,
    since,
    until,
    accounts,
    regions,
    allRegions,
    signal,
    isKnown: ({ uri }, account) => {
      const isKnown = folder.hasNote(dayNote(uri, account));
      if (isKnown) tally.add(uri, { present: 1 });
      return isKnown;
    },
  });
  const { account = '' } = history;
  const saver = new RecordSaver(folder, root);
  for await (const file of history.files) {
    const { written, records, known, bytes, problems } = await saver.save(file, placeOf(file.uri, account), signal);
    tally.problems.push(...problems);
    tally.add(file.uri, { written, records, bytes, present: written === 0 && known > 0 ? 1 : 0 });
    if (problems.length === 0 && history.isFinal(file.uri)) await folder.addNote(dayNote(file.uri, account));
    if (signal?.aborted === true) break;
  }
  tally.problems.push(...history.counts().problems);
  tally.notes.push(...history.notes());
}

function dayNote(uri: string, account: string): readonly string[] {
  return ['day', uri, account];
}

/** Of `lookup-events:REGION/YYYY/MM/DD`. */
function placeOf(uri: string, account: string): SlicePlace {
  const [region = '', ...day] = uri.slice(uri.indexOf(':') + 1).split('/');
  return { account, region, day: day.join('/') };
}
