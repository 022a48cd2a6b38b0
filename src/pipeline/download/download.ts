import { resolve } from 'node:path';

import { DownloadFolder, NOTE_NAME, PARTIAL_NAME } from './download-folder.js';
import { type DownloadOptions, type DownloadReport } from './download-options.js';
import { DownloadTally } from './download-tally.js';
import { findSource } from './find-source.js';
import { SavePaths } from './harmless-path.js';
import { saveFiles } from './save-files.js';

/**
 * Saves what a source has under a folder: Event history as log files in a trail's layout, everything else file by file, unchanged. Run again,
 * it goes on where it ended, and writes nothing twice.
 * @throws NoSuchInputError, InvalidSourceError, and OutputError when the folder cannot be written to
 */
export async function download(options: DownloadOptions): Promise<DownloadReport> {
  const root = resolve(options.cwd ?? process.cwd(), options.out);
  const found = await findSource(options);
  const folder = await DownloadFolder.open(root, options.out);
  const tally = new DownloadTally(options.onProgress);
  try {
    switch (found.kind) {
      case 'history': {
        // Who saves files alone need not load what AWS takes.
        const { saveHistory } = await import('./save-history.js');
        await saveHistory(options, { folder, root, tally });
        break;
      }
      case 'files':
        await saveFiles(found.source, options, { folder, tally, paths: new SavePaths([NOTE_NAME, PARTIAL_NAME]) });
        break;
    }
  } finally {
    await folder.close();
  }
  return tally.report(options.signal?.aborted === true);
}
