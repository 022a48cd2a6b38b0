import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';

import { download } from '../pipeline/download/download.js';
import { type DownloadReport } from '../pipeline/download/download-options.js';
import { renderDownload, renderDownloadNotes } from '../pipeline/render-download.js';
import { AWS_FLAGS, awsAccessOf, historyRegionsOf } from './aws-flags.js';
import { BaseCommand } from './base-command.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { checkAccount, parseTimeFlag } from './flag-values.js';
import { listenForInterruption } from './listen-for-interruption.js';
import { given } from './scan-settings.js';
import { UsageError } from './usage-error.js';

export default class Download extends BaseCommand {
  static override readonly summary = 'Save logs as files.';

  static override readonly description = `Saves what SOURCE has below the folder OUT: Event history (lookup-events:) as log files in the layout of a trail,
everything else file by file, unchanged. Run again, it goes on where it ended, and writes nothing twice.

Exit codes: 0 all is saved; 2 a wrong flag or source; 3 something could not be read; 70 an error in ctaudit; 74 OUT could
not be written to; 130 interrupted.`;

  static override readonly examples = [
    '<%= config.bin %> download lookup-events:eu-west-1 history/',
    '<%= config.bin %> download lookup-events: history/ --regions all --since 2026-01-01',
  ];

  static override readonly args = {
    source: argument({
      description: 'lookup-events:[REGION,REGION], s3://BUCKET/FOLDER, or a file, folder, glob, or - for standard input.',
      required: true,
    }),
    out: argument({ description: 'Folder to save to.', required: true }),
  };

  static override readonly flags = {
    since: string({ helpValue: 'TIME', description: 'From AWS, only events at or after this time (RFC 3339, or a date in UTC).' }),
    until: string({ helpValue: 'TIME', description: 'From AWS, only events before this time.' }),
    account: string({ multiple: true, multipleNonGreedy: true, helpValue: 'ID', description: 'From AWS, only events of this account.' }),
    ...AWS_FLAGS,
  };

  protected async execute(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Download);
    const times = timesOf(flags);
    const interruption = listenForInterruption();
    try {
      const report = await download({
        ...args,
        ...times,
        ...historyRegionsOf(flags),
        aws: awsAccessOf(flags, { signal: interruption.signal }),
        accounts: (flags.account ?? []).map(checkAccount),
        signal: interruption.signal,
        ...(process.stderr.isTTY && {
          onProgress: ({ uri, files, records }) => {
            this.say(`${uri}: ${files.written} files, ${records} records`);
          },
        }),
      });
      process.stderr.write(renderDownloadNotes(report));
      process.stdout.write(renderDownload(report, args.out));
      return exitCode(report);
    } finally {
      interruption.stop();
    }
  }
}

function timesOf({ since, until }: { readonly since?: string | undefined; readonly until?: string | undefined }): {
  readonly since?: number;
  readonly until?: number;
} {
  const from = since === undefined ? undefined : parseTimeFlag(since, '--since');
  const to = until === undefined ? undefined : parseTimeFlag(until, '--until');
  if (from !== undefined && to !== undefined && from >= to)
    throw new UsageError(`no event can be at or after ${since ?? ''} (--since) and before ${until ?? ''} (--until)`);
  return given({ since: from, until: to });
}

function exitCode({ interrupted, problems }: DownloadReport): ExitCode {
  if (interrupted) return EXIT.interrupted;
  return problems.length > 0 ? EXIT.incomplete : EXIT.pass;
}
